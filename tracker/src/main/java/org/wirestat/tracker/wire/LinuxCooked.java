package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/** What Linux puts in place of a link header when it captures on "any" (LINKTYPE_LINUX_SLL, LINKTYPE_LINUX_SLL2). */
final class LinuxCooked {

    private static final int TYPE = 14;
    private static final int HEADER_LENGTH = 16;

    private static final int TYPE_2 = 0;
    private static final int HEADER_LENGTH_2 = 20;

    /** Linux's ETH_P_802_2: an 802.2 header follows; the frame's length field is gone. */
    private static final int TYPE_LLC = 4;

    private LinuxCooked() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        return open(bytes, cursor, TYPE, HEADER_LENGTH);
    }

    static Layer openVersion2(ByteBuffer bytes, Cursor cursor) {
        return open(bytes, cursor, TYPE_2, HEADER_LENGTH_2);
    }

    private static Layer open(ByteBuffer bytes, Cursor cursor, int typeAt, int headerLength) {
        if (!cursor.has(headerLength)) {
            return cursor.lacks(headerLength);
        }
        cursor.type = bytes.getShort(cursor.at + typeAt) & 0xffff;
        return cursor.skip(headerLength, cursor.type == TYPE_LLC ? Layer.LLC : Layer.ETHERTYPE);
    }
}
