package org.wirestat.cli.zeek;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.wirestat.tracker.IpAddress;

/** Lines of ASCII as they are put together, many of them before they go out: no String for each value. */
final class AsciiLine {

    private static final int NS_PER_MICROSECOND = 1000;
    private static final int FRACTION_DIGITS = 6;
    private static final int MOST_DIGITS = 20;

    private byte[] bytes = new byte[1 << 16];
    private int length;

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }

    AsciiLine add(char c) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) c;
        return this;
    }

    AsciiLine add(String text) {
        int added = text.length();
        if (bytes.length - length < added) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + added);
        }
        for (int i = 0; i < added; i++) {
            bytes[length + i] = (byte) text.charAt(i);
        }
        length += added;
        return this;
    }

    AsciiLine add(long number) {
        if (number < 0) {
            return add(Long.toString(number));
        }
        return digits(number, 1);
    }

    private AsciiLine digits(long number, int width) {
        if (bytes.length - length < MOST_DIGITS) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int count = width;
        for (long rest = number / power(width); rest > 0; rest /= 10) {
            count++;
        }
        long rest = number;
        for (int i = count - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
        return this;
    }

    private static long power(int digits) {
        return digits == 1 ? 10 : 1_000_000;
    }

    /** Seconds with six digits after the point. */
    AsciiLine addSeconds(long ns) {
        long microseconds = Math.floorDiv(ns + NS_PER_MICROSECOND / 2, NS_PER_MICROSECOND);
        if (microseconds < 0) {
            add('-');
            microseconds = -microseconds;
        }
        digits(microseconds / 1_000_000, 1).add('.');
        return digits(microseconds % 1_000_000, FRACTION_DIGITS);
    }

    AsciiLine add(IpAddress address) {
        if (address.version() == 6) {
            return add(address.toString());
        }
        long low = address.low();
        return digits(low >>> 24, 1)
                .add('.')
                .digits(low >>> 16 & 0xff, 1)
                .add('.')
                .digits(low >>> 8 & 0xff, 1)
                .add('.')
                .digits(low & 0xff, 1);
    }
}
