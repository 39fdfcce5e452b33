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
    private static final int AF_INET6_LINUX = 10;
    private static final int AF_INET6_WINDOWS = 23;
    private static final int AF_INET6_NETBSD = 24; // and OpenBSD
    private static final int AF_INET6_FREEBSD = 28;
    private static final int AF_INET6_MACOS = 30;

    private Loopback() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        int family = bytes.getInt(cursor.at);
        return switch ((family & 0xffff) == 0 ? Integer.reverseBytes(family) : family) {
            case AF_INET -> cursor.skip(HEADER_LENGTH, Layer.IPV4);
            case AF_INET6_LINUX, AF_INET6_WINDOWS, AF_INET6_NETBSD, AF_INET6_FREEBSD, AF_INET6_MACOS ->
                cursor.skip(HEADER_LENGTH, Layer.IPV6);
            default -> cursor.stop(Discard.NOT_IP);
        };
    }
}
