package org.wirestat.tracker.tcp;

import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.wire.Segment;

/** Judges RST by its sequence number; RFC 9293 §3.10.7, RFC 5961 §3.2. */
final class Resetting {

    private final Exchange exchange;

    Resetting(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * @return whether the RST refused a SYN
     */
    boolean onReset(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
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
        if (!isExact(segment, sender, receiver)) {
            return false;
        }
        exchange.presumes(TcpEvent.GETS_RST);
        boolean answersForeignAck = sender.state() == TcpState.SYN_SENT && segment.seq != sender.sndNxt();
        if (!answersForeignAck) {
            exchange.proves(TcpEvent.SENDS_RST);
        }
        return false;
    }

    /**
     * Whether the receiver acts on it: the number must be its rcv.nxt, which is what it acknowledged last or, if that
     * acknowledgment is still to come, the end of what was sent to it.
     */
    private static boolean isExact(Segment segment, EndpointRecord sender, EndpointRecord receiver) {
        if (sender.is(EndpointRecord.HAS_SENT) && segment.seq == sender.sndNxt()) {
            return true;
        }
        if (sender.is(EndpointRecord.HAS_UNA) && segment.seq == sender.sndUna()) {
            return true;
        }
        return !receiver.isHeard() && !sender.is(EndpointRecord.HAS_SENT);
    }
}
