package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.Segment.Checksum;
import org.wirestat.tracker.wire.encap.Cursor;

/** RFC 9293 §3.1. */
final class Tcp {

    private static final int MIN_HEADER_LENGTH = 20;

    private static final int PORTS = 0;
    private static final int SEQ = 4;
    private static final int ACK = 8;
    private static final int OFFSET_TO_WINDOW = 12; // data offset, flags, window
    private static final int CHECKSUM = 16;

    private Tcp() {}

    static Discard decode(ByteBuffer bytes, Cursor cursor, Segment into) {
        int at = cursor.at;
        int length = cursor.wireEnd - at;
        if (cursor.end - at < MIN_HEADER_LENGTH) {
            return length < MIN_HEADER_LENGTH ? tooShort(cursor) : Discard.TRUNCATED;
        }
        int offsetToWindow = bytes.getInt(at + OFFSET_TO_WINDOW);
        int headerLength = offsetToWindow >>> 26 & 0x3c;
        if (headerLength < MIN_HEADER_LENGTH) {
            return Discard.MALFORMED;
        }
        if (headerLength > length) {
            return tooShort(cursor);
        }
        int ports = bytes.getInt(at + PORTS);
        into.protocol = Segment.TCP;
        into.sourcePort = ports >>> 16;
        into.destinationPort = ports & 0xffff;
        into.payloadLength = length - headerLength;
        into.space = cursor.space;
        into.seq = bytes.getInt(at + SEQ);
        into.ack = bytes.getInt(at + ACK);
        into.flags = offsetToWindow >>> 16 & 0xff;
        into.window = offsetToWindow & 0xffff;
        TcpOptions.decode(bytes, at + MIN_HEADER_LENGTH, at + headerLength, cursor.end, into);
        into.checksum = (into.flags & (Segment.SYN | Segment.FIN | Segment.RST)) == 0
                ? Checksum.UNKNOWN
                : judge(bytes, cursor, length, into);
        return Discard.NONE;
    }

    /** Tiny first fragments say nothing (RFC 3128); anything else of that kind is broken. */
    private static Discard tooShort(Cursor cursor) {
        return cursor.isFragment ? Discard.FRAGMENT : Discard.MALFORMED;
    }

    private static Checksum judge(ByteBuffer bytes, Cursor cursor, int length, Segment into) {
        if (cursor.isFragment || cursor.end != cursor.wireEnd) {
            return Checksum.UNKNOWN;
        }
        long addresses = words(into.sourceHigh)
                + words(into.sourceLow)
                + words(into.destinationHigh)
                + words(into.destinationLow);
        long pseudoHeader = addresses + Segment.TCP + length;
        long sum = InternetChecksum.sum(bytes, cursor.at, length);
        boolean isIpSound = into.ipVersion == 6 || cursor.isLengthPresumed || Ipv4.hasSoundChecksum(bytes, cursor.ipAt);
        if (isIpSound && InternetChecksum.fold(pseudoHeader + sum) == 0xffff) {
            return Checksum.GOOD;
        }
        int field = bytes.getShort(cursor.at + CHECKSUM) & 0xffff;
        // Linux leaves the sum with the length, Windows' large send leaves it out for the interface to add
        if (isIpSound
                && (field == InternetChecksum.fold(pseudoHeader)
                        || field == InternetChecksum.fold(addresses + Segment.TCP))) {
            return Checksum.PARTIAL;
        }
        // A presumed length may be wrong, and the sum with it
        return cursor.isLengthPresumed ? Checksum.UNKNOWN : Checksum.BAD;
    }

    private static long words(long halfAddress) {
        return (halfAddress >>> 32) + (halfAddress & 0xffff_ffffL);
    }
}
