package org.wirestat.tracker.tcp;

import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.wire.Segment;

/** Whether a receiver can take what is sent to it: what stands outside of every window is old, forged, or comes after a gap. */
final class Windows {

    /** Windows this small are taken for this large: shrunk ones are used by what was sent before. */
    private static final int LEAST_WINDOW = 1 << 17;

    /** For windows of which nothing is known: RFC 7323 §2.3 allows no larger ones. */
    private static final int LARGEST_WINDOW = 1 << 30;

    /** For windows whose scale is not known: the largest of RFC 7323 §2.3. */
    static final int ASSUMED_SCALE = 14;

    private final Exchange exchange;

    Windows(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Whether the receiver could take it: not above its window. What stands below is old and harmless. */
    boolean isPlausible(Segment segment) {
        EndpointRecord sender = exchange.sender();
        if (!sender.is(EndpointRecord.HAS_SENT)) {
            sender.sndNxt(segment.seq);
            sender.sndUna(segment.seq);
            sender.set(EndpointRecord.HAS_SENT | EndpointRecord.HAS_UNA);
        }
        if (segment.seq - sender.sndNxt() <= windowOf(exchange.receiver())) {
            sender.unset(EndpointRecord.WAS_OUTSIDE);
            return true;
        }
        return wasMuchMissed(segment);
    }

    /**
     * Whether so much was missed that what stands outside of every window is in truth what comes next. A heard peer says so
     * itself, by acknowledging it; for a silent one it is enough that such segments follow each other.
     */
    private boolean wasMuchMissed(Segment segment) {
        EndpointRecord sender = exchange.sender();
        if (sender.is(EndpointRecord.HAS_FIN)) {
            return false;
        }
        boolean followsTheLast = sender.is(EndpointRecord.WAS_OUTSIDE) && segment.seq == sender.outsideEnd();
        if (followsTheLast && exchange.nowNs() - exchange.receiver().lastNs() > Patience.SILENT_PEER_NS) {
            sender.sndNxt(segment.seq);
            sender.sndUna(segment.seq);
            return true;
        }
        sender.set(EndpointRecord.WAS_OUTSIDE);
        sender.outsideEnd(segment.endSeq());
        return false;
    }

    /** Whether the acknowledged endpoint has sent up to there, though only its last segment was seen, and not believed. */
    static boolean confirmsOutside(EndpointRecord acknowledged, int ack, int window) {
        return acknowledged.is(EndpointRecord.WAS_OUTSIDE)
                && !acknowledged.is(EndpointRecord.HAS_FIN)
                && SeqNum.within(ack, acknowledged.outsideEnd() - window, acknowledged.outsideEnd() + window);
    }

    static int windowOf(EndpointRecord endpoint) {
        if (!endpoint.is(EndpointRecord.HAS_WINDOW)) {
            return LARGEST_WINDOW;
        }
        int scale = endpoint.windowScale();
        if (scale < 0) {
            scale = endpoint.is(EndpointRecord.HAS_ISS) ? 0 : ASSUMED_SCALE;
        }
        return Math.max(LEAST_WINDOW, endpoint.window() << scale);
    }
}
