package org.wirestat.cli.field;

import org.jspecify.annotations.Nullable;

/** Writes MAC addresses. */
public final class Macs {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Macs() {}

    /** {@code 02:42:ac:11:00:02} for 48 bits; null for null. */
    public static @Nullable String text(@Nullable Long mac) {
        if (mac == null) {
            return null;
        }
        StringBuilder text = new StringBuilder(17);
        for (int shift = 44; shift >= 0; shift -= 4) {
            text.append(HEX[(int) (mac >>> shift) & 15]);
            if (shift % 8 == 0 && shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }
}
