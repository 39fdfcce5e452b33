package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;

/** Frames for tests, written as hexadecimal digits; blanks are for the reader. */
final class Hex {

    private Hex() {}

    /** The bytes in a direct buffer, away from its beginning and end as a reader's frames are. */
    static ByteBuffer bytes(String... digits) {
        String all = String.join("", digits).replaceAll("\\s", "");
        ByteBuffer bytes = ByteBuffer.allocateDirect(all.length() / 2);
        for (int i = 0; i < all.length(); i += 2) {
            bytes.put((byte) Integer.parseInt(all.substring(i, i + 2), 16));
        }
        return bytes.flip();
    }
}
