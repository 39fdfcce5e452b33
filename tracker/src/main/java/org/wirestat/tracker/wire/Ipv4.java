package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/** RFC 791. */
final class Ipv4 {

    static final int MIN_HEADER_LENGTH = 20;

    private static final int VERSION_TO_LENGTH = 0; // version, header length, type of service, total length
    private static final int ID_TO_FRAGMENT = 4; // identification, flags, fragment offset
    private static final int TTL_TO_CHECKSUM = 8;
    private static final int CHECKSUM = 10;
    private static final int SOURCE = 12;
    private static final int DESTINATION = 16;

    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET = 0x1fff;

    private Ipv4() {}

    static Layer open(ByteBuffer bytes, Cursor cursor, Segment into) {
        int at = cursor.at;
        if (!cursor.has(MIN_HEADER_LENGTH)) {
            return cursor.lacks(MIN_HEADER_LENGTH);
        }
        int versionToLength = bytes.getInt(at + VERSION_TO_LENGTH);
        int headerLength = versionToLength >>> 22 & 0x3c;
        int length = versionToLength & 0xffff;
        boolean isLengthPresumed = length == 0;
        if (isLengthPresumed) {
            // Segmentation offload: the sender's interface cuts the packet up and writes the lengths, after us
            length = cursor.wireEnd - at;
        }
        if (versionToLength >>> 28 != 4 || headerLength < MIN_HEADER_LENGTH || length < headerLength) {
            return cursor.stop(Discard.MALFORMED);
        }
        cursor.length(length);
        if (!cursor.has(headerLength)) {
            return cursor.stop(Discard.TRUNCATED);
        }
        cursor.isLengthPresumed = isLengthPresumed;
        cursor.ipAt = at;
        cursor.packets++;
        cursor.at = at + headerLength;

        int idToFragment = bytes.getInt(at + ID_TO_FRAGMENT);
        int ttlToChecksum = bytes.getInt(at + TTL_TO_CHECKSUM);
        into.ipVersion = 4;
        into.ipLength = length;
        into.ipId = idToFragment >>> 16;
        into.hopLimit = ttlToChecksum >>> 24;
        into.sourceHigh = 0;
        into.sourceLow = bytes.getInt(at + SOURCE) & 0xffff_ffffL;
        into.destinationHigh = 0;
        into.destinationLow = bytes.getInt(at + DESTINATION) & 0xffff_ffffL;

        cursor.isFragment = (idToFragment & MORE_FRAGMENTS) != 0;
        if ((idToFragment & FRAGMENT_OFFSET) != 0) {
            return cursor.stop(Discard.FRAGMENT);
        }
        int protocol = ttlToChecksum >>> 16 & 0xff;
        if (protocol == IpProtocol.TCP) {
            return Layer.TCP;
        }
        if (protocol == IpProtocol.UDP) {
            return Layer.UDP;
        }
        cursor.type = protocol;
        return Layer.IP_PROTOCOL;
    }

    /** Whether the header's checksum is right, or was left to the interface (0). */
    static boolean hasSoundChecksum(ByteBuffer bytes, int at) {
        int headerLength = bytes.getInt(at + VERSION_TO_LENGTH) >>> 22 & 0x3c;
        return bytes.getShort(at + CHECKSUM) == 0
                || InternetChecksum.fold(InternetChecksum.sum(bytes, at, headerLength)) == 0xffff;
    }
}
