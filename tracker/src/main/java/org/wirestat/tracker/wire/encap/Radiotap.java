package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/** The radio's own header before 802.11 frames (radiotap.org); all little-endian. */
final class Radiotap {

    private static final int MIN_LENGTH = 8;
    private static final int LENGTH = 2;
    private static final int PRESENT = 4;

    private static final int HAS_TIME = 1;
    private static final int HAS_FLAGS = 2;
    private static final int HAS_MORE_PRESENT = 0x8000_0000;

    private static final int FLAG_PADDED = 0x20;
    private static final int FLAG_BAD_FCS = 0x40;

    private Radiotap() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(MIN_LENGTH)) {
            return cursor.lacks(MIN_LENGTH);
        }
        int length = Short.reverseBytes(bytes.getShort(cursor.at + LENGTH)) & 0xffff;
        if (bytes.get(cursor.at) != 0 || length < MIN_LENGTH) {
            return cursor.stop(Discard.MALFORMED);
        }
        if (!cursor.has(length)) {
            return cursor.lacks(length);
        }
        int flags = flags(bytes, cursor.at, length);
        if ((flags & FLAG_BAD_FCS) != 0) {
            return cursor.stop(Discard.MALFORMED);
        }
        cursor.isWlanPadded = (flags & FLAG_PADDED) != 0;
        return cursor.skip(length, Layer.WLAN);
    }

    /** The fields follow the words that say which are present; the flags come first, or after a time of eight bytes. */
    private static int flags(ByteBuffer bytes, int at, int length) {
        int present = Integer.reverseBytes(bytes.getInt(at + PRESENT));
        if ((present & HAS_FLAGS) == 0) {
            return 0;
        }
        int field = PRESENT + 4;
        for (int word = present; (word & HAS_MORE_PRESENT) != 0 && field + 4 <= length; field += 4) {
            word = Integer.reverseBytes(bytes.getInt(at + field));
        }
        if ((present & HAS_TIME) != 0) {
            field = ((field + 7) & ~7) + 8;
        }
        return field < length ? bytes.get(at + field) : 0;
    }
}
