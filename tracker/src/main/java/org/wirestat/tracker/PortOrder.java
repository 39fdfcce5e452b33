package org.wirestat.tracker;

import java.util.Arrays;

/**
 * Sorts what has an address and a port, by these, as plain numbers: as many bits of a key at a time as there is room for
 * above a number of its own, since there may be hundreds of thousands. Addresses are of one version.
 */
public final class PortOrder {

    private static final int KEY_BITS = 64 + 64 + 16;

    private PortOrder() {}

    /** What is sorted: the caller's own numbers stand for it. */
    public interface Ports {

        /** The first half of its address as in {@link IpAddress}. */
        long high(int number);

        /** The second half. */
        long low(int number);

        int port(int number);
    }

    /** Puts the numbers from one index to another, exclusive, in the order of what they stand for. */
    public static void sort(int[] numbers, int from, int to, Ports of) {
        int bit = firstDifference(numbers, from, to, of);
        if (bit == KEY_BITS) {
            return;
        }
        int count = to - from;
        int numberBits = 32 - Integer.numberOfLeadingZeros(count);
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = ((bitsFrom(bit, numbers[from + i], of) >>> (numberBits + 1)) << numberBits) | i;
        }
        Arrays.sort(keys);
        int[] before = Arrays.copyOfRange(numbers, from, to);
        for (int i = 0; i < count; i++) {
            numbers[from + i] = before[(int) keys[i] & (1 << numberBits) - 1];
        }
        int begin = 0;
        for (int i = 1; i <= count; i++) {
            if (i == count || keys[i] >>> numberBits != keys[begin] >>> numberBits) {
                sort(numbers, from + begin, from + i, of);
                begin = i;
            }
        }
    }

    /** The first bit in which not all keys are the same. */
    private static int firstDifference(int[] numbers, int from, int to, Ports of) {
        long high = 0;
        long low = 0;
        long port = 0;
        for (int i = from + 1; i < to; i++) {
            high |= of.high(numbers[i]) ^ of.high(numbers[from]);
            low |= of.low(numbers[i]) ^ of.low(numbers[from]);
            port |= of.port(numbers[i]) ^ of.port(numbers[from]);
        }
        if (high != 0) {
            return Long.numberOfLeadingZeros(high);
        }
        return low != 0
                ? 64 + Long.numberOfLeadingZeros(low)
                : 128 + Long.numberOfLeadingZeros((port << 48) | (1L << 47));
    }

    /** 64 bits of the key, as if nothing but zeros came after it. */
    private static long bitsFrom(int bit, int number, Ports of) {
        int shift = bit & 63;
        long bits = word(bit >>> 6, number, of) << shift;
        return shift == 0 ? bits : bits | (word((bit >>> 6) + 1, number, of) >>> (64 - shift));
    }

    private static long word(int index, int number, Ports of) {
        return switch (index) {
            case 0 -> of.high(number);
            case 1 -> of.low(number);
            case 2 -> (long) of.port(number) << 48;
            default -> 0;
        };
    }
}
