package org.wirestat.tracker.udp;

import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.flow.FlowTable;
import org.wirestat.tracker.wire.Segment;

/** Takes UDP datagrams. */
public final class UdpTracker implements FlowTable.Expiry {

    private final long answeredNs;
    private final long unansweredNs;
    private long begun;

    public UdpTracker(Timeouts timeouts) {
        answeredNs = timeouts.udpAnswered().toNanos();
        unansweredNs = timeouts.udpUnanswered().toNanos();
    }

    /** Conversations begun so far. */
    public long begun() {
        return begun;
    }

    /**
     * @param isNew whether the record is empty
     * @return when the conversation must be looked at again, ns since 1970; or {@link Long#MAX_VALUE} if that did not
     *     change
     */
    public long onDatagram(ConnectionRecord connection, boolean lowerSends, boolean isNew, Segment segment) {
        long nowNs = Math.max(segment.timestampNs, connection.lastNs());
        boolean begins = isNew || runTimers(connection, nowNs) == FORGET;
        if (begins) {
            connection.lower().clear();
            connection.higher().clear();
            connection.firstNs(segment.timestampNs);
            connection.set(ConnectionRecord.LOWER_ORIGINATED, lowerSends);
            connection.set(ConnectionRecord.BEGUN_SEEN, true);
            begun++;
        }
        EndpointRecord sender = lowerSends ? connection.lower() : connection.higher();
        sender.count(segment.frameLength, segment.ipLength, segment.payloadLength);
        sender.lastNs(nowNs);
        return begins ? runTimers(connection, nowNs) : Long.MAX_VALUE;
    }

    @Override
    public long runTimers(ConnectionRecord connection, long nowNs) {
        boolean isAnswered = connection.lower().isHeard() && connection.higher().isHeard();
        long endNs = connection.lastNs() + (isAnswered ? answeredNs : unansweredNs);
        return endNs <= nowNs ? FORGET : endNs;
    }
}
