package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;

/** Cisco's HDLC (LINKTYPE_C_HDLC): address, control, EtherType. */
final class CiscoHdlc {

    private static final int HEADER_LENGTH = 4;
    private static final int TYPE = 2;

    private CiscoHdlc() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        return cursor.skip(HEADER_LENGTH, cursor.announce(bytes.getShort(cursor.at + TYPE)));
    }
}
