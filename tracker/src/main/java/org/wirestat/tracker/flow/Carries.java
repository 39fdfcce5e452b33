package org.wirestat.tracker.flow;

import java.util.HashMap;
import java.util.Map;

/**
 * What the counters of endpoints carry when their bits in the record are full: beside the slab, and only where somebody sent
 * that much, so that all others do not pay for it.
 */
final class Carries {

    /** At four gigabytes each, 64 terabytes are under way before no room is left; only made-up lengths get there. */
    static final int MOST = 1 << 14;

    private final Map<Integer, int[]> carries = new HashMap<>();

    /** A counter of an endpoint begins anew at zero: false if there is no room to note that. */
    boolean add(int endpoint, int counter) {
        int[] counts = carries.get(endpoint);
        if (counts == null) {
            if (carries.size() >= MOST) {
                return false;
            }
            counts = new int[EndpointCounts.COUNTERS];
            carries.put(endpoint, counts);
        }
        counts[counter]++;
        return true;
    }

    /** How often that has happened. */
    long of(int endpoint, int counter) {
        int[] counts = carries.get(endpoint);
        return counts == null ? 0 : counts[counter];
    }

    void forget(int endpoint) {
        carries.remove(endpoint);
    }
}
