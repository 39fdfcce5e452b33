package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.Segment.Checksum;
import org.wirestat.tracker.wire.encap.Cursor;

/** RFC 768. */
final class Udp {

    private static final int HEADER_LENGTH = 8;

    private static final int PORTS = 0;
    private static final int LENGTH = 4;

    private Udp() {}

    static Discard decode(ByteBuffer bytes, Cursor cursor, Segment into) {
        int at = cursor.at;
        int available = cursor.wireEnd - at;
        if (cursor.end - at < HEADER_LENGTH) {
            return available >= HEADER_LENGTH
                    ? Discard.TRUNCATED
                    : cursor.isFragment ? Discard.FRAGMENT : Discard.MALFORMED;
        }
        int ports = bytes.getInt(at + PORTS);
        int length = bytes.getShort(at + LENGTH) & 0xffff;
        if (length == 0) {
            length = available; // RFC 2675 §4: longer than the field has room for
        } else if (length < HEADER_LENGTH) {
            return Discard.MALFORMED;
        }
        into.protocol = Segment.UDP;
        into.sourcePort = ports >>> 16;
        into.destinationPort = ports & 0xffff;
        into.payloadLength = Math.min(length, available) - HEADER_LENGTH;
        into.space = cursor.space;
        into.seq = 0;
        into.ack = 0;
        into.flags = 0;
        into.window = 0;
        into.windowScale = -1;
        into.hasTimestamp = false;
        into.tsVal = 0;
        into.tsEcr = 0;
        into.sackBlocks = 0;
        into.sackLeft = 0;
        into.sackRight = 0;
        into.isSigned = false;
        into.areOptionsCut = false;
        into.checksum = Checksum.UNKNOWN;
        return Discard.NONE;
    }
}
