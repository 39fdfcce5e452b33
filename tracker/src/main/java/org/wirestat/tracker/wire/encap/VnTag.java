package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;

/** VN-Tag (EtherType 0x8926): which virtual interface of a fabric extender, then the EtherType of the payload. */
final class VnTag {

    private static final int TAG_LENGTH = 6;
    private static final int TYPE = 4;

    private VnTag() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(TAG_LENGTH)) {
            return cursor.lacks(TAG_LENGTH);
        }
        return cursor.skip(TAG_LENGTH, cursor.announce(bytes.getShort(cursor.at + TYPE)));
    }
}
