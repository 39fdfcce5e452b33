package org.wirestat.tracker.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Overflow;

/**
 * The ports to which most connections were begun that found no room: so a flood is seen, though it is not tracked. A fixed
 * number of them, by the space-saving algorithm (Metwally, Agrawal, El Abbadi 2005): whoever is new takes the place of the
 * smallest, and what that one had is noted as uncertain.
 */
final class SynTargets {

    private static final int TARGETS = 64;
    private static final int V6 = 1 << 16;

    private final long[] high = new long[TARGETS];
    private final long[] low = new long[TARGETS];
    private final int[] port = new int[TARGETS];
    private final long[] counts = new long[TARGETS];
    private final long[] uncertain = new long[TARGETS];
    private final byte[] sources = new byte[TARGETS * HostCount.REGISTERS];
    private int size;
    private int latest;

    /** Counts a connection that one host, given by its hash, wanted to a port of another. */
    void add(int ipVersion, long targetHigh, long targetLow, int targetPort, long sourceHash) {
        int key = targetPort | (ipVersion == 6 ? V6 : 0);
        int at = latest;
        if (counts[at] == 0 || !is(at, targetHigh, targetLow, key)) {
            at = find(targetHigh, targetLow, key);
            latest = at;
        }
        counts[at]++;
        HostCount.add(sourceHash, sources, at * HostCount.REGISTERS);
    }

    private boolean is(int at, long targetHigh, long targetLow, int key) {
        return low[at] == targetLow && high[at] == targetHigh && port[at] == key;
    }

    private int find(long targetHigh, long targetLow, int key) {
        int smallest = 0;
        for (int at = 0; at < size; at++) {
            if (is(at, targetHigh, targetLow, key)) {
                return at;
            }
            if (counts[at] < counts[smallest]) {
                smallest = at;
            }
        }
        int at = size < TARGETS ? size++ : smallest;
        uncertain[at] = counts[at];
        high[at] = targetHigh;
        low[at] = targetLow;
        port[at] = key;
        int base = at * HostCount.REGISTERS;
        Arrays.fill(sources, base, base + HostCount.REGISTERS, (byte) 0);
        return at;
    }

    /** All of these together, those with most connections first; in a fixed order. */
    static List<Overflow.Target> merged(Iterable<SynTargets> parts) {
        Map<String, Sum> sums = new HashMap<>();
        for (SynTargets part : parts) {
            for (int at = 0; at < part.size; at++) {
                IpAddress address = (part.port[at] & V6) != 0
                        ? IpAddress.v6(part.high[at], part.low[at])
                        : IpAddress.v4((int) part.low[at]);
                int port = part.port[at] & 0xffff;
                Sum sum = sums.computeIfAbsent(port + " " + address, ignored -> new Sum(address, port));
                sum.connections += part.counts[at] - part.uncertain[at];
                HostCount.merge(part.sources, at * HostCount.REGISTERS, sum.sources, 0);
            }
        }
        List<Overflow.Target> targets = new ArrayList<>();
        for (Sum sum : sums.values()) {
            long hosts = Math.min(sum.connections, Math.max(1, HostCount.estimate(sum.sources, 0)));
            targets.add(new Overflow.Target(sum.address, sum.port, sum.connections, hosts));
        }
        targets.sort(Overflow.Target.MOST_FIRST);
        return targets.subList(0, Math.min(TARGETS, targets.size()));
    }

    private static final class Sum {

        private final IpAddress address;
        private final int port;
        private final byte[] sources = new byte[HostCount.REGISTERS];
        private long connections;

        Sum(IpAddress address, int port) {
            this.address = address;
            this.port = port;
        }
    }
}
