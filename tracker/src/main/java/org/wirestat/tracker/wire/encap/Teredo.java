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

    private Teredo() {}

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
