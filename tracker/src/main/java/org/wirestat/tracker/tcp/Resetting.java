package org.wirestat.tracker.tcp;

import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.wire.Segment;

/** Judges RST by its sequence number; RFC 9293 §3.10.7, RFC 5961 §3.2. */
final class Resetting {

    private final Exchange exchange;
    private final long roundTripNs;
    private final boolean areTimersOff;

    Resetting(Exchange exchange, Timeouts timeouts) {
        this.exchange = exchange;
        roundTripNs = timeouts.roundTrip().toNanos();
        areTimersOff = timeouts.areOff();
    }

    /**
     * @return whether the RST refused a SYN
     */
    boolean onReset(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        if (segment.isSigned && !exchange.connection().is(ConnectionRecord.SIGNED)) {
            return false; // RFC 2385: who did not agree on signatures drops a signed segment
        }
        if (receiver.state() == TcpState.SYN_SENT) {
            // §3.10.7.3: in SYN-SENT a RST counts if it acknowledges the SYN, and only then.
            boolean refuses =
                    segment.has(Segment.ACK) && SeqNum.within(segment.ack, receiver.iss() + 1, receiver.sndNxt());
            if (refuses) {
                exchange.presumes(TcpEvent.GETS_RST);
                exchange.proves(TcpEvent.SENDS_RST);
            }
            return refuses;
        }
        boolean isForeign = isUnlikeItsSender(segment);
        sender.set(EndpointRecord.SENT_RST);
        if (!isExact(segment, sender)) {
            if (isAbort(segment)) {
                // Its last data was missed by us, or lost; its peer will challenge the number and be told again.
                exchange.proves(TcpEvent.SENDS_RST);
                sender.sndNxt(segment.seq);
            }
            return false;
        }
        if (!sharesFateOfUnanswered(sender, receiver)) {
            exchange.presumes(TcpEvent.GETS_RST);
        }
        boolean answersForeignAck = sender.state() == TcpState.SYN_SENT && segment.seq != sender.sndNxt();
        if (!isForeign && !answersForeignAck) {
            exchange.proves(TcpEvent.SENDS_RST);
        }
        return false;
    }

    /**
     * Whether somebody else seems to have sent it: it answers nothing, for its sender spoke last and owes its peer nothing;
     * it is no abort of a stack that uses timestamps, for those put them on their RST too (RFC 7323 §3.2).
     */
    private boolean isUnlikeItsSender(Segment segment) {
        EndpointRecord sender = exchange.sender();
        return !segment.has(Segment.ACK)
                && !segment.hasTimestamp
                && sender.is(EndpointRecord.HAS_TIMESTAMP)
                && !sender.is(EndpointRecord.SENT_RST)
                && sender.state() == TcpState.ESTABLISHED
                && exchange.receiver().sndUna() == exchange.receiver().sndNxt()
                && sender.lastNs() >= exchange.receiver().lastNs();
    }

    /**
     * Whether its sender asked last, by a keep-alive probe or data, and got no answer, and so gives its peer up: what it
     * sends now comes no further than what it sent before. RFC 9293 §3.8.4, RFC 1122 §4.2.3.6.
     */
    private boolean sharesFateOfUnanswered(EndpointRecord sender, EndpointRecord receiver) {
        long nowNs = exchange.nowNs();
        long askedNs = sender.askedNs(nowNs);
        return !areTimersOff
                && receiver.isHeard()
                && nowNs - askedNs > Patience.SILENT_PEER_NS
                && sender.lastNs() - askedNs < roundTripNs
                && receiver.lastNs() < askedNs;
    }

    /** Whether it is its sender's own: it continues the sender's numbers and clock, and knows its peer's last number. */
    private boolean isAbort(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        return segment.has(Segment.ACK)
                && segment.hasTimestamp
                && sender.is(EndpointRecord.HAS_TIMESTAMP)
                && !SeqNum.before(segment.tsVal, sender.tsRecent())
                && SeqNum.after(segment.seq, sender.sndNxt())
                && SeqNum.within(segment.ack, receiver.sndUna(), receiver.sndNxt());
    }

    /**
     * Whether the receiver acts on it: the number must be its rcv.nxt, which is what it acknowledged last or, if that
     * acknowledgment is still to come, the end of what was sent to it.
     */
    private static boolean isExact(Segment segment, EndpointRecord sender) {
        return sender.is(EndpointRecord.HAS_SENT) && (segment.seq == sender.sndNxt() || segment.seq == sender.sndUna());
    }
}
