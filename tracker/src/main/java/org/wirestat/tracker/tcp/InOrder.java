package org.wirestat.tracker.tcp;

import org.wirestat.tracker.Basis;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.wire.Segment;

/**
 * The straight way for nearly all segments between two endpoints that have both sent their SYN: the third ACK, the next
 * data, an acknowledgment of what was sent, a FIN behind all data, the answer to it. Nothing is in doubt, nothing is
 * missing, nothing is repeated. The judges would come to the same, by a way several times as long; a segment for which that
 * is not certain is left to them.
 */
final class InOrder {

    private final Exchange exchange;

    InOrder(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Takes the segment at hand, or leaves everything as it is and answers false.
     *
     * @param segment one for which no timer is due
     */
    boolean takes(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        int control = segment.flags & (Segment.SYN | Segment.FIN | Segment.RST | Segment.ACK);
        boolean hasFin = control == (Segment.ACK | Segment.FIN);
        if ((control != Segment.ACK && !hasFin)
                || segment.checksum == Segment.Checksum.BAD
                || !sender.isUndisputed()
                || !receiver.isUndisputed()
                || sender.state() == TcpState.SYN_RECEIVED
                || !isPortNoted(exchange.connection())) {
            return false;
        }
        int end = segment.endSeq();
        boolean follows = segment.seq == sender.sndNxt() && !SeqNum.after(sender.sndUna(), segment.seq);
        boolean wasSent = !SeqNum.after(segment.ack, receiver.sndNxt());
        boolean isSaid = end == segment.seq || !sender.is(EndpointRecord.HAS_FIN);
        if (!follows
                || !wasSent
                || !isSaid
                || isDoubtful(sender, segment, hasFin)
                || !isClear(sender, receiver, segment)) {
            return false;
        }
        sender.count(segment.frameLength, segment.ipLength, segment.payloadLength);
        if (SeqNum.after(segment.ack, receiver.sndUna())) {
            takesAck(receiver, segment.ack);
        }
        if (receiver.is(EndpointRecord.HAS_FIN)) {
            sender.set(EndpointRecord.PROVED_FIN);
            exchange.proves(TcpEvent.GETS_FIN);
        }
        if (end != segment.seq) {
            sender.sndNxt(end);
            Repetition.asksAnew(sender, exchange.nowNs());
            if (hasFin) {
                sender.hole(0);
                sender.finEnd(end);
                sender.set(EndpointRecord.HAS_FIN);
                exchange.proves(TcpEvent.SENDS_FIN);
                exchange.presumes(TcpEvent.GETS_FIN);
            }
        }
        if (sender.basis() == Basis.PRESUMED) {
            exchange.proves(TcpEvent.SENDS_ACK);
        }
        sender.window(segment.window);
        sender.set(EndpointRecord.HAS_WINDOW);
        sender.lastNs(exchange.nowNs());
        if (segment.hasTimestamp) {
            TcpTracker.notesTimestamp(sender, segment.tsVal);
        }
        return true;
    }

    private void takesAck(EndpointRecord receiver, int ack) {
        receiver.sndUna(ack);
        Repetition.isAnswered(receiver);
        if (receiver.state() == TcpState.SYN_RECEIVED && receiver.is(EndpointRecord.HAS_ISS)) {
            exchange.presumes(TcpEvent.GETS_ACK_OF_SYN);
        }
        if (receiver.is(EndpointRecord.HAS_FIN)) {
            exchange.presumes(TcpEvent.GETS_ACK_OF_FIN);
        }
    }

    /** Whether a FIN may be from an earlier use of the ports, or what follows a FIN may tell of a hole in front of it. */
    private static boolean isDoubtful(EndpointRecord sender, Segment segment, boolean hasFin) {
        if (!hasFin) {
            return sender.is(EndpointRecord.HAS_FIN) && sender.hole() != 0;
        }
        return segment.hasTimestamp
                && sender.is(EndpointRecord.HAS_TIMESTAMP)
                && SeqNum.before(segment.tsVal, sender.tsRecent());
    }

    /** Whether the ACK leaves no doubt: it takes the receiver's SYN as that was last seen, and its FIN, if there is one. */
    private static boolean isClear(EndpointRecord sender, EndpointRecord receiver, Segment segment) {
        if (receiver.is(EndpointRecord.HAS_FIN)) {
            boolean areNumbersSure = sender.is(EndpointRecord.HAS_ISS) && receiver.is(EndpointRecord.HAS_ISS);
            return areNumbersSure && segment.ack == receiver.finEnd();
        }
        return receiver.state() != TcpState.SYN_RECEIVED
                || !segment.hasTimestamp
                || !receiver.is(EndpointRecord.HAS_TIMESTAMP)
                || receiver.tsRecent() - segment.tsEcr <= Patience.OLD_ECHO_TICKS;
    }

    /** Whether nothing more can be learnt about who listens. */
    private static boolean isPortNoted(ConnectionRecord connection) {
        return !connection.is(ConnectionRecord.SIMULTANEOUS)
                && (connection.is(ConnectionRecord.ACCEPTED)
                        || !connection.responder().is(EndpointRecord.HAS_ISS));
    }
}
