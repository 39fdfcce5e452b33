package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/** RFC 9293 §3.1. */
final class Tcp {

    private static final int MIN_HEADER_LENGTH = 20;

    // Words, since each access has its bounds check (FrameDecoderBench)
    private static final int PORTS_AND_SEQ = 0; // source port; destination port; sequence number
    private static final int ACK_TO_WINDOW = 8; // acknowledgement number; data offset, flags; window
    static final int CHECKSUM = 16;

    private Tcp() {}

    /** Bytes of a decoded segment's header that were captured. */
    static int headerLength(ByteBuffer bytes, int at, int end) {
        return Math.min(bytes.getInt(at + ACK_TO_WINDOW + Integer.BYTES) >>> 26 & 0x3c, end - at);
    }

    /**
     * Takes a segment. Leaves the checksum aside, and the address space.
     *
     * @param end index after the last byte of it that was captured
     * @param wireEnd index after the last byte of it that was sent
     */
    static Discard decode(ByteBuffer bytes, int at, int end, int wireEnd, Segment into) {
        int length = wireEnd - at;
        if (end - at < MIN_HEADER_LENGTH) {
            return length < MIN_HEADER_LENGTH ? Discard.MALFORMED : Discard.TRUNCATED;
        }
        long ackToWindow = HeaderWord.read(bytes, at + ACK_TO_WINDOW);
        int offsetAndFlags = HeaderWord.third(ackToWindow);
        int headerLength = offsetAndFlags >>> 10 & 0x3c;
        if (headerLength < MIN_HEADER_LENGTH || headerLength > length) {
            return Discard.MALFORMED;
        }
        long portsAndSeq = HeaderWord.read(bytes, at + PORTS_AND_SEQ);
        into.protocol = Segment.TCP;
        into.sourcePort = HeaderWord.first(portsAndSeq);
        into.destinationPort = HeaderWord.second(portsAndSeq);
        into.payloadLength = length - headerLength;
        into.capturedPayload = Math.max(0, Math.min(end - at - headerLength, length - headerLength));
        into.seq = HeaderWord.lastHalf(portsAndSeq);
        into.ack = HeaderWord.firstHalf(ackToWindow);
        into.flags = offsetAndFlags & 0xff;
        into.window = HeaderWord.fourth(ackToWindow);
        into.transportChecksum = HeaderWord.read16(bytes, at + CHECKSUM);
        if (headerLength == MIN_HEADER_LENGTH) {
            into.clearTimestamp();
            into.clearOtherOptions();
        } else {
            TcpOptions.decode(bytes, at + MIN_HEADER_LENGTH, at + headerLength, end, into);
        }
        return Discard.NONE;
    }
}
