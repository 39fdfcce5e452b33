package org.wirestat.cli.print;

/** Fills columns up, as {@code %-23s} and {@code %6s} would, without a formatter for each row. */
final class Padding {

    private static final String BLANKS = " ".repeat(64);

    private Padding() {}

    /** The text at the left of a column that is at least so wide. */
    static void left(String text, int width, StringBuilder line) {
        line.append(text);
        blanks(width - text.length(), line);
    }

    /** The text at the right of a column that is at least so wide. */
    static void right(String text, int width, StringBuilder line) {
        blanks(width - text.length(), line);
        line.append(text);
    }

    /** Makes columns as wide as these cells need, if they are not. */
    static void widen(int[] widths, String[] cells) {
        for (int i = 0; i < cells.length; i++) {
            widths[i] = Math.max(widths[i], cells[i].length());
        }
    }

    /** So many blanks; none if it is less than one. */
    static void blanks(int count, StringBuilder line) {
        for (int left = count; left > 0; left -= BLANKS.length()) {
            line.append(BLANKS, 0, Math.min(left, BLANKS.length()));
        }
    }
}
