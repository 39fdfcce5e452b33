package org.wirestat.tracker.connlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What few connections have and no flat record has room for. */
final class Extras {

    /** A history goes no further: nobody reads a storm of resets letter by letter. */
    static final int MOST_LETTERS = 1000;

    private final Map<Integer, Extra> bySlot = new HashMap<>();

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

    void forget(int slot) {
        bySlot.remove(slot);
    }
}
