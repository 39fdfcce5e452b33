package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/**
 * VXLAN (RFC 7348), with the group policy that some switches add, and its generic protocol extension
 * (draft-ietf-nvo3-vxlan-gpe). Its network identifier is part of a connection's identity.
 */
final class Vxlan {

    private static final int HEADER_LENGTH = 8;
    private static final int NETWORK = 4;

    private static final int HAS_NETWORK = 0x0800_0000;
    private static final int HAS_POLICY = 0x8000_0000;

    private static final int GENERIC_ZERO = 0xf0ff_ff00; // version and reserved bits
    private static final int GENERIC_IS_CONTROL = 0x0100_0000;
    private static final int GENERIC_HAS_PROTOCOL = 0x0400_0000;
    private static final int GENERIC_IPV4 = 1;
    private static final int GENERIC_IPV6 = 2;
    private static final int GENERIC_ETHERNET = 3;
    private static final int GENERIC_MPLS = 5;

    private Vxlan() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        int flags = bytes.getInt(cursor.at);
        if (flags != HAS_NETWORK && (flags & 0xff00_0000) != (HAS_NETWORK | HAS_POLICY)) {
            return cursor.refuse();
        }
        cursor.narrow(Cursor.NETWORK_VXLAN, bytes.getInt(cursor.at + NETWORK) >>> 8);
        return cursor.skip(HEADER_LENGTH, Layer.ETHERNET);
    }

    static Layer openGeneric(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        int flags = bytes.getInt(cursor.at);
        if ((flags & GENERIC_ZERO) != 0 || (flags & HAS_NETWORK) == 0) {
            return cursor.refuse();
        }
        if ((flags & GENERIC_IS_CONTROL) != 0) {
            return cursor.stop(Discard.NOT_IP);
        }
        cursor.narrow(Cursor.NETWORK_VXLAN, bytes.getInt(cursor.at + NETWORK) >>> 8);
        cursor.at += HEADER_LENGTH;
        return switch ((flags & GENERIC_HAS_PROTOCOL) == 0 ? GENERIC_ETHERNET : flags & 0xff) {
            case GENERIC_IPV4 -> Layer.IPV4;
            case GENERIC_IPV6 -> Layer.IPV6;
            case GENERIC_ETHERNET -> Layer.ETHERNET;
            case GENERIC_MPLS -> Layer.MPLS;
            default -> cursor.stop(Discard.NOT_IP);
        };
    }
}
