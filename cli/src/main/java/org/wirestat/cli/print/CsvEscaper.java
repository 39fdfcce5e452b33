package org.wirestat.cli.print;

/**
 * Writes cells of CSV (RFC 4180). Text is first made harmless for terminals, so that no cell holds a line end or anything
 * else than printable ASCII; and a cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
final class CsvEscaper {

    private CsvEscaper() {}

    static void append(String text, StringBuilder to) {
        String harmless = TerminalEscaper.escape(text);
        boolean isFormula = looksLikeFormula(text);
        boolean needsQuotes = harmless.indexOf(',') >= 0
                || harmless.indexOf('"') >= 0
                || harmless.startsWith(" ")
                || harmless.endsWith(" ");
        if (needsQuotes) {
            to.append('"');
        }
        if (isFormula) {
            to.append('\'');
        }
        for (int i = 0; i < harmless.length(); i++) {
            char c = harmless.charAt(i);
            if (c == '"') {
                to.append('"');
            }
            to.append(c);
        }
        if (needsQuotes) {
            to.append('"');
        }
    }

    /** Spreadsheets skip white space of any kind in front of a formula. */
    private static boolean looksLikeFormula(String text) {
        int at = 0;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        boolean beginsWithControl = !text.isEmpty() && (text.charAt(0) == '\t' || text.charAt(0) == '\r');
        return beginsWithControl || (at < text.length() && "=+-@".indexOf(text.charAt(at)) >= 0);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
