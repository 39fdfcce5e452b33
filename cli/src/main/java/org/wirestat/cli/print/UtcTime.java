package org.wirestat.cli.print;

import java.time.LocalDate;

/** Writes moments as RFC 3339 in UTC with nine digits: {@code 2026-11-21T14:03:07.123456000Z}. */
public final class UtcTime {

    private static final long NS_PER_SECOND = 1_000_000_000L;

    private UtcTime() {}

    /** @param epochNs nanoseconds since 1970 */
    public static String text(long epochNs) {
        StringBuilder text = new StringBuilder(30);
        append(epochNs, text);
        return text.toString();
    }

    /** By hand: a row holds several of them, and java.time's formatters take as long to load as all of us. */
    static void append(long epochNs, StringBuilder to) {
        long seconds = Math.floorDiv(epochNs, NS_PER_SECOND);
        int ofDay = (int) Math.floorMod(seconds, 86_400L);
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(seconds, 86_400L));
        digits(day.getYear(), 4, to).append('-');
        digits(day.getMonthValue(), 2, to).append('-');
        digits(day.getDayOfMonth(), 2, to).append('T');
        digits(ofDay / 3600, 2, to).append(':');
        digits(ofDay / 60 % 60, 2, to).append(':');
        digits(ofDay % 60, 2, to).append('.');
        digits((int) Math.floorMod(epochNs, NS_PER_SECOND), 9, to).append('Z');
    }

    private static StringBuilder digits(int value, int width, StringBuilder to) {
        int ten = 10;
        for (int i = 1; i < width; i++) {
            if (value < ten) {
                to.append('0');
            }
            ten *= 10;
        }
        return to.append(value);
    }
}
