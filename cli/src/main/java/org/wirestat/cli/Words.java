package org.wirestat.cli;

import java.util.Locale;

/** Amounts as people say them, on standard error. */
final class Words {

    private Words() {}

    static String bytes(long bytes) {
        if (bytes < 10_000) {
            return bytes + " bytes";
        }
        double amount = bytes;
        int unit = -1;
        while (amount >= 1000) {
            amount /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %cB", amount, "kMGTPE".charAt(unit));
    }

    /** Without a formatter: it would load the data of a locale, which takes 30 ms at the end of every run. */
    static String span(long ns) {
        long seconds = ns / Durations.NS_PER_SECOND;
        StringBuilder text = new StringBuilder();
        if (seconds < 600) {
            text.append(seconds).append('.');
            return padded(ns / 1_000_000 % 1000, 3, text).append(" s").toString();
        }
        long days = seconds / 86_400;
        if (days > 0) {
            text.append(count(days, "day")).append(' ');
        }
        text.append(seconds / 3600 % 24).append(':');
        padded(seconds / 60 % 60, 2, text).append(':');
        return padded(seconds % 60, 2, text).toString();
    }

    private static StringBuilder padded(long number, int width, StringBuilder to) {
        String digits = Long.toString(number);
        return to.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
    }

    /** {@code 1 frame}, {@code 2 frames}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
