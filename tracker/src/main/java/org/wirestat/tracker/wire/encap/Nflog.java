package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/**
 * Packets that a Linux firewall logged (LINKTYPE_NFLOG): attributes in the byte order of that machine, one of them the
 * packet.
 */
final class Nflog {

    private static final int HEADER_LENGTH = 4;
    private static final int FAMILY_IPV4 = 2;
    private static final int FAMILY_IPV6 = 10;

    private static final int ATTRIBUTE_HEADER_LENGTH = 4;
    private static final int ATTRIBUTE_TYPE = 2;
    private static final int TYPE = 0x7fff;
    private static final int PAYLOAD = 9;

    private Nflog() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        int family = bytes.get(cursor.at);
        if (family != FAMILY_IPV4 && family != FAMILY_IPV6) {
            return cursor.stop(Discard.NOT_IP);
        }
        cursor.at += HEADER_LENGTH;
        // The first attribute is a small one, so that its length begins with a zero byte in one order only
        boolean isLittleEndian = cursor.has(ATTRIBUTE_HEADER_LENGTH) && bytes.get(cursor.at) != 0;
        while (cursor.has(ATTRIBUTE_HEADER_LENGTH)) {
            int length = number(bytes.getShort(cursor.at), isLittleEndian);
            int type = number(bytes.getShort(cursor.at + ATTRIBUTE_TYPE), isLittleEndian) & TYPE;
            if (length < ATTRIBUTE_HEADER_LENGTH) {
                return cursor.stop(Discard.MALFORMED);
            }
            if (type == PAYLOAD) {
                cursor.at += ATTRIBUTE_HEADER_LENGTH;
                cursor.limit(length - ATTRIBUTE_HEADER_LENGTH);
                return family == FAMILY_IPV4 ? Layer.IPV4 : Layer.IPV6;
            }
            cursor.at += (length + 3) & ~3;
        }
        return cursor.lacks(ATTRIBUTE_HEADER_LENGTH);
    }

    private static int number(short field, boolean isLittleEndian) {
        return (isLittleEndian ? Short.reverseBytes(field) : field) & 0xffff;
    }
}
