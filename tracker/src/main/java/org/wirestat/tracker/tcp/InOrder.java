package org.wirestat.tracker.tcp;

import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.wire.Segment;

/**
 * The straight way for most segments that there are: the next data, or a bare acknowledgment, between two established
 * endpoints of which nothing is in doubt. The judges would come to the same, by a way several times as long; a segment for
 * which that is not certain is left to them.
 */
final class InOrder {

    private final long shortestIdleNs;

    InOrder(Timeouts timeouts) {
        this(Math.min(timeouts.idle().toNanos(), timeouts.unanswered().toNanos()));
    }

    /** @param shortestIdleNs silence after which a timer may have fired; the least number there is turns all away */
    InOrder(long shortestIdleNs) {
        this.shortestIdleNs = shortestIdleNs;
    }

    /** Takes the segment, or leaves everything as it is and answers false. */
    boolean takes(ConnectionRecord connection, boolean lowerSends, Segment segment) {
        int control = segment.flags & (Segment.SYN | Segment.FIN | Segment.RST | Segment.ACK);
        EndpointRecord sender = lowerSends ? connection.lower() : connection.higher();
        EndpointRecord receiver = lowerSends ? connection.higher() : connection.lower();
        if (control != Segment.ACK
                || segment.checksum == Segment.Checksum.BAD
                || !sender.isSteady()
                || !receiver.isSteady()) {
            return false;
        }
        long lastNs = connection.lastNs();
        long timeNs = Math.max(segment.timestampNs, lastNs);
        boolean follows = segment.seq == sender.sndNxt() && !SeqNum.after(sender.sndUna(), segment.seq);
        boolean wasSent = !SeqNum.after(segment.ack, receiver.sndNxt());
        if (!follows || !wasSent || timeNs - lastNs >= shortestIdleNs || !isPortNoted(connection)) {
            return false;
        }
        sender.count(segment.frameLength, segment.ipLength, segment.payloadLength);
        if (SeqNum.after(segment.ack, receiver.sndUna())) {
            receiver.sndUna(segment.ack);
            Repetition.isAnswered(receiver);
        }
        if (segment.payloadLength > 0) {
            sender.sndNxt(segment.endSeq());
            Repetition.asksAnew(sender, timeNs);
        }
        sender.window(segment.window);
        sender.lastNs(timeNs);
        if (segment.hasTimestamp) {
            TcpTracker.notesTimestamp(sender, segment.tsVal);
        }
        return true;
    }

    /** Whether nothing more can be learnt about who listens. */
    private static boolean isPortNoted(ConnectionRecord connection) {
        return !connection.is(ConnectionRecord.SIMULTANEOUS)
                && (connection.is(ConnectionRecord.ACCEPTED)
                        || !connection.responder().is(EndpointRecord.HAS_ISS));
    }
}
