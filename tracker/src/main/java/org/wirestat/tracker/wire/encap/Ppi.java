package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/** Per-packet information (LINKTYPE_PPI): fields about the capture, then a frame of the link type it names. */
final class Ppi {

    private static final int HEADER_LENGTH = 8;
    private static final int LENGTH = 2;
    private static final int LINK_TYPE = 4;

    private Ppi() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        int length = Short.reverseBytes(bytes.getShort(cursor.at + LENGTH)) & 0xffff;
        if (bytes.get(cursor.at) != 0 || length < HEADER_LENGTH) {
            return cursor.stop(Discard.MALFORMED);
        }
        if (!cursor.has(length)) {
            return cursor.lacks(length);
        }
        cursor.type = Integer.reverseBytes(bytes.getInt(cursor.at + LINK_TYPE));
        return cursor.skip(length, Layer.LINK);
    }
}
