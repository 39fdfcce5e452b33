package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/** MACsec (IEEE 802.1AE). Only where it protects integrity alone can the payload be read. */
final class Macsec {

    private static final int MIN_TAG_LENGTH = 6;
    private static final int CHANNEL_LENGTH = 8;
    private static final int TYPE_LENGTH = 2;

    private static final int VERSION = 0x80;
    private static final int HAS_CHANNEL = 0x20;
    private static final int ENCRYPTED_OR_CHANGED = 0x0c;

    private Macsec() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(MIN_TAG_LENGTH)) {
            return cursor.lacks(MIN_TAG_LENGTH);
        }
        int control = bytes.get(cursor.at);
        if ((control & VERSION) != 0) {
            return cursor.stop(Discard.MALFORMED);
        }
        if ((control & ENCRYPTED_OR_CHANGED) != 0) {
            return cursor.stop(Discard.ENCRYPTED);
        }
        int length = MIN_TAG_LENGTH + TYPE_LENGTH + ((control & HAS_CHANNEL) != 0 ? CHANNEL_LENGTH : 0);
        if (!cursor.has(length)) {
            return cursor.lacks(length);
        }
        return cursor.skip(length, cursor.announce(bytes.getShort(cursor.at + length - TYPE_LENGTH)));
    }
}
