package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;

/** Cisco metadata (EtherType 0x8909): a count of options of four bytes, then the EtherType of the payload. */
final class CiscoMetadata {

    private static final int HEADER_LENGTH = 2;
    private static final int OPTIONS = 1;
    private static final int OPTION_LENGTH = 4;
    private static final int TYPE_LENGTH = 2;

    private CiscoMetadata() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        int length = HEADER_LENGTH + OPTION_LENGTH * (bytes.get(cursor.at + OPTIONS) & 0xff) + TYPE_LENGTH;
        if (!cursor.has(length)) {
            return cursor.lacks(length);
        }
        return cursor.skip(length, cursor.announce(bytes.getShort(cursor.at + length - TYPE_LENGTH)));
    }
}
