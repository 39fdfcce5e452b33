package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/** RFC 8200: the fixed header. */
final class Ipv6 {

    static final int HEADER_LENGTH = 40;

    static final int VERSION_TO_HOP_LIMIT = 0; // version, class, flow label, payload length, next header, hop limit
    private static final int SOURCE = 8;
    private static final int DESTINATION = 24;

    private Ipv6() {}

    static Layer open(ByteBuffer bytes, Cursor cursor, Segment into) {
        int at = cursor.at;
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        long versionToHopLimit = bytes.getLong(at + VERSION_TO_HOP_LIMIT);
        if (versionToHopLimit >>> 60 != 6) {
            return cursor.stop(Discard.MALFORMED);
        }
        int payloadLength = payloadLength(versionToHopLimit);
        int nextHeader = nextHeader(versionToHopLimit);
        // 0 stands for a length that has no room here: BIG TCP, or a jumbo payload, whose option will say it (RFC 2675)
        cursor.isLengthPresumed = payloadLength == 0;
        if (payloadLength != 0) {
            cursor.length(HEADER_LENGTH + payloadLength);
        }
        cursor.ipAt = at;
        cursor.isReassembled = false;
        cursor.packets++;

        take(bytes, at, cursor.wireEnd - at, versionToHopLimit, into);

        cursor.at = at + HEADER_LENGTH;
        if (nextHeader == IpProtocol.TCP) {
            return Layer.TCP;
        }
        if (nextHeader == IpProtocol.UDP) {
            return Layer.UDP;
        }
        return ExtensionHeaders.open(nextHeader, bytes, cursor, into);
    }

    static int payloadLength(long versionToHopLimit) {
        return (int) versionToHopLimit >>> 16;
    }

    static int nextHeader(long versionToHopLimit) {
        return (int) versionToHopLimit >>> 8 & 0xff;
    }

    /** Takes what the header says, whole as it is. */
    static void take(ByteBuffer bytes, int at, int length, long versionToHopLimit, Segment into) {
        into.ipVersion = 6;
        into.ipLength = length;
        into.ipId = 0;
        into.hopLimit = (int) versionToHopLimit & 0xff;
        into.sourceHigh = bytes.getLong(at + SOURCE);
        into.sourceLow = bytes.getLong(at + SOURCE + 8);
        into.destinationHigh = bytes.getLong(at + DESTINATION);
        into.destinationLow = bytes.getLong(at + DESTINATION + 8);
    }
}
