package org.wirestat.cli.print;

/**
 * Writes cells of tab-separated values: tab, line feed, carriage return and backslash as {@code \t \n \r \\}, every other
 * byte that is not printable ASCII as {@code \xHH}.
 */
final class TsvEscaper {

    private TsvEscaper() {}

    static void append(String text, StringBuilder to) {
        int plainFrom = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t' || c == '\n' || c == '\r') {
                to.append(TerminalEscaper.escape(text.substring(plainFrom, i)))
                        .append(c == '\t' ? "\\t" : c == '\n' ? "\\n" : "\\r");
                plainFrom = i + 1;
            }
        }
        to.append(TerminalEscaper.escape(text.substring(plainFrom)));
    }
}
