package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/** RFC 9293 §3.1. */
final class Tcp {

    private static final int MIN_HEADER_LENGTH = 20;

    // Eight bytes at a time, since each access has its bounds check (FrameDecoderBench)
    private static final int PORTS_AND_SEQ = 0; // source port, destination port, sequence number
    private static final int ACK_TO_WINDOW = 8; // acknowledgement number, data offset, flags, window
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
        long ackToWindow = bytes.getLong(at + ACK_TO_WINDOW);
        int offsetToWindow = (int) ackToWindow;
        int headerLength = offsetToWindow >>> 26 & 0x3c;
        if (headerLength < MIN_HEADER_LENGTH || headerLength > length) {
            return Discard.MALFORMED;
        }
        long portsAndSeq = bytes.getLong(at + PORTS_AND_SEQ);
        into.protocol = Segment.TCP;
        into.sourcePort = (int) (portsAndSeq >>> 48);
        into.destinationPort = (int) (portsAndSeq >>> 32) & 0xffff;
        into.payloadLength = length - headerLength;
        into.capturedPayload = Math.max(0, Math.min(end - at - headerLength, length - headerLength));
        into.seq = (int) portsAndSeq;
        into.ack = (int) (ackToWindow >>> 32);
        into.flags = offsetToWindow >>> 16 & 0xff;
        into.window = offsetToWindow & 0xffff;
        into.transportChecksum = bytes.getShort(at + CHECKSUM) & 0xffff;
        if (headerLength == MIN_HEADER_LENGTH) {
            into.clearTimestamp();
            into.clearOtherOptions();
        } else {
            TcpOptions.decode(bytes, at + MIN_HEADER_LENGTH, at + headerLength, end, into);
        }
        return Discard.NONE;
    }
}
