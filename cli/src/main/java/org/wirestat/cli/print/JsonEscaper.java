package org.wirestat.cli.print;

/**
 * Writes JSON strings. Beyond what RFC 8259 §7 demands, everything that a terminal, a web page or a line-wise reader
 * could take for more than text is escaped too: C1 and DEL, format and direction marks, line separators, half surrogate
 * pairs, {@code < > &}.
 */
final class JsonEscaper {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    /** Of ASCII, those that need no second look. */
    private static final boolean[] PLAIN = new boolean[0x7f];

    static {
        for (char c = 0; c < PLAIN.length; c++) {
            PLAIN[c] = isPlain(c) && c != '"' && c != '\\';
        }
    }

    private JsonEscaper() {}

    /** Appends the text with its quotes. */
    static void string(String text, StringBuilder to) {
        to.append('"');
        int plain = plainLength(text);
        if (plain == text.length()) {
            to.append(text); // all at once, as nearly always
        } else {
            to.append(text, 0, plain);
            escape(text, plain, to);
        }
        to.append('"');
    }

    /** Characters at its beginning that stand for themselves. */
    private static int plainLength(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= PLAIN.length || !PLAIN[c]) {
                return i;
            }
        }
        return length;
    }

    private static void escape(String text, int from, StringBuilder to) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (isPlain(c)) {
                to.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))
                    && isVisible(Character.codePointAt(text, i))) {
                to.append(c).append(text.charAt(++i));
            } else {
                to.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    to.append(HEX[(c >> shift) & 15]);
                }
            }
        }
    }

    private static boolean isPlain(char c) {
        if (c < 0x7f) {
            return c >= 0x20 && c != '<' && c != '>' && c != '&';
        }
        return !Character.isSurrogate(c) && isVisible(c);
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
