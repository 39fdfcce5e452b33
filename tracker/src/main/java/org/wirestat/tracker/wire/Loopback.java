package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/**
 * BSD loopback: four bytes of address family, in the byte order of the capturing machine (LINKTYPE_NULL) or of the
 * network (LINKTYPE_LOOP). Families are small numbers, so that the order shows.
 */
final class Loopback {

    private static final int HEADER_LENGTH = 4;

    private static final int AF_INET = 2;

    private Loopback() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        int family = bytes.getInt(cursor.at);
        switch ((family & 0xffff) == 0 ? Integer.reverseBytes(family) : family) {
            case AF_INET:
                return cursor.skip(HEADER_LENGTH, Layer.IPV4);
            case 10: // AF_INET6 of Linux,
            case 23: // Windows,
            case 24: // NetBSD and OpenBSD,
            case 28: // FreeBSD,
            case 30: // macOS
                return cursor.skip(HEADER_LENGTH, Layer.IPV6);
            default:
                return cursor.stop(Discard.NOT_IP);
        }
    }
}
