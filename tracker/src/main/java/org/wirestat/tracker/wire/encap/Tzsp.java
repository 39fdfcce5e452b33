package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;

/** TaZmen Sniffer Protocol: mirrored frames of access points and routers. */
final class Tzsp {

    private static final int HEADER_LENGTH = 4;
    private static final int VERSION = 1;
    private static final int TYPE_RECEIVED = 0;
    private static final int TYPE_TO_SEND = 1;
    private static final int PROTOCOL_ETHERNET = 1;
    private static final int PROTOCOL_WLAN = 18;

    private static final int TAG_PAD = 0;
    private static final int TAG_END = 1;

    private Tzsp() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        int header = bytes.getInt(cursor.at);
        int type = header >>> 16 & 0xff;
        int protocol = header & 0xffff;
        if (header >>> 24 != VERSION || (type != TYPE_RECEIVED && type != TYPE_TO_SEND)) {
            return cursor.refuse();
        }
        cursor.at += HEADER_LENGTH;
        while (cursor.has(2)) {
            int tag = bytes.get(cursor.at);
            if (tag == TAG_END) {
                return switch (protocol) {
                    case PROTOCOL_ETHERNET -> cursor.skip(1, Layer.ETHERNET);
                    case PROTOCOL_WLAN -> cursor.skip(1, Layer.WLAN);
                    default -> cursor.refuse();
                };
            }
            cursor.at += tag == TAG_PAD ? 1 : 2 + (bytes.get(cursor.at + 1) & 0xff);
        }
        return cursor.lacks(2);
    }
}
