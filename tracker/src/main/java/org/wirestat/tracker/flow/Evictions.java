package org.wirestat.tracker.flow;

import org.wirestat.tracker.EvictionClass;
import org.wirestat.tracker.EvictionClass.Share;
import org.wirestat.tracker.wire.Segment;

/** Counts what found no room in one table. */
public final class Evictions {

    private final long[] evicted = new long[EvictionClass.values().length];
    private final SynTargets targets = new SynTargets();
    private long refused;

    /** The connection is about to be forgotten before its time. */
    void note(ConnectionRecord connection, FlowHash hashing) {
        EvictionClass worth = Worth.of(connection);
        evicted[worth.ordinal()]++;
        if (worth.share() == Share.HALF_OPEN) {
            boolean sourceIsLower = connection.is(ConnectionRecord.LOWER_ORIGINATED);
            targets.add(
                    connection.ipVersion(),
                    connection.addressHigh(!sourceIsLower),
                    connection.addressLow(!sourceIsLower),
                    connection.port(!sourceIsLower),
                    hashing.ofHost(connection.addressHigh(sourceIsLower), connection.addressLow(sourceIsLower)));
        }
    }

    /** A segment of a connection that nobody knows is not let in. */
    void refuse(Segment segment, FlowHash hashing) {
        refused++;
        if (segment.protocol == Segment.TCP && segment.has(Segment.SYN)) {
            boolean isAnswer = segment.has(Segment.ACK);
            long source = hashing.ofHost(
                    isAnswer ? segment.destinationHigh : segment.sourceHigh,
                    isAnswer ? segment.destinationLow : segment.sourceLow);
            targets.add(
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

    public SynTargets targets() {
        return targets;
    }
}
