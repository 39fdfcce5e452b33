package org.wirestat.cli.print;

/** Lengths of time in tables. */
final class Spans {

    private static final long NS_PER_HUNDREDTH = 10_000_000;
    private static final long NS_PER_SECOND = 1_000_000_000;

    private Spans() {}

    /** {@code 12.34s}, {@code 5m07s}, {@code 3h05m}, {@code 2d11h}: never wider than ten columns. */
    static String words(long ns) {
        long seconds = ns / NS_PER_SECOND;
        StringBuilder words = new StringBuilder(10);
        if (seconds < 60) {
            hundredths(ns / NS_PER_HUNDREDTH, words);
            return words.append('s').toString();
        }
        if (seconds < 3600) {
            return twoUnits(seconds / 60, 'm', seconds % 60, 's', words);
        }
        if (seconds < 86_400) {
            return twoUnits(seconds / 3600, 'h', seconds / 60 % 60, 'm', words);
        }
        return twoUnits(seconds / 86_400, 'd', seconds / 3600 % 24, 'h', words);
    }

    private static String twoUnits(long large, char largeUnit, long small, char smallUnit, StringBuilder to) {
        to.append(large).append(largeUnit);
        twoDigits(small, to);
        return to.append(smallUnit).toString();
    }

    /** Seconds with two digits behind the point, rounded: as {@code %.2f} would. */
    static void seconds(long ns, StringBuilder to) {
        hundredths((ns + NS_PER_HUNDREDTH / 2) / NS_PER_HUNDREDTH, to);
    }

    private static void hundredths(long value, StringBuilder to) {
        to.append(value / 100).append('.');
        twoDigits(value % 100, to);
    }

    private static void twoDigits(long value, StringBuilder to) {
        if (value < 10) {
            to.append('0');
        }
        to.append(value);
    }
}
