package org.wirestat.tracker;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What found no room in tables of a fixed size, since the beginning.
 *
 * @param evicted connections that were forgotten before their time, by what they were then; only classes that occurred
 * @param refused segments of connections that nobody knew and that were not let in, since all others were worth more, or
 *     they did not even begin one
 * @param targets the ports to which most of those connections were begun, most first; at most 64
 * @param listeners ports that accepted a connection and were not noted
 * @param neighbours addresses of the segment itself that were not noted
 * @param hosts packets that were not counted, since their sender found no room; {@link Counters#withUnnotedHosts}
 * @param opens moves of {@link TcpOpens} that were not counted, since their host found no room
 * @param crowdedNs how long a part of the table was crowded, so that the least was forgotten sooner and nothing picked up
 *     on its way; of the part that was so longest
 */
public record Overflow(
        Map<EvictionClass, Long> evicted,
        long refused,
        List<Target> targets,
        long listeners,
        long neighbours,
        long hosts,
        long opens,
        long crowdedNs) {

    /** Everything found room. */
    public static final Overflow NONE = new Overflow(Map.of(), 0, List.of(), 0, 0, 0, 0, 0);

    /**
     * A port that connections were begun to.
     *
     * @param connections that were not finished and found no room; where there are more targets than can be counted, at
     *     least so many
     * @param hosts about how many hosts began them, to some 7 %
     */
    public record Target(IpAddress address, int port, long connections, long hosts) {

        public static final Comparator<Target> MOST_FIRST = Comparator.comparingLong(Target::connections)
                .reversed()
                .thenComparing(Target::address)
                .thenComparingInt(Target::port);
    }

    public Overflow {
        evicted = Map.copyOf(evicted);
        targets = List.copyOf(targets);
    }

    /** Connections that were forgotten before their time. */
    public long evictions() {
        return evicted.values().stream().mapToLong(Long::longValue).sum();
    }
}
