package org.wirestat.tracker.flow;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.wirestat.tracker.EvictionClass;
import org.wirestat.tracker.EvictionClass.Share;
import org.wirestat.tracker.Overflow;
import org.wirestat.tracker.wire.Segment;

/** Counts what found no room in one table. For the thread of the table. */
public final class Evictions {

    private static final long NOT_CROWDED = Long.MIN_VALUE;

    private final long[] evicted = new long[EvictionClass.values().length];
    private final SynTargets targets = new SynTargets();
    private long refused;
    private long crowdedNs;
    private long crowdedSinceNs = NOT_CROWDED;

    /** From now on there is too little room. */
    void crowd(long nowNs) {
        crowdedSinceNs = nowNs;
    }

    /** There is room again. */
    void relax(long nowNs) {
        crowdedNs = crowdedNs(nowNs);
        crowdedSinceNs = NOT_CROWDED;
    }

    private long crowdedNs(long nowNs) {
        return crowdedSinceNs == NOT_CROWDED ? crowdedNs : crowdedNs + Math.max(0, nowNs - crowdedSinceNs);
    }

    /** The connection is about to be forgotten before its time. */
    void note(ConnectionRecord connection, FlowHash hashing) {
        EvictionClass worth = Worth.of(connection);
        note(worth);
        if (worth.share() == Share.HALF_OPEN) {
            boolean sourceIsLower = connection.is(ConnectionRecord.LOWER_ORIGINATED);
            noteTarget(
                    connection.ipVersion(),
                    connection.addressHigh(!sourceIsLower),
                    connection.addressLow(!sourceIsLower),
                    connection.port(!sourceIsLower),
                    hashing.ofCounted(connection.addressHigh(sourceIsLower), connection.addressLow(sourceIsLower)));
        }
    }

    /** A connection is about to be forgotten before its time. */
    public void note(EvictionClass worth) {
        evicted[worth.ordinal()]++;
    }

    /**
     * A connection that found no room had been begun to this port, and not finished.
     *
     * @param high first half of the address, 0 for IPv4
     * @param sourceHash of the host that began it
     */
    public void noteTarget(int ipVersion, long high, long low, int port, long sourceHash) {
        targets.add(ipVersion, high, low, port, sourceHash);
    }

    /** A segment of a connection that nobody knows is not let in. */
    public void refuse(Segment segment, FlowHash hashing) {
        refused++;
        if (segment.protocol == Segment.TCP && segment.has(Segment.SYN)) {
            boolean isAnswer = segment.has(Segment.ACK);
            long source = hashing.ofCounted(
                    isAnswer ? segment.destinationHigh : segment.sourceHigh,
                    isAnswer ? segment.destinationLow : segment.sourceLow);
            noteTarget(
                    segment.ipVersion,
                    isAnswer ? segment.sourceHigh : segment.destinationHigh,
                    isAnswer ? segment.sourceLow : segment.destinationLow,
                    isAnswer ? segment.sourcePort : segment.destinationPort,
                    source);
        }
    }

    public long evicted(EvictionClass worth) {
        return evicted[worth.ordinal()];
    }

    public long refused() {
        return refused;
    }

    /**
     * What found no room in all of these tables.
     *
     * @param listeners as in {@link Overflow}
     * @param neighbours as in {@link Overflow}
     * @param opens as in {@link Overflow}
     * @param nowNs the clock, ns since 1970
     */
    public static Overflow overflow(List<Evictions> tables, long listeners, long neighbours, long opens, long nowNs) {
        Map<EvictionClass, Long> evicted = new EnumMap<>(EvictionClass.class);
        long refused = 0;
        long crowdedNs = 0;
        for (Evictions table : tables) {
            refused += table.refused;
            crowdedNs = Math.max(crowdedNs, table.crowdedNs(nowNs));
            for (EvictionClass worth : EvictionClass.values()) {
                if (table.evicted(worth) > 0) {
                    evicted.merge(worth, table.evicted(worth), Long::sum);
                }
            }
        }
        List<Overflow.Target> targets =
                SynTargets.merged(tables.stream().map(table -> table.targets).toList());
        return new Overflow(evicted, refused, targets, listeners, neighbours, 0, opens, crowdedNs);
    }
}
