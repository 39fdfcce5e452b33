package org.wirestat.tracker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Hosts that stand on the observed segment, as they speak of themselves and of each other there (ARP, NDP). */
final class NeighbourSet {

    /** A flood of made-up neighbours fills no more than this. */
    private static final int MOST = 1 << 14;

    private final Set<IpAddress> addresses = new HashSet<>();
    private final List<IpAddress> heard = new ArrayList<>();
    private long unnoted;

    /** Hears of one; its address in two halves as in a segment. It is not among the {@link #addresses} yet. */
    void hear(int ipVersion, long high, long low) {
        heard.add(ipVersion == 4 ? IpAddress.v4((int) low) : IpAddress.v6(high, low));
    }

    /** Takes note of those that were heard of: the frames before theirs have been judged. */
    void note() {
        if (!heard.isEmpty()) {
            heard.forEach(this::note);
            heard.clear();
        }
    }

    private void note(IpAddress address) {
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
