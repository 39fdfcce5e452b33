package org.wirestat.tracker;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Hosts that stand on the observed segment, as they speak of themselves and of each other there (ARP, NDP). */
final class NeighbourSet {

    /** A flood of made-up neighbours fills no more than this. */
    private static final int MOST = 1 << 14;

    private final Set<IpAddress> addresses = new HashSet<>();
    private long unnoted;

    /** Takes note of one; its address in two halves as in a segment. */
    void note(int ipVersion, long high, long low) {
        IpAddress address = ipVersion == 4 ? IpAddress.v4((int) low) : IpAddress.v6(high, low);
        if (addresses.size() < MOST) {
            addresses.add(address);
        } else if (!addresses.contains(address)) {
            unnoted++;
        }
    }

    /** It goes on growing. */
    Set<IpAddress> addresses() {
        return Collections.unmodifiableSet(addresses);
    }

    /** Times that there was no room for one. */
    long unnoted() {
        return unnoted;
    }
}
