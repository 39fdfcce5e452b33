package org.wirestat.tracker.name;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.wire.Segment;

/**
 * First messages of TLS clients that do not fit into one segment, as those with keys against quantum computers: put
 * together from segments that follow each other without a gap. Few at a time, and the oldest makes room: a flood of
 * beginnings costs names, and no memory.
 */
final class SplitHellos {

    private static final int MOST = 16;
    private static final int MOST_BYTES = 1 << 13;

    /** Longer than any retransmission of its second half takes. */
    private static final long PATIENCE_NS = 10_000_000_000L;

    private final Beginning[] beginnings = new Beginning[MOST];
    private int waiting;
    private int oldest;

    /** What came of one client's message. */
    private static final class Beginning {
        final byte[] bytes = new byte[MOST_BYTES];
        int length;
        int wanted; // 0 if nothing is waited for here
        int nextSeq;
        long sinceNs;
        int version;
        int sourcePort;
        int destinationPort;
        long sourceHigh;
        long sourceLow;
        long destinationHigh;
        long destinationLow;

        boolean isOf(Segment segment) {
            return sourcePort == segment.sourcePort
                    && destinationPort == segment.destinationPort
                    && sourceLow == segment.sourceLow
                    && destinationLow == segment.destinationLow
                    && sourceHigh == segment.sourceHigh
                    && destinationHigh == segment.destinationHigh
                    && version == segment.ipVersion;
        }

        void add(Segment segment, ByteBuffer from, int at, int end) {
            int added = Math.min(end - at, wanted - length);
            from.get(at, bytes, length, added);
            length += added;
            nextSeq = segment.seq + segment.payloadLength;
        }
    }

    /** Keeps a beginning that more is to follow of. */
    void begin(Segment segment, ByteBuffer bytes, int from, int to) {
        int wanted = ClientHello.length(bytes, from, to);
        if (wanted <= to - from || wanted > MOST_BYTES || !segment.isPayloadWhole()) {
            return;
        }
        Beginning place = place(segment);
        place.version = segment.ipVersion;
        place.sourceHigh = segment.sourceHigh;
        place.sourceLow = segment.sourceLow;
        place.sourcePort = segment.sourcePort;
        place.destinationHigh = segment.destinationHigh;
        place.destinationLow = segment.destinationLow;
        place.destinationPort = segment.destinationPort;
        place.length = 0;
        place.sinceNs = segment.timestampNs;
        waiting += place.wanted == 0 ? 1 : 0;
        place.wanted = wanted;
        place.add(segment, bytes, from, to);
    }

    /** The client's own place, if it begins anew; else a free one, or the oldest. */
    private Beginning place(Segment segment) {
        for (Beginning one : beginnings) {
            if (one != null && one.wanted > 0 && one.isOf(segment)) {
                return one;
            }
        }
        Beginning place = beginnings[oldest];
        if (place == null) {
            place = new Beginning();
            beginnings[oldest] = place;
        }
        oldest = (oldest + 1) % MOST;
        return place;
    }

    /** Whom the client wants whose message this segment goes on with, if that is known now; else null. */
    @Nullable
    String goOn(Segment segment, ByteBuffer bytes, int from, int to) {
        if (waiting == 0) {
            return null;
        }
        for (Beginning one : beginnings) {
            if (one == null || one.wanted == 0) {
                continue;
            }
            if (one.nextSeq == segment.seq && one.isOf(segment)) {
                one.add(segment, bytes, from, to);
                String server = ClientHello.serverName(ByteBuffer.wrap(one.bytes), 0, one.length);
                if (server != null || one.length == one.wanted || !segment.isPayloadWhole()) {
                    forget(one);
                }
                return server;
            }
            if (segment.timestampNs - one.sinceNs > PATIENCE_NS) {
                forget(one);
            }
        }
        return null;
    }

    private void forget(Beginning one) {
        one.wanted = 0;
        waiting--;
    }
}
