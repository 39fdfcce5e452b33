package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/** IEEE 802.3 frames: two addresses and a type or length. */
final class Ethernet {

    static final int SOURCE_TO_TYPE = 6; // source address and type
    static final int TYPE = 12;
    static final int HEADER_LENGTH = 14;

    private Ethernet() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        cursor.leavesLink();
        cursor.destinationMac = bytes.getLong(cursor.at) >>> 16;
        cursor.sourceMac = bytes.getLong(cursor.at + SOURCE_TO_TYPE) >>> 16;
        cursor.type = bytes.getShort(cursor.at + TYPE) & 0xffff;
        cursor.at += HEADER_LENGTH;
        return EtherType.open(bytes, cursor);
    }
}
