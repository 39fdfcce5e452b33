package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/** PPP over Ethernet (RFC 2516), the session stage. */
final class Pppoe {

    private static final int HEADER_LENGTH = 6;
    private static final int LENGTH = 4;
    private static final int VERSION_TYPE_AND_SESSION_CODE = 0x1100;

    private Pppoe() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        if (bytes.getShort(cursor.at) != VERSION_TYPE_AND_SESSION_CODE) {
            return cursor.stop(Discard.NOT_IP);
        }
        int length = bytes.getShort(cursor.at + LENGTH) & 0xffff;
        cursor.at += HEADER_LENGTH;
        cursor.limit(length);
        return Layer.PPP;
    }
}
