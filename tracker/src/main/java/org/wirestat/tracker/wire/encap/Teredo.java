package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;

/** IPv6 over UDP (RFC 4380), with its authentication and origin indications. */
final class Teredo {

    private static final int INDICATION_LENGTH = 2;
    private static final int AUTHENTICATION = 1;
    private static final int CLIENT_LENGTH = 2;
    private static final int VALUE_LENGTH = 3;
    private static final int AUTHENTICATION_FIXED_LENGTH = 13;
    private static final int ORIGIN = 0;
    private static final int ORIGIN_LENGTH = 8;

    private static final int IPV6_HEADER_LENGTH = 40;
    private static final int IPV6_PAYLOAD_LENGTH = 4;

    private static final int IPV6_SOURCE = 8;
    private static final int IPV6_DESTINATION = 24;
    private static final int PREFIX = 0x2001_0000; // RFC 4380 §2.6: 2001::/32

    private Teredo() {}

    /** Whether an IPv6 packet of a Teredo address stands there, or any behind one of Teredo's indications. */
    static boolean isLikely(ByteBuffer bytes, int at, int end) {
        if (end - at < IPV6_HEADER_LENGTH) {
            return false;
        }
        if (bytes.get(at) >>> 4 == 6) {
            return bytes.getInt(at + IPV6_SOURCE) == PREFIX || bytes.getInt(at + IPV6_DESTINATION) == PREFIX;
        }
        int from = at;
        int indication = bytes.getShort(from);
        if (indication == AUTHENTICATION) {
            from += AUTHENTICATION_FIXED_LENGTH
                    + (bytes.get(from + CLIENT_LENGTH) & 0xff)
                    + (bytes.get(from + VALUE_LENGTH) & 0xff);
            if (end - from < ORIGIN_LENGTH + IPV6_HEADER_LENGTH) {
                return false;
            }
            indication = bytes.getShort(from);
        }
        return indication == ORIGIN
                && end - from >= ORIGIN_LENGTH + IPV6_HEADER_LENGTH
                && bytes.get(from + ORIGIN_LENGTH) >>> 4 == 6;
    }

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (cursor.has(AUTHENTICATION_FIXED_LENGTH) && bytes.getShort(cursor.at) == AUTHENTICATION) {
            cursor.at += AUTHENTICATION_FIXED_LENGTH
                    + (bytes.get(cursor.at + CLIENT_LENGTH) & 0xff)
                    + (bytes.get(cursor.at + VALUE_LENGTH) & 0xff);
        }
        if (cursor.has(INDICATION_LENGTH) && bytes.getShort(cursor.at) == ORIGIN) {
            cursor.at += ORIGIN_LENGTH;
        }
        if (!cursor.has(IPV6_HEADER_LENGTH)) {
            return cursor.lacks(IPV6_HEADER_LENGTH);
        }
        boolean isIpv6 = bytes.get(cursor.at) >>> 4 == 6
                && (bytes.getShort(cursor.at + IPV6_PAYLOAD_LENGTH) & 0xffff) + IPV6_HEADER_LENGTH
                        <= cursor.wireEnd - cursor.at;
        return isIpv6 ? Layer.IPV6 : cursor.refuse();
    }
}
