package org.wirestat.tracker.tcp;

import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.flow.FlowTable;
import org.wirestat.tracker.wire.Segment;

/** Takes TCP segments and moves the two endpoints of their connection. */
public final class TcpTracker implements FlowTable.Expiry {

    private final boolean goesStraight;
    private final InOrder inOrder;
    private final Exchange exchange;
    private final Silence silence;
    private final Opening opening;
    private final Resetting resetting;
    private final Stream stream;
    private long begun;
    private PortNews news = PortNews.NONE;

    /** @param listener hears of every move; null if nobody wants to know */
    public TcpTracker(ConnectionRecord anyConnection, Timeouts timeouts, @Nullable MoveListener listener) {
        this(anyConnection, timeouts, listener, true);
    }

    /** @param goesStraight where it can; else every segment goes to the judges */
    TcpTracker(
            ConnectionRecord anyConnection, Timeouts timeouts, @Nullable MoveListener listener, boolean goesStraight) {
        this.goesStraight = goesStraight;
        exchange = new Exchange(anyConnection, listener);
        inOrder = new InOrder(exchange);
        silence = new Silence(exchange, timeouts);
        opening = new Opening(exchange, timeouts);
        resetting = new Resetting(exchange, timeouts);
        stream = new Stream(exchange, timeouts);
    }

    /** Whether a segment of an unknown connection makes one: only what a real endpoint begins or goes on with. */
    public static boolean mayBegin(Segment segment) {
        int flags = segment.flags & (Segment.SYN | Segment.RST | Segment.ACK | Segment.FIN);
        return flags == Segment.SYN
                || flags == (Segment.SYN | Segment.FIN)
                || flags == (Segment.SYN | Segment.ACK)
                || flags == Segment.ACK
                || flags == (Segment.ACK | Segment.FIN);
    }

    /** Connections begun or picked up so far, each use of the same ports counted. */
    public long begun() {
        return begun;
    }

    /** What the last segment told of the ports at its ends. */
    public PortNews news() {
        return news;
    }

    /**
     * @param isNew whether the record is empty
     * @return whether an endpoint moved, so that another timer runs now: {@link #runTimers} tells until when
     */
    public boolean onSegment(ConnectionRecord connection, boolean lowerSends, boolean isNew, Segment segment) {
        news = PortNews.NONE;
        long timeNs = Math.max(segment.timestampNs, connection.lastNs());
        boolean begins = isNew;
        if (!isNew && silence.mayBeDue(connection, timeNs) && silence.run(connection, timeNs) == FORGET) {
            begins = mayBegin(segment);
            if (!begins) {
                return false;
            }
        }
        exchange.begin(connection, lowerSends, timeNs);
        if (goesStraight && !begins && inOrder.takes(segment)) {
            return exchange.hasMoved();
        }
        EndpointRecord sender = exchange.sender();
        boolean hasSyn = segment.has(Segment.SYN);
        boolean hasRst = segment.has(Segment.RST);
        boolean isBelieved = segment.checksum != Segment.Checksum.BAD; // case 37: the receiver drops it
        if (begins || (hasSyn && !hasRst && isBelieved && opening.beginsAnew(segment))) {
            if (!isNew) {
                exchange.proves(TcpEvent.MAKES_WAY);
                exchange.presumes(TcpEvent.MAKES_WAY);
                connection.lower().clear();
                connection.higher().clear();
                connection.forgetFlags();
            }
            connection.firstNs(segment.timestampNs);
            begun++;
            if (!begins && segment.has(Segment.ACK)) {
                opening.remembersSyn(segment);
            }
        }
        sender.count(segment.frameLength, segment.ipLength, segment.payloadLength);
        if (isBelieved) {
            judge(segment, hasSyn, hasRst);
        }
        sender.lastNs(timeNs);
        if (segment.hasTimestamp && isBelieved) {
            notesTimestamp(sender, segment.tsVal);
        }
        return begins || exchange.hasMoved();
    }

    /**
     * An ICMP error about a segment of the connection. As Linux takes it: one that speaks of the SYN ends the attempt, any
     * other is noted at most, since anybody can write one (RFC 5927 §5).
     *
     * @param lowerSent whether the lower endpoint had sent that segment
     * @param error the message: type and code stand in its ports
     * @param quoted the segment, with its ports and sequence number only
     */
    public void onIcmpError(ConnectionRecord connection, boolean lowerSent, Segment error, Segment quoted) {
        long timeNs = Math.max(error.timestampNs, connection.lastNs());
        if (silence.run(connection, timeNs) == FORGET) {
            return;
        }
        exchange.begin(connection, lowerSent, timeNs);
        EndpointRecord sender = exchange.sender();
        boolean isMeant =
                sender.is(EndpointRecord.HAS_SENT) && sender.state() == TcpState.SYN_SENT && quoted.seq == sender.iss();
        if (isMeant && Unreachable.isHard(error)) {
            exchange.transition(sender, TcpEvent.GETS_ICMP_ERROR, Basis.PRESUMED, timeNs);
        }
    }

    static void notesTimestamp(EndpointRecord sender, int tsVal) {
        boolean isNewer = !sender.is(EndpointRecord.HAS_TIMESTAMP) || SeqNum.after(tsVal, sender.tsRecent());
        boolean isOtherClock = SeqNum.before(tsVal, sender.tsRecent() - Patience.OLD_TIMESTAMP_TICKS);
        if (isNewer || isOtherClock) {
            sender.tsRecent(tsVal);
            sender.set(EndpointRecord.HAS_TIMESTAMP);
        }
    }

    @Override
    public long runTimers(ConnectionRecord connection, long nowNs) {
        return silence.run(connection, nowNs);
    }

    private void judge(Segment segment, boolean hasSyn, boolean hasRst) {
        if (hasSyn) {
            if (hasRst) {
                return; // no stack sends both
            }
            if (segment.has(Segment.ACK)) {
                opening.onSynAck(segment);
            } else {
                opening.onSyn(segment);
            }
            if (segment.isSigned) {
                exchange.connection().set(ConnectionRecord.SIGNED, true);
            }
        } else if (hasRst) {
            if (resetting.onReset(segment)) {
                news = PortNews.SENDER_REFUSED;
            }
        } else if (segment.has(Segment.ACK)) {
            stream.onSegment(segment);
        }
        notesListener(segment);
    }

    /** A port listens that answered a SYN, unless its peer answered one too: then neither did, both had sent one. */
    private void notesListener(Segment segment) {
        ConnectionRecord connection = exchange.connection();
        EndpointRecord responder = connection.responder();
        boolean isSenders = responder == exchange.sender();
        boolean isNoted = connection.is(ConnectionRecord.ACCEPTED);
        if (connection.is(ConnectionRecord.SIMULTANEOUS)) {
            if (isNoted) {
                connection.set(ConnectionRecord.ACCEPTED, false);
                news = isSenders ? PortNews.SENDER_CROSSED : PortNews.RECEIVER_CROSSED;
            }
            return;
        }
        EndpointRecord originator = connection.originator();
        boolean isUnasked = isUnasked(originator, responder);
        boolean answered = responder.is(EndpointRecord.HAS_ISS)
                && originator.sndUna() != originator.iss()
                && !isUnasked
                && answersSomebody(originator, responder, segment);
        if (answered && !isNoted) {
            connection.set(ConnectionRecord.ACCEPTED, true);
            news = isSenders ? PortNews.SENDER_ACCEPTED : PortNews.RECEIVER_ACCEPTED;
        } else if (isNoted && isUnasked && !isSenders) {
            connection.set(ConnectionRecord.ACCEPTED, false);
            news = PortNews.RECEIVER_UNASKED;
        }
    }

    /**
     * Whether the responder's SYN-ACK was the answer to a SYN, seen or not. One that scans with SYN-ACKs sends them from a high
     * port to well-known ones, each once, and has no clock to echo. A server's port is likely the lower one; it repeats its
     * answer, or goes on, or its client does; and a timestamp in a SYN-ACK answers that of a SYN: RFC 7323 §3.2.
     */
    private static boolean answersSomebody(EndpointRecord originator, EndpointRecord responder, Segment segment) {
        return originator.is(EndpointRecord.HAS_ISS)
                || originator.isHeard()
                || responder.packets() > 1
                || segment.sourcePort < segment.destinationPort
                || (segment.hasTimestamp && segment.tsEcr != 0);
    }

    /**
     * Whether nobody had asked for the SYN-ACK, as in a scan: no SYN was seen, and its receiver refuses what it knows nothing
     * of; RFC 9293 §3.10.7.1.
     */
    private static boolean isUnasked(EndpointRecord originator, EndpointRecord responder) {
        return !originator.is(EndpointRecord.HAS_ISS)
                && originator.is(EndpointRecord.SENT_RST)
                && responder.sndUna() == responder.iss();
    }
}
