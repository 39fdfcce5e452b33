package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/**
 * Mirrored frames of a Cisco switch, type II and III (draft-foschiano-erspan). The session is not part of a connection's
 * identity: a mirror shows one network, in as many sessions as its owner found convenient.
 */
final class Erspan {

    private static final int HEADER_LENGTH = 8;
    private static final int VERSION_2 = 1;

    private static final int HEADER_LENGTH_3 = 12;
    private static final int VERSION_3 = 2;
    private static final int SUBHEADER_LENGTH = 8;

    private static final int BAD_SHORT_OVERSIZED = 2;
    private static final int BAD_FRAME = 3;

    private static final int FRAME_TO_OPTIONAL =
            10; // frame type, hardware, direction, time granularity, optional sub-header
    private static final int HAS_SUBHEADER = 1;
    private static final int FRAME_ETHERNET = 0;
    private static final int FRAME_IP = 2;

    private Erspan() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        return switch ((bytes.get(cursor.at) & 0xff) >>> 4) {
            case VERSION_2 -> cursor.skip(HEADER_LENGTH, Layer.ETHERNET);
            case VERSION_3 -> openType3(bytes, cursor);
            default -> cursor.stop(Discard.MALFORMED);
        };
    }

    private static Layer openType3(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH_3)) {
            return cursor.lacks(HEADER_LENGTH_3);
        }
        if (((bytes.get(cursor.at + BAD_SHORT_OVERSIZED) >>> 3) & 3) == BAD_FRAME) {
            return cursor.stop(Discard.MALFORMED); // its CRC was wrong: no host has taken it either
        }
        int frameToOptional = bytes.getShort(cursor.at + FRAME_TO_OPTIONAL);
        int length = HEADER_LENGTH_3 + ((frameToOptional & HAS_SUBHEADER) != 0 ? SUBHEADER_LENGTH : 0);
        if (!cursor.has(length)) {
            return cursor.lacks(length);
        }
        return switch (frameToOptional >>> 10 & 0x1f) {
            case FRAME_ETHERNET -> cursor.skip(length, Layer.ETHERNET);
            case FRAME_IP -> cursor.skip(length, Layer.IP);
            default -> cursor.stop(Discard.NOT_IP);
        };
    }
}
