package org.wirestat.tracker.connlog;

/**
 * Names for connections, of Zeek's form: C and a number of 96 bits to the base 62. They are drawn from what the connection
 * is, and so the same capture gives the same names.
 */
final class Uid {

    private static final char[] DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
    private static final int BASE = 62;
    private static final int MOST_DIGITS = 17; // 62^17 > 2^96

    private Uid() {}

    static String of(long a, long b, long c, long d) {
        long high = mix(mix(a, b), mix(c, d ^ 0x2545F4914F6CDD1DL)) & 0xffff_ffffL;
        long low = mix(mix(b, c), mix(d, a ^ 0x9E6C63D0876A9A47L));
        char[] text = new char[MOST_DIGITS + 1];
        int at = text.length;
        // 96 bits divided by 62, as three digits to the base 2^32
        long top = high;
        long middle = low >>> 32;
        long bottom = low & 0xffff_ffffL;
        do {
            long rest = top % BASE;
            top /= BASE;
            long part = (rest << 32) | middle;
            middle = part / BASE;
            rest = part % BASE;
            part = (rest << 32) | bottom;
            bottom = part / BASE;
            text[--at] = DIGITS[(int) (part % BASE)];
        } while ((top | middle | bottom) != 0);
        text[--at] = 'C';
        return new String(text, at, text.length - at);
    }

    private static long mix(long a, long b) {
        long x = a ^ 0x9E3779B97F4A7C15L;
        long y = b ^ 0xD6E8FEB86659FD93L;
        return (x * y) ^ Math.multiplyHigh(x, y) ^ Long.rotateLeft(a, 32) ^ b;
    }
}
