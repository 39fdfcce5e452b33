package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;

/** Anything in anything (draft-massar-v6ops-ayiya), as tunnel brokers used it for IPv6. */
final class Ayiya {

    private static final int HEADER_LENGTH = 8;
    private static final int FORWARD = 1;
    private static final int IPV4 = 4;
    private static final int IPV6 = 41;

    private Ayiya() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        int header = bytes.getInt(cursor.at); // identity, signature, authentication and operation: four bits a field
        int length = HEADER_LENGTH + (1 << (header >>> 28)) + 4 * (header >>> 20 & 0xf);
        if ((header >>> 8 & 0xf) != FORWARD) {
            return cursor.refuse();
        }
        if (!cursor.has(length)) {
            return cursor.lacks(length);
        }
        return switch (header & 0xff) {
            case IPV4 -> cursor.skip(length, Layer.IPV4);
            case IPV6 -> cursor.skip(length, Layer.IPV6);
            default -> cursor.refuse();
        };
    }
}
