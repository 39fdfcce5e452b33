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

    static String span(long ns) {
        long seconds = ns / Durations.NS_PER_SECOND;
        if (seconds < 600) {
            return String.format(Locale.ROOT, "%d.%03d s", seconds, ns / 1_000_000 % 1000);
        }
        long days = seconds / 86_400;
        String clock = String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        return days == 0 ? clock : days + (days == 1 ? " day " : " days ") + clock;
    }

    /** {@code 1 frame}, {@code 2 frames}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
