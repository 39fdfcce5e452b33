package org.wirestat.cli;

import org.jspecify.annotations.Nullable;

/** Reads lengths of time: {@code 500ms}, {@code 30s}, {@code 1h30m}, {@code 2.5}; a number alone is seconds. */
final class Durations {

    static final long NS_PER_SECOND = 1_000_000_000L;

    private Durations() {}

    /** Nanoseconds, or null if it is no length of time or longer than 292 years. */
    static @Nullable Long parseNs(String text) {
        try {
            if (!text.isEmpty() && isNumeric(text.charAt(text.length() - 1))) {
                return scaled(text, 0, text.length(), NS_PER_SECOND);
            }
            long sum = 0;
            int at = 0;
            do {
                int unit = at;
                while (unit < text.length() && isNumeric(text.charAt(unit))) {
                    unit++;
                }
                int next = unit;
                while (next < text.length() && !isNumeric(text.charAt(next))) {
                    next++;
                }
                long unitNs = switch (text.substring(unit, next)) {
                    case "ns" -> 1L;
                    case "us", "µs" -> 1_000L;
                    case "ms" -> 1_000_000L;
                    case "s" -> NS_PER_SECOND;
                    case "m", "min" -> 60 * NS_PER_SECOND;
                    case "h" -> 3600 * NS_PER_SECOND;
                    case "d" -> 86_400 * NS_PER_SECOND;
                    default -> throw new NumberFormatException();
                };
                sum = Math.addExact(sum, scaled(text, at, unit, unitNs));
                at = next;
            } while (at < text.length());
            return sum;
        } catch (NumberFormatException | ArithmeticException e) {
            return null;
        }
    }

    /** A moment and a length of time after it; the end of all time where a long holds no more. */
    static long later(long epochNs, long ns) {
        long sum = epochNs + ns;
        return ns >= 0 && sum < epochNs ? Long.MAX_VALUE : sum;
    }

    /** A decimal number times a unit, exact; what is smaller than a nanosecond falls away. */
    static long scaled(String text, int from, int to, long unitNs) {
        int point = text.indexOf('.', from);
        int end = point < 0 || point > to ? to : point;
        long whole = Math.multiplyExact(digits(text, from, end), unitNs);
        long part = 0;
        if (end < to) {
            long scale = unitNs;
            if (end + 1 == to) {
                throw new NumberFormatException();
            }
            for (int i = end + 1; i < to; i++) {
                long digit = digits(text, i, i + 1);
                part += digit * scale / 10;
                scale /= 10;
            }
        }
        return Math.addExact(whole, part);
    }

    private static long digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw new NumberFormatException();
            }
        }
        return Long.parseLong(text.substring(from, to));
    }

    private static boolean isNumeric(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }
}
