package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/** FDDI frames (ISO 9314): frame control, two addresses, LLC. */
final class Fddi {

    private static final int HEADER_LENGTH = 13;
    private static final int FRAME_TYPE = 0x30;
    private static final int LLC = 0x10;

    private Fddi() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        return (bytes.get(cursor.at) & FRAME_TYPE) == LLC
                ? cursor.skip(HEADER_LENGTH, Layer.LLC)
                : cursor.stop(Discard.NOT_IP);
    }
}
