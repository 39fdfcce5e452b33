package org.wirestat.tracker.connlog;

import java.util.HashMap;
import java.util.Map;

/** What few connections have and no flat record has room for. */
final class Extras {

    /** A history goes no further: nobody reads a storm of resets letter by letter. */
    static final int MOST_LETTERS = 1000;

    private final Map<Integer, Extra> bySlot = new HashMap<>();

    /** Of one connection. */
    static final class Extra {

        private final StringBuilder history = new StringBuilder();

        /** Letters beyond those in the record. */
        StringBuilder history() {
            return history;
        }
    }

    Extra of(int slot) {
        return bySlot.computeIfAbsent(slot, ignored -> new Extra());
    }

    void forget(int slot) {
        bySlot.remove(slot);
    }
}
