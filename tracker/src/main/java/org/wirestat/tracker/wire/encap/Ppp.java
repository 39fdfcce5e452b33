package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/** The Point-to-Point Protocol (RFC 1661), with or without the address and control bytes of HDLC framing (RFC 1662). */
final class Ppp {

    private static final int ADDRESS_AND_CONTROL = 0xff03;
    private static final int ADDRESS_LENGTH = 2;
    private static final int MIN_LENGTH = 2;

    private static final int IPV4 = 0x0021;
    private static final int IPV6 = 0x0057;
    private static final int ENCRYPTED = 0x0053; // RFC 1968
    private static final int COMPRESSED = 0x00fd; // RFC 1962; also MPPE, RFC 3078
    private static final int MPLS = 0x0281; // RFC 3032 §4.3
    private static final int MPLS_MULTICAST = 0x0283;

    /** First byte of Cisco's framing, unicast and broadcast, found under the link type of PPP on serial lines too. */
    private static final int CISCO_UNICAST = 0x0f;

    private static final int CISCO_BROADCAST = 0x8f;

    private Ppp() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (cursor.has(ADDRESS_LENGTH) && (bytes.getShort(cursor.at) & 0xffff) == ADDRESS_AND_CONTROL) {
            cursor.at += ADDRESS_LENGTH;
        }
        if (!cursor.has(MIN_LENGTH)) {
            return cursor.lacks(MIN_LENGTH);
        }
        int protocol = bytes.getShort(cursor.at) & 0xffff;
        cursor.at += 2;
        if ((protocol & 0x100) != 0) { // RFC 1661 §6.5: an odd first byte is the whole field
            protocol >>>= 8;
            cursor.at--;
        }
        return switch (protocol) {
            case IPV4 -> Layer.IPV4;
            case IPV6 -> Layer.IPV6;
            case MPLS, MPLS_MULTICAST -> Layer.MPLS;
            case ENCRYPTED, COMPRESSED -> cursor.stop(Discard.ENCRYPTED);
            default -> cursor.stop(Discard.NOT_IP);
        };
    }

    /** LINKTYPE_PPP_HDLC: either framing. */
    static Layer openSerial(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(1)) {
            return cursor.lacks(1);
        }
        int first = bytes.get(cursor.at) & 0xff;
        return first == CISCO_UNICAST || first == CISCO_BROADCAST ? Layer.CISCO_HDLC : Layer.PPP;
    }
}
