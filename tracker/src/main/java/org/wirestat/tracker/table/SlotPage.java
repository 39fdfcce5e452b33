package org.wirestat.tracker.table;

import org.jspecify.annotations.Nullable;

/** Some slots, last in first out, and the page of those that came before. {@link SlotPages} makes them. */
final class SlotPage {

    static final int CAPACITY = 60;

    private final int[] slots = new int[CAPACITY];
    private int size;
    private @Nullable SlotPage older;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    int get(int i) {
        return slots[i];
    }

    void set(int i, int slot) {
        slots[i] = slot;
    }

    void add(int slot) {
        slots[size++] = slot;
    }

    int take() {
        return slots[--size];
    }

    void clear() {
        size = 0;
    }

    @Nullable
    SlotPage older() {
        return older;
    }

    void older(@Nullable SlotPage page) {
        older = page;
    }
}
