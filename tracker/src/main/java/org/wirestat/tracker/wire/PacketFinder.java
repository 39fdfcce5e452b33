package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;

/**
 * Finds the IP packets of a frame, for those who count packets rather than segments: the outermost is number 0, and each
 * tunnel leads to the next. For one thread.
 */
public final class PacketFinder {

    private final LayerWalk walk = new LayerWalk(new Demands(true, Scrutiny.CONTROL), (ipVersion, high, low) -> {});
    private final Segment segment = new Segment();
    private Discard verdict = Discard.NONE;

    /**
     * Looks through a frame; arguments as for {@link FrameDecoder#decode}.
     *
     * @return number of its packets, each with a sound IP header
     */
    public int find(int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        segment.timestampNs = timestampNs;
        segment.frameLength = wireLength;
        try {
            verdict = walk.walk(linkType, wireLength, bytes, offset, capturedLength, segment);
        } catch (RuntimeException e) {
            verdict = Discard.DEFECT; // which the connection tracker counts; this frame is left out
            return 0;
        }
        if (walk.restAt() != Cursor.NOWHERE) {
            segment.frameLength -= walk.restWireLength();
        }
        // What only looked like a carrier stands for itself.
        return verdict == Discard.NONE ? segment.carriers() + 1 : walk.packets().size();
    }

    /** What the innermost packet carries; null if that cannot be told. Valid until the next call. */
    public @Nullable Segment segment() {
        return verdict == Discard.NONE ? segment : null;
    }

    /** The memory that holds this packet: the frame, or what was put together of fragments. Valid until the next call. */
    public ByteBuffer bytes(int packet) {
        return walk.packets().bytes(packet);
    }

    /** Index of the first byte of its header. */
    public int at(int packet) {
        return walk.packets().at(packet);
    }

    /** Index after the last byte that is there of what it came in. */
    public int end(int packet) {
        return walk.packets().end(packet);
    }

    /** Ethernet address of who sent it right around this packet, 48 bits; 0 where there is none. */
    public long sourceMac(int packet) {
        return walk.packets().sourceMac(packet);
    }

    /** Bytes that the last frame had on the wire, without the packets behind its first one. */
    public int wireLength() {
        return segment.frameLength;
    }

    /** As {@link FrameDecoder#passRest}. */
    public void passRest(long timestampNs, ByteBuffer bytes, FrameTaker taker) {
        walk.passRest(timestampNs, bytes, taker);
    }
}
