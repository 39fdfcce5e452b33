package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/** The Layer Two Tunneling Protocol: version 2 (RFC 2661) carries PPP, version 3 (RFC 3931) mostly Ethernet. */
final class L2tp {

    private static final int MIN_LENGTH = 6;
    private static final int IS_CONTROL = 0x8000;
    private static final int HAS_LENGTH = 0x4000;
    private static final int HAS_SEQUENCE = 0x0800;
    private static final int HAS_OFFSET = 0x0200;
    private static final int RESERVED = 0x34f0;
    private static final int VERSION = 0x000f;

    private static final int VERSION_3_HEADER_LENGTH = 4;
    private static final int SESSION_LENGTH = 4;

    /** A cookie of 0, 4 or 8 bytes and a sublayer of 0 or 4: both were agreed upon out of sight. */
    private static final int MAX_UNKNOWN_LENGTH = 12;

    private L2tp() {}

    /** Over UDP. */
    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(MIN_LENGTH)) {
            return cursor.lacks(MIN_LENGTH);
        }
        int flags = bytes.getShort(cursor.at) & 0xffff;
        if ((flags & (IS_CONTROL | RESERVED)) != 0) {
            return cursor.refuse();
        }
        return switch (flags & VERSION) {
            case 2 -> openVersion2(flags, bytes, cursor);
            case 3 -> {
                cursor.at += VERSION_3_HEADER_LENGTH;
                Layer inner = openSession(bytes, cursor);
                yield inner == Layer.STOP && cursor.verdict() == Discard.NONE ? cursor.refuse() : inner;
            }
            default -> cursor.refuse();
        };
    }

    private static Layer openVersion2(int flags, ByteBuffer bytes, Cursor cursor) {
        int length = MIN_LENGTH + ((flags & HAS_LENGTH) != 0 ? 2 : 0) + ((flags & HAS_SEQUENCE) != 0 ? 4 : 0);
        if ((flags & HAS_OFFSET) != 0) {
            if (!cursor.has(length + 2)) {
                return cursor.lacks(length + 2);
            }
            length += 2 + (bytes.getShort(cursor.at + length) & 0xffff);
        }
        return cursor.has(length) ? cursor.skip(length, Layer.PPP) : cursor.lacks(length);
    }

    /** Over IP, or after the flags of version 3. Session 0 is the control connection (RFC 3931 §4.1.1). */
    static Layer openSession(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(SESSION_LENGTH + MAX_UNKNOWN_LENGTH + InnerEthernet.GUESS_LENGTH)) {
            return cursor.lacks(SESSION_LENGTH + MAX_UNKNOWN_LENGTH + InnerEthernet.GUESS_LENGTH);
        }
        if (bytes.getInt(cursor.at) == 0) {
            return cursor.stop(Discard.NONE);
        }
        cursor.at += SESSION_LENGTH;
        for (int unknown = 0; unknown <= MAX_UNKNOWN_LENGTH; unknown += 4) {
            if (InnerEthernet.begins(bytes, cursor, unknown)) {
                return cursor.skip(unknown, Layer.ETHERNET);
            }
        }
        return cursor.stop(Discard.NONE);
    }
}
