package org.wirestat.cli.print;

import java.nio.charset.StandardCharsets;

/**
 * Makes text from outside harmless for people's eyes: printable ASCII passes, a backslash is doubled, and every byte of
 * anything else is shown as {@code \xHH}. So nothing can move the cursor, hide, turn the direction of writing or take
 * two columns.
 */
public final class TerminalEscaper {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private TerminalEscaper() {}

    public static String escape(String text) {
        if (isHarmless(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (point == '\\') {
                escaped.append("\\\\");
            } else if (point >= 0x20 && point < 0x7f) {
                escaped.append((char) point);
            } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                // Half a pair has no bytes of its own in UTF-8: shown as if it had.
                hex(0xe0 | (point >> 12), escaped);
                hex(0x80 | ((point >> 6) & 0x3f), escaped);
                hex(0x80 | (point & 0x3f), escaped);
            } else {
                for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    hex(b, escaped);
                }
            }
        });
        return escaped.toString();
    }

    /** The same for what stands in a column, as names do: blanks are escaped too, and so it stays one word. */
    static String word(String text) {
        return escape(text).replace(" ", "\\x20");
    }

    /** The first {@code length} columns of escaped text, or fewer where an escape would be torn. */
    static String cut(String escaped, int length) {
        if (escaped.length() <= length) {
            return escaped;
        }
        int end = 0;
        while (true) {
            int next = end + (escaped.charAt(end) != '\\' ? 1 : escaped.charAt(end + 1) == 'x' ? 4 : 2);
            if (next > length) {
                return escaped.substring(0, end);
            }
            end = next;
        }
    }

    private static boolean isHarmless(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x7f || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static void hex(int b, StringBuilder to) {
        to.append("\\x").append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
    }
}
