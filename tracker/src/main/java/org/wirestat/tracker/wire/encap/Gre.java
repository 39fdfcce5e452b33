package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/** Generic routing encapsulation (RFC 2784, 2890, 1701), and the version of it that carries PPP for PPTP (RFC 2637). */
final class Gre {

    private static final int MIN_LENGTH = 4;
    private static final int TYPE = 2;
    private static final int FIELD_LENGTH = 4;

    private static final int HAS_CHECKSUM = 0x8000;
    private static final int HAS_ROUTING = 0x4000;
    private static final int HAS_KEY = 0x2000;
    private static final int HAS_SEQUENCE = 0x1000;
    private static final int HAS_ACKNOWLEDGEMENT = 0x0080; // version 1
    private static final int VERSION = 0x0007;
    private static final int VERSION_PPTP = 1;
    private static final int MAX_ROUTES = 16;

    private static final int MIN_ETHERTYPE = 0x0600;
    private static final int ETHERNET = 0x6558;
    private static final int WIRELESS_FIRST = 0x8200; // Aruba: 802.11 frames
    private static final int WIRELESS_LAST = 0x8210;
    private static final int PPP = 0x880b;
    private static final int WCCP = 0x883e;
    private static final int ERSPAN = 0x88be;
    private static final int ERSPAN_3 = 0x22eb;

    private Gre() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(MIN_LENGTH)) {
            return cursor.lacks(MIN_LENGTH);
        }
        int flags = bytes.getShort(cursor.at);
        int type = bytes.getShort(cursor.at + TYPE) & 0xffff;
        int version = flags & VERSION;
        if (version == VERSION_PPTP && type == PPP) {
            return openPptp(flags, bytes, cursor);
        }
        if (version != 0) {
            return cursor.stop(Discard.MALFORMED);
        }
        int length = MIN_LENGTH
                + ((flags & (HAS_CHECKSUM | HAS_ROUTING)) != 0 ? FIELD_LENGTH : 0)
                + ((flags & HAS_KEY) != 0 ? FIELD_LENGTH : 0)
                + ((flags & HAS_SEQUENCE) != 0 ? FIELD_LENGTH : 0);
        if (!cursor.has(length)) {
            return cursor.lacks(length);
        }
        cursor.at += length;
        boolean hasSequence = (flags & HAS_SEQUENCE) != 0;
        return (flags & HAS_ROUTING) != 0
                ? skipRoutes(type, hasSequence, bytes, cursor)
                : payload(type, hasSequence, bytes, cursor);
    }

    private static Layer payload(int type, boolean hasSequence, ByteBuffer bytes, Cursor cursor) {
        if (type < MIN_ETHERTYPE) {
            return cursor.stop(Discard.NONE); // 0: a keepalive that has come back
        }
        if (type >= WIRELESS_FIRST && type <= WIRELESS_LAST) {
            return Layer.WLAN;
        }
        return switch (type) {
            case ETHERNET -> Layer.ETHERNET;
            case PPP -> Layer.PPP;
            // The first type of ERSPAN has no header of its own, and no sequence number either
            case ERSPAN -> hasSequence ? Layer.ERSPAN : Layer.ETHERNET;
            case ERSPAN_3 -> Layer.ERSPAN;
            case WCCP -> openWccp(bytes, cursor);
            default -> cursor.announce(type);
        };
    }

    /** RFC 1701: source route entries, ended by an empty one. */
    private static Layer skipRoutes(int type, boolean hasSequence, ByteBuffer bytes, Cursor cursor) {
        for (int routes = 0; routes < MAX_ROUTES; routes++) {
            if (!cursor.has(FIELD_LENGTH)) {
                return cursor.lacks(FIELD_LENGTH);
            }
            int entry = bytes.getInt(cursor.at); // address family, offset, length
            cursor.at += FIELD_LENGTH + (entry & 0xff);
            if (entry == 0) {
                return payload(type, hasSequence, bytes, cursor);
            }
        }
        return cursor.stop(Discard.MALFORMED);
    }

    /** RFC 2637 §4.1: payload length and call in place of the key; without a sequence number there is no payload. */
    private static Layer openPptp(int flags, ByteBuffer bytes, Cursor cursor) {
        int length = MIN_LENGTH
                + FIELD_LENGTH
                + ((flags & HAS_SEQUENCE) != 0 ? FIELD_LENGTH : 0)
                + ((flags & HAS_ACKNOWLEDGEMENT) != 0 ? FIELD_LENGTH : 0);
        if ((flags & HAS_SEQUENCE) == 0) {
            return cursor.stop(Discard.NONE);
        }
        if (!cursor.has(length)) {
            return cursor.lacks(length);
        }
        int payloadLength = bytes.getShort(cursor.at + MIN_LENGTH) & 0xffff;
        cursor.at += length;
        cursor.limit(payloadLength);
        return Layer.PPP;
    }

    /** Version 2 puts a redirect header before the IP packet, version 1 does not; nothing but the next byte tells. */
    private static Layer openWccp(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(FIELD_LENGTH)) {
            return cursor.lacks(FIELD_LENGTH);
        }
        return bytes.get(cursor.at) >>> 4 == 4 ? Layer.IPV4 : cursor.skip(FIELD_LENGTH, Layer.IPV4);
    }
}
