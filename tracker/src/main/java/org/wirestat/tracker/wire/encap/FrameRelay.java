package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/** Frame relay: a Q.922 address, then RFC 2427's network layer number, or Cisco's EtherType. */
final class FrameRelay {

    private static final int MIN_ADDRESS_LENGTH = 2;
    private static final int MAX_ADDRESS_LENGTH = 4;
    private static final int ADDRESS_ENDS = 1;

    private static final int UNNUMBERED_INFORMATION = 3;
    private static final int NLPID_PAD = 0;
    private static final int NLPID_SNAP = 0x80;
    private static final int NLPID_IPV6 = 0x8e;
    private static final int NLPID_IPV4 = 0xcc;

    private FrameRelay() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        int length = MIN_ADDRESS_LENGTH;
        while (cursor.has(length) && (bytes.get(cursor.at + length - 1) & ADDRESS_ENDS) == 0) {
            if (++length > MAX_ADDRESS_LENGTH) {
                return cursor.stop(Discard.MALFORMED);
            }
        }
        if (!cursor.has(length + 3)) {
            return cursor.lacks(length + 3);
        }
        cursor.at += length;
        if (bytes.get(cursor.at) != UNNUMBERED_INFORMATION) {
            return cursor.skip(2, cursor.announce(bytes.getShort(cursor.at)));
        }
        cursor.at++;
        if (bytes.get(cursor.at) == NLPID_PAD) {
            cursor.at++;
        }
        return switch (bytes.get(cursor.at) & 0xff) {
            case NLPID_IPV4 -> cursor.skip(1, Layer.IPV4);
            case NLPID_IPV6 -> cursor.skip(1, Layer.IPV6);
            case NLPID_SNAP -> cursor.skip(1, Layer.SNAP);
            default -> cursor.stop(Discard.NOT_IP);
        };
    }
}
