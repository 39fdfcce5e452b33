package org.wirestat.tracker.tcp;

import org.wirestat.tracker.Basis;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.wire.Segment;

/**
 * Whether the sender of a segment takes part: brings one of which nothing was known, or which was taken for closed, into a
 * state in which such a segment is possible.
 */
final class Presence {

    private final Exchange exchange;
    private final Closing closing;

    Presence(Exchange exchange, Closing closing) {
        this.exchange = exchange;
        this.closing = closing;
    }

    /** Brings the sender into a state in which such a segment is possible; false if the segment proves nothing. */
    boolean speaks(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        switch (sender.state()) {
            case SYN_SENT -> {
                if (receiver.is(EndpointRecord.HAS_ISS)) {
                    if (!takesSynAck(segment)) {
                        return false;
                    }
                } else {
                    exchange.presumes(TcpEvent.SPEAKS); // it acknowledges a SYN that was not seen
                }
                exchange.proves(TcpEvent.SENDS_ACK);
            }
            case CLOSED, LISTEN -> {
                if (!sender.isHeard() && !receiver.isHeard()) {
                    picksUp(segment);
                } else if (closing.isFinAgain(segment)) {
                    return true; // the answer that closed it did not arrive
                } else if (receiver.state() == TcpState.SYN_SENT) {
                    // A challenge from an older connection that its end still holds; RFC 9293 §3.5.2.
                    return false;
                } else if (!isOnItsWay(segment)) {
                    revives(segment);
                }
            }
            case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> {}
        }
        return true;
    }

    /** Whether the endpoint may have said this before its end came: then its numbers are true, but it lives no more. */
    private boolean isOnItsWay(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        long nowNs = exchange.nowNs();
        long endedNs = sender.sinceNs(nowNs);
        boolean goesOnBehindItsReset = sender.is(EndpointRecord.SENT_RST)
                && segment.segLen() > 0
                && !SeqNum.before(segment.seq, sender.sndNxt());
        boolean knowsWhatCameLater = segment.ack == receiver.sndNxt()
                && SeqNum.after(segment.ack, receiver.sndUna())
                && receiver.askedNs(nowNs) > endedNs;
        return sender.isHeard()
                && nowNs - endedNs < Patience.REVIVAL_NS
                && !goesOnBehindItsReset
                && !knowsWhatCameLater;
    }

    /** The first segment of a connection that began before the capture. */
    private void picksUp(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        ConnectionRecord connection = exchange.connection();
        boolean senderIsLower = sender == connection.lower();
        // The lower port is the likelier server.
        boolean senderOriginated = segment.sourcePort == segment.destinationPort
                ? senderIsLower
                : segment.sourcePort > segment.destinationPort;
        connection.set(ConnectionRecord.LOWER_ORIGINATED, senderOriginated == senderIsLower);
        exchange.transition(sender, TcpEvent.SPEAKS, Basis.PICKED_UP, exchange.nowNs());
        exchange.transition(receiver, TcpEvent.SPEAKS, Basis.PICKED_UP, exchange.nowNs());
    }

    /** Of two SYN-ACKs with different numbers the one counts that is acknowledged. */
    private boolean takesSynAck(Segment segment) {
        EndpointRecord receiver = exchange.receiver();
        if (SeqNum.within(segment.ack, receiver.iss() + 1, receiver.sndNxt())) {
            return true;
        }
        boolean continuesItsSyn = segment.seq == exchange.sender().sndUna();
        if (receiver.state() != TcpState.SYN_RECEIVED || !continuesItsSyn) {
            return false;
        }
        receiver.iss(segment.ack - 1);
        receiver.sndUna(segment.ack - 1);
        receiver.sndNxt(segment.ack);
        return true;
    }

    /** An endpoint that was taken for closed goes on: what closed it was not meant for it. */
    private void revives(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        if (sender.is(EndpointRecord.GUESSED_FIN)) {
            // One who had closed would not speak.
            sender.unset(EndpointRecord.HAS_FIN | EndpointRecord.GUESSED_FIN);
            receiver.unset(EndpointRecord.PROVED_FIN);
            exchange.transition(receiver, TcpEvent.LACKS_FIN, Basis.PRESUMED, exchange.nowNs());
        }
        exchange.transition(sender, TcpEvent.SPEAKS, Basis.OBSERVED, exchange.nowNs());
        if (receiver.is(EndpointRecord.HAS_FIN) && !SeqNum.before(segment.ack, receiver.finEnd())) {
            exchange.proves(TcpEvent.GETS_FIN);
        }
        if (sender.is(EndpointRecord.HAS_FIN)) {
            exchange.proves(TcpEvent.SENDS_FIN);
            if (!SeqNum.before(sender.sndUna(), sender.finEnd())) {
                exchange.transition(sender, TcpEvent.GETS_ACK_OF_FIN, Basis.PRESUMED, exchange.nowNs());
            }
        }
    }
}
