package org.wirestat.tracker.connlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What few connections have and no flat record has room for. */
final class Extras {

    /** A history goes no further: nobody reads a storm of resets letter by letter. */
    static final int MOST_LETTERS = 1000;

    /** All long histories together take no more: then no history grows beyond its record until one of them is over. */
    static final long MOST_BYTES = 64 << 20;

    /** What the first letter of a connection takes here, in bytes, and what each of them does; rounded up. */
    private static final int BYTES_OF_EXTRA = 256;

    private static final int BYTES_OF_LETTER = 2;

    private final Map<Integer, Extra> bySlot = new HashMap<>();
    private long bytes;

    /** Of one connection. */
    static final class Extra {

        /** Of a connection that goes from tunnel to tunnel no more are noted: Zeek's Tunnel::max_changes_per_connection. */
        private static final int MOST_CHANGES = 5;

        private final StringBuilder history = new StringBuilder();
        private final List<String> tunnelParents = new ArrayList<>(1);
        private long tunnel = Tunnel.NONE;
        private int changes;

        /** Letters beyond those in the record. */
        StringBuilder history() {
            return history;
        }

        List<String> tunnelParents() {
            return tunnelParents;
        }

        void begin(Tunnel around) {
            tunnel = around.id();
            addParent(around);
        }

        /** Notes the tunnel of a further packet; false if it has changed too often. */
        boolean note(Tunnel around) {
            if (around.id() == tunnel) {
                return true;
            }
            tunnel = around.id();
            if (changes == MOST_CHANGES) {
                return false;
            }
            changes++;
            addParent(around);
            return true;
        }

        private void addParent(Tunnel around) {
            if (around.id() != Tunnel.NONE) {
                String uid = around.uid();
                if (!tunnelParents.contains(uid)) {
                    tunnelParents.add(uid);
                }
            }
        }
    }

    Extra of(int slot) {
        return bySlot.computeIfAbsent(slot, ignored -> new Extra());
    }

    /** Adds a letter to a history that its record has no room for; false if there is none here either. */
    boolean addLetter(int slot, char letter) {
        Extra extra = bySlot.get(slot);
        boolean isFirst = extra == null || extra.history.isEmpty();
        int cost = BYTES_OF_LETTER + (isFirst ? BYTES_OF_EXTRA : 0);
        if (bytes + cost > MOST_BYTES) {
            return false;
        }
        bytes += cost;
        of(slot).history.append(letter);
        return true;
    }

    void forget(int slot) {
        Extra extra = bySlot.remove(slot);
        if (extra != null && !extra.history.isEmpty()) {
            bytes -= BYTES_OF_EXTRA + (long) BYTES_OF_LETTER * extra.history.length();
        }
    }
}
