package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/** What macOS puts before a frame to say which process it belongs to (LINKTYPE_PKTAP); all little-endian. */
final class Pktap {

    private static final int MIN_LENGTH = 12;
    private static final int LENGTH = 0;
    private static final int RECORD = 4;
    private static final int RECORD_FRAME = 1;
    private static final int LINK_TYPE = 8;

    private Pktap() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(MIN_LENGTH)) {
            return cursor.lacks(MIN_LENGTH);
        }
        int length = Integer.reverseBytes(bytes.getInt(cursor.at + LENGTH));
        if (length < MIN_LENGTH) {
            return cursor.stop(Discard.MALFORMED);
        }
        if (!cursor.has(length)) {
            return cursor.lacks(length);
        }
        if (Integer.reverseBytes(bytes.getInt(cursor.at + RECORD)) != RECORD_FRAME) {
            return cursor.stop(Discard.NOT_IP);
        }
        cursor.type = Integer.reverseBytes(bytes.getInt(cursor.at + LINK_TYPE));
        return cursor.skip(length, Layer.LINK);
    }
}
