package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;

/**
 * User data of mobile networks (GTP-U, 3GPP TS 29.281).
 *
 * <p>The two directions of a connection travel under two tunnel numbers, and only the signalling, which is elsewhere, tells
 * which belong together. What they share is the pair of gateways: it becomes part of the identity, the numbers do not. Equal
 * addresses in the networks of two operators stay apart so; a mobile that moves to another gateway begins a new connection.
 */
final class GtpUser {

    private static final int HEADER_LENGTH = 8;
    private static final int MESSAGE = 1;
    private static final int LENGTH = 2;
    private static final int OPTIONAL_LENGTH = 4;

    private static final int FIXED = 0xf8; // version, protocol type, a spare bit
    private static final int VERSION_1 = 0x30;
    private static final int HAS_EXTENSION = 4;
    private static final int HAS_OPTIONAL = 7;
    private static final int USER_PACKET = 0xff;
    private static final int MAX_EXTENSIONS = 8;

    private GtpUser() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        int flags = bytes.get(cursor.at);
        if ((flags & FIXED) != VERSION_1 || (bytes.get(cursor.at + MESSAGE) & 0xff) != USER_PACKET) {
            return cursor.refuse();
        }
        int length = bytes.getShort(cursor.at + LENGTH) & 0xffff;
        cursor.at += HEADER_LENGTH;
        if (length > cursor.wireEnd - cursor.at) {
            return cursor.refuse();
        }
        cursor.limit(length);
        cursor.narrow(Cursor.NETWORK_GTP, cursor.path);
        return (flags & HAS_OPTIONAL) == 0 ? Layer.IP : skipOptional((flags & HAS_EXTENSION) != 0, bytes, cursor);
    }

    /** Sequence number, N-PDU number and the type of the first extension header (§5.1), then these (§5.2). */
    private static Layer skipOptional(boolean hasExtension, ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(OPTIONAL_LENGTH)) {
            return cursor.lacks(OPTIONAL_LENGTH);
        }
        cursor.at += OPTIONAL_LENGTH;
        for (int count = 0; hasExtension && bytes.get(cursor.at - 1) != 0; count++) {
            if (!cursor.has(1)) {
                return cursor.lacks(1);
            }
            int length = 4 * (bytes.get(cursor.at) & 0xff);
            if (length == 0 || count == MAX_EXTENSIONS) {
                return cursor.refuse();
            }
            if (!cursor.has(length)) {
                return cursor.lacks(length);
            }
            cursor.at += length;
        }
        return Layer.IP;
    }
}
