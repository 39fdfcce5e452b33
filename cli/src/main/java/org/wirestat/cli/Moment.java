package org.wirestat.cli;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A moment of a capture, as a user names it.
 *
 * @param kind how {@code value} is to be read
 */
record Moment(Kind kind, long value) {

    private static final long NS_PER_DAY = 86_400 * Durations.NS_PER_SECOND;

    /** What a moment counts from. */
    enum Kind {
        /** Nanoseconds since 1970. */
        EPOCH,
        /** Nanoseconds since midnight, UTC, of the first frame's day. */
        TIME_OF_DAY,
        /** Nanoseconds after the first frame. */
        OFFSET,
        /** Number of the last frame that counts, from 1. */
        FRAME
    }

    private static final Pattern TIME_OF_DAY = Pattern.compile("(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(\\.\\d{1,12})?)?");

    static @Nullable Moment parse(String text) {
        try {
            if (text.startsWith("#")) {
                long number = Long.parseLong(text.substring(1));
                return number < 1 || text.charAt(1) == '+' ? null : new Moment(Kind.FRAME, number);
            }
            if (text.startsWith("+")) {
                Long ns = Durations.parseNs(text.substring(1));
                return ns == null ? null : new Moment(Kind.OFFSET, ns);
            }
            if (text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')) {
                return new Moment(Kind.EPOCH, Durations.scaled(text, 0, text.length(), Durations.NS_PER_SECOND));
            }
            Matcher clock = TIME_OF_DAY.matcher(text);
            return clock.matches() ? timeOfDay(clock) : rfc3339(text);
        } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Moment timeOfDay(Matcher clock) {
        long hours = Long.parseLong(clock.group(1));
        long minutes = Long.parseLong(clock.group(2));
        String seconds = clock.group(3) == null ? "0" : clock.group(3);
        String fraction = clock.group(4) == null ? "" : clock.group(4);
        if (hours > 23 || minutes > 59 || Long.parseLong(seconds) > 60) { // 60: a leap second
            return null;
        }
        String number = seconds + fraction;
        long ns = (hours * 60 + minutes) * 60 * Durations.NS_PER_SECOND
                + Durations.scaled(number, 0, number.length(), Durations.NS_PER_SECOND);
        return new Moment(Kind.TIME_OF_DAY, ns);
    }

    private static Moment rfc3339(String text) {
        // RFC 3339 §5.6 lets a blank stand for the T, and lower case for upper.
        OffsetDateTime time = OffsetDateTime.parse(text.replace(' ', 'T').toUpperCase(Locale.ROOT));
        long ns =
                Math.addExact(Math.multiplyExact(time.toEpochSecond(), Durations.NS_PER_SECOND), (long) time.getNano());
        return new Moment(Kind.EPOCH, ns);
    }

    boolean isFrame() {
        return kind == Kind.FRAME;
    }

    /** Nanoseconds since 1970, once the first frame is known. Not for frame numbers. */
    long epochNs(long firstFrameNs) {
        return switch (kind) {
            case EPOCH -> value;
            case TIME_OF_DAY -> Math.floorDiv(firstFrameNs, NS_PER_DAY) * NS_PER_DAY + value;
            case OFFSET -> Durations.later(firstFrameNs, value);
            case FRAME -> throw new IllegalStateException("a frame has its own time");
        };
    }
}
