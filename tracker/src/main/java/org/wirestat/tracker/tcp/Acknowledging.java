package org.wirestat.tracker.tcp;

import org.wirestat.tracker.Basis;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.wire.Segment;

/** What a segment's ACK says of its receiver's stream, and what it shows that its sender has taken; RFC 9293 §3.10.7.4. */
final class Acknowledging {

    private final Exchange exchange;
    private final Closing closing;
    private final long roundTripNs;

    Acknowledging(Exchange exchange, Closing closing, Timeouts timeouts) {
        this.exchange = exchange;
        this.closing = closing;
        roundTripNs = timeouts.roundTrip().toNanos();
    }

    /** What the segment's ACK says of the receiver's stream: how much of it has come. */
    void onAck(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        int ack = segment.ack;
        if (!receiver.is(EndpointRecord.HAS_SENT)) {
            receiver.sndNxt(ack);
            receiver.sndUna(ack);
            receiver.set(EndpointRecord.HAS_SENT | EndpointRecord.HAS_UNA);
        } else if (ack - receiver.sndNxt() > Windows.windowOf(sender)) {
            if (!Windows.confirmsOutside(receiver, ack, Windows.windowOf(sender))) {
                return; // §3.10.7.4: acknowledges what was never sent
            }
            receiver.sndNxt(SeqNum.after(ack, receiver.outsideEnd()) ? ack : receiver.outsideEnd());
            receiver.sndUna(ack);
            Repetition.isAnswered(receiver);
        } else if (SeqNum.after(ack, receiver.sndUna())) {
            if (closing.isGuessed(receiver, ack)) {
                closing.guesses(receiver, ack);
            }
            receiver.sndUna(ack);
            Repetition.isAnswered(receiver);
            if (receiver.state() == TcpState.SYN_RECEIVED && answersAnOlderSynAck(segment)) {
                receiver.set(EndpointRecord.LACKS_ANSWER);
            } else if (receiver.is(EndpointRecord.HAS_ISS)) {
                exchange.presumes(TcpEvent.GETS_ACK_OF_SYN);
            }
            if (receiver.is(EndpointRecord.HAS_FIN) && !SeqNum.before(ack, receiver.finEnd())) {
                exchange.presumes(TcpEvent.GETS_ACK_OF_FIN);
            }
        }
        if (receiver.is(EndpointRecord.HAS_FIN)) {
            if (!SeqNum.before(ack, receiver.finEnd())) {
                sender.set(EndpointRecord.PROVED_FIN);
                exchange.proves(TcpEvent.GETS_FIN);
                if (segment.segLen() == 0
                        && Closing.isPositionAcknowledged(sender)
                        && closing.answersWithOldClock(segment)) {
                    exchange.proves(TcpEvent.FROM_TIME_WAIT);
                    exchange.presumes(TcpEvent.SECOND_TO_CLOSE);
                }
            } else if (!sender.is(EndpointRecord.PROVED_FIN) && knewOfFin(segment)) {
                exchange.transition(sender, TcpEvent.LACKS_FIN, Basis.OBSERVED, exchange.nowNs());
            }
        }
    }

    /**
     * Whether the ACK echoes a SYN-ACK that is older than the one just seen: then that was a repetition, and answers like
     * this one were lost on their last leg, or were not wanted.
     */
    private boolean answersAnOlderSynAck(Segment segment) {
        EndpointRecord receiver = exchange.receiver();
        int ticks = receiver.tsRecent() - segment.tsEcr;
        boolean isOlder = segment.segLen() == 0
                && segment.hasTimestamp
                && receiver.is(EndpointRecord.HAS_TIMESTAMP)
                && receiver.repeats() == 0
                && ticks > Patience.OLD_ECHO_TICKS;
        if (isOlder) {
            Repetition.hasAskedFor(receiver, ticks);
        }
        return isOlder;
    }

    /** Whether an acknowledgment below the receiver's FIN was sent after that FIN must have come. */
    private boolean knewOfFin(Segment segment) {
        EndpointRecord receiver = exchange.receiver();
        boolean sackedFin =
                segment.sackBlocks > 0 && SeqNum.within(receiver.finEnd(), segment.sackLeft, segment.sackRight);
        return sackedFin || exchange.nowNs() - receiver.askedNs(exchange.nowNs()) > roundTripNs;
    }
}
