package org.wirestat.tracker.table;

import org.jspecify.annotations.Nullable;

/** Stacks of slots, in pages that are used again: what one stack no longer needs, the next takes. */
final class SlotPages {

    private @Nullable SlotPage free;

    /** Puts a slot on a stack; null is an empty one. */
    SlotPage put(@Nullable SlotPage newest, int slot) {
        SlotPage page = newest;
        if (page == null || page.isFull()) {
            page = free();
            page.older(newest);
        }
        page.add(slot);
        return page;
    }

    private SlotPage free() {
        SlotPage page = free;
        if (page == null) {
            return new SlotPage();
        }
        free = page.older();
        return page;
    }

    /**
     * Takes the newest page off a stack, with all that is still in it.
     *
     * @return what is left of the stack
     */
    @Nullable
    SlotPage release(SlotPage newest) {
        SlotPage rest = newest.older();
        newest.clear();
        newest.older(free);
        free = newest;
        return rest;
    }

    /** The same pages, the oldest on top. */
    static @Nullable SlotPage reversed(@Nullable SlotPage newest) {
        SlotPage reversed = null;
        SlotPage page = newest;
        while (page != null) {
            SlotPage older = page.older();
            page.older(reversed);
            reversed = page;
            page = older;
        }
        return reversed;
    }
}
