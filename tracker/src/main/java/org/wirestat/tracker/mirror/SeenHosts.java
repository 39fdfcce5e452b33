package org.wirestat.tracker.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.wire.Segment;

/** Which hosts speak TCP and which are spoken to. A table of fixed size; further hosts are not noted. */
final class SeenHosts {

    private static final int SLOTS = 1 << 17;
    private static final int MOST = SLOTS / 2;

    /** A host that sent less may simply not have been answered yet. */
    private static final int GOOD_DEAL = 20;

    private static final int ENOUGH_OFFLOADED = 3;

    private final AddressHash hash = new AddressHash();
    private final long[] high = new long[SLOTS];
    private final long[] low = new long[SLOTS];
    private final byte[] version = new byte[SLOTS];
    private final int[] sent = new int[SLOTS];
    private final int[] heard = new int[SLOTS];
    private final int[] unfilled = new int[SLOTS];
    private final int[] filled = new int[SLOTS];
    private int size;

    void take(Segment segment) {
        int sender = find(segment.ipVersion, segment.sourceHigh, segment.sourceLow);
        if (sender >= 0) {
            sent[sender]++;
            switch (segment.checksum) {
                case PARTIAL, BAD -> unfilled[sender]++;
                case GOOD -> filled[sender]++;
                case UNKNOWN -> {}
            }
        }
        int receiver = find(segment.ipVersion, segment.destinationHigh, segment.destinationLow);
        if (receiver >= 0) {
            heard[receiver]++;
        }
    }

    long speakers() {
        return count(at -> sent[at] > 0);
    }

    MirrorReport.Hosts speaksOnly() {
        return hosts(at -> sent[at] >= GOOD_DEAL && heard[at] == 0);
    }

    MirrorReport.Hosts offloads() {
        return hosts(at -> unfilled[at] >= ENOUGH_OFFLOADED && unfilled[at] > filled[at]);
    }

    private int find(int ipVersion, long addressHigh, long addressLow) {
        int at = (int) hash.of(addressHigh, addressLow + ipVersion) & (SLOTS - 1);
        while (version[at] != 0) {
            if (low[at] == addressLow && high[at] == addressHigh && version[at] == ipVersion) {
                return at;
            }
            at = (at + 1) & (SLOTS - 1);
        }
        if (size == MOST) {
            return -1;
        }
        size++;
        version[at] = (byte) ipVersion;
        high[at] = addressHigh;
        low[at] = addressLow;
        return at;
    }

    private long count(IntPredicate wanted) {
        long number = 0;
        for (int at = 0; at < SLOTS; at++) {
            number += version[at] != 0 && wanted.test(at) ? 1 : 0;
        }
        return number;
    }

    private MirrorReport.Hosts hosts(IntPredicate wanted) {
        List<IpAddress> all = new ArrayList<>();
        for (int at = 0; at < SLOTS; at++) {
            if (version[at] != 0 && wanted.test(at)) {
                all.add(version[at] == 4 ? IpAddress.v4((int) low[at]) : IpAddress.v6(high[at], low[at]));
            }
        }
        all.sort(null);
        return new MirrorReport.Hosts(
                all.size(), all.subList(0, Math.min(all.size(), MirrorReport.Hosts.MOST_EXAMPLES)));
    }
}
