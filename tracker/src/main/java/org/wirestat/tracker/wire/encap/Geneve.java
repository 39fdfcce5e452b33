package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;

/** GENEVE (RFC 8926). Its network identifier is part of a connection's identity. */
final class Geneve {

    private static final int HEADER_LENGTH = 8;
    private static final int NETWORK = 4;

    private static final int VERSION_AND_RESERVED = 0xc03f_0000;
    private static final int ETHERNET = 0x6558;

    private Geneve() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        int first = bytes.getInt(cursor.at);
        int networkAndReserved = bytes.getInt(cursor.at + NETWORK);
        int length = HEADER_LENGTH + 4 * (first >>> 24 & 0x3f);
        if ((first & VERSION_AND_RESERVED) != 0 || (networkAndReserved & 0xff) != 0) {
            return cursor.refuse();
        }
        if (!cursor.has(length)) {
            return cursor.lacks(length);
        }
        cursor.narrow(Cursor.NETWORK_GENEVE, networkAndReserved >>> 8);
        cursor.at += length;
        int type = first & 0xffff;
        return type == ETHERNET ? Layer.ETHERNET : cursor.announce(type);
    }
}
