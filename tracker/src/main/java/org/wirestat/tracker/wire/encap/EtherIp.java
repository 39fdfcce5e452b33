package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/** Ethernet in IP (RFC 3378). */
final class EtherIp {

    private static final int HEADER_LENGTH = 2;
    private static final int VERSION = 0x3000;

    private EtherIp() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        return bytes.getShort(cursor.at) == VERSION
                ? cursor.skip(HEADER_LENGTH, Layer.ETHERNET)
                : cursor.stop(Discard.MALFORMED);
    }
}
