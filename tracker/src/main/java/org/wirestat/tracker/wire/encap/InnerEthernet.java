package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;

/** Guesses at an Ethernet frame where nothing announces it: by a common EtherType, and what must follow that. */
final class InnerEthernet {

    /** Bytes of it that must be there for a guess. */
    static final int GUESS_LENGTH = 15;

    private static final int TYPE = 12;
    private static final int PAYLOAD = 14;

    private InnerEthernet() {}

    /** Whether one seems to begin after so many bytes. */
    static boolean begins(ByteBuffer bytes, Cursor cursor, int skipped) {
        if (!cursor.has(skipped + GUESS_LENGTH)) {
            return false;
        }
        int at = cursor.at + skipped;
        int first = bytes.get(at + PAYLOAD) & 0xff;
        return switch (bytes.getShort(at + TYPE) & 0xffff) {
            case 0x0800 -> first >>> 4 == 4 && (first & 0xf) >= 5;
            case 0x86dd -> first >>> 4 == 6;
            case 0x0806, 0x8100, 0x88a8 -> true;
            default -> false;
        };
    }
}
