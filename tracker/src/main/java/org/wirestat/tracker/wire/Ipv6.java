package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/** RFC 8200: the fixed header. */
final class Ipv6 {

    static final int HEADER_LENGTH = 40;

    private static final int LENGTH_TO_HOP_LIMIT = 4; // payload length, next header, hop limit
    private static final int SOURCE = 8;
    private static final int DESTINATION = 24;

    private Ipv6() {}

    static Layer open(ByteBuffer bytes, Cursor cursor, Segment into) {
        int at = cursor.at;
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        if (bytes.get(at) >>> 4 != 6) {
            return cursor.stop(Discard.MALFORMED);
        }
        int lengthToHopLimit = bytes.getInt(at + LENGTH_TO_HOP_LIMIT);
        int payloadLength = lengthToHopLimit >>> 16;
        int nextHeader = lengthToHopLimit >>> 8 & 0xff;
        // 0 stands for a length that has no room here: BIG TCP, or a jumbo payload, whose option will say it (RFC 2675)
        cursor.isLengthPresumed = payloadLength == 0;
        if (payloadLength != 0) {
            cursor.length(HEADER_LENGTH + payloadLength);
        }
        cursor.ipAt = at;
        cursor.isFragment = false;
        cursor.packets++;

        into.ipVersion = 6;
        into.ipLength = cursor.wireEnd - at;
        into.ipId = 0;
        into.hopLimit = lengthToHopLimit & 0xff;
        into.sourceHigh = bytes.getLong(at + SOURCE);
        into.sourceLow = bytes.getLong(at + SOURCE + 8);
        into.destinationHigh = bytes.getLong(at + DESTINATION);
        into.destinationLow = bytes.getLong(at + DESTINATION + 8);

        cursor.at = at + HEADER_LENGTH;
        if (nextHeader == IpProtocol.TCP) {
            return Layer.TCP;
        }
        if (nextHeader == IpProtocol.UDP) {
            return Layer.UDP;
        }
        return ExtensionHeaders.open(nextHeader, bytes, cursor, into);
    }
}
