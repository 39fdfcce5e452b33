package org.wirestat.tracker.udp;

import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.flow.FlowTable;
import org.wirestat.tracker.wire.Segment;

/** Takes UDP datagrams. */
public final class UdpTracker implements FlowTable.Expiry {

    private static final int UNREACHABLE = 3;
    private static final int PORT = 3;
    private static final int UNREACHABLE_V6 = 1;
    private static final int PORT_V6 = 4;

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
        if (begins) {
            EndpointRecord receiver = lowerSends ? connection.higher() : connection.lower();
            receiver.basis(Basis.PRESUMED);
        }
        sender.basis(Basis.OBSERVED);
        sender.count(segment.frameLength, segment.ipLength, segment.payloadLength);
        sender.lastNs(nowNs);
        return begins ? runTimers(connection, nowNs) : Long.MAX_VALUE;
    }

    /**
     * An ICMP error about a datagram of the conversation: a host without a socket says "port unreachable" (RFC 1122
     * §4.1.3.1), so that the silent end is not presumed any more.
     *
     * @param lowerSent whether the lower endpoint had sent that datagram
     * @param error the message: type and code stand in its ports
     */
    public void onIcmpError(ConnectionRecord connection, boolean lowerSent, Segment error) {
        EndpointRecord receiver = lowerSent ? connection.higher() : connection.lower();
        boolean isV6 = error.protocol == Segment.ICMPV6;
        boolean isRefused = error.sourcePort == (isV6 ? UNREACHABLE_V6 : UNREACHABLE)
                && error.destinationPort == (isV6 ? PORT_V6 : PORT);
        if (isRefused && !receiver.isHeard()) {
            receiver.basis(Basis.OBSERVED);
        }
    }

    @Override
    public long runTimers(ConnectionRecord connection, long nowNs) {
        boolean isAnswered = connection.lower().isHeard() && connection.higher().isHeard();
        long endNs = connection.lastNs() + (isAnswered ? answeredNs : unansweredNs);
        return endNs <= nowNs ? FORGET : endNs;
    }
}
