package org.wirestat.capture.file;

/**
 * How an interface of a pcapng file counts time: ticks of a power of ten or of two a second, from 1970 or so many seconds
 * off. All arithmetic is exact; what does not fit into nanoseconds of a long is the nearest that does.
 */
final class TickClock {

    /** The format's default: microseconds since 1970. */
    static final TickClock MICROSECONDS = decimal(6, 0);

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int NS_DIGITS = 9;
    private static final int MAX_DECIMAL = 19;
    private static final int MAX_BINARY = 63;
    private static final int BINARY = 0x80;

    // Decimal: ticks a second, and either nanoseconds a tick or ticks a nanosecond (the other is 0). Binary: bits.
    private final long ticksPerSecond;
    private final long nsPerTick;
    private final long ticksPerNs;
    private final int bits;
    private final long offsetSeconds;
    // Up to this many ticks a multiplication does not overflow; -1 where one is not enough.
    private final long plainTicks;

    private TickClock(long ticksPerSecond, long nsPerTick, long ticksPerNs, int bits, long offsetSeconds) {
        this.ticksPerSecond = ticksPerSecond;
        this.nsPerTick = nsPerTick;
        this.ticksPerNs = ticksPerNs;
        this.bits = bits;
        this.offsetSeconds = offsetSeconds;
        plainTicks = nsPerTick != 0 && offsetSeconds == 0 ? Long.MAX_VALUE / nsPerTick : -1;
    }

    private static TickClock decimal(int digits, long offsetSeconds) {
        return new TickClock(
                powerOfTen(digits),
                digits <= NS_DIGITS ? powerOfTen(NS_DIGITS - digits) : 0,
                digits <= NS_DIGITS ? 0 : powerOfTen(digits - NS_DIGITS),
                0,
                offsetSeconds);
    }

    /** Whether an {@code if_tsresol} option may say so. */
    static boolean isResolution(int resolution) {
        return (resolution & BINARY) == 0 ? resolution <= MAX_DECIMAL : (resolution & ~BINARY) <= MAX_BINARY;
    }

    /**
     * @param resolution octet of the option {@code if_tsresol}, for which {@link #isResolution} holds
     * @param offsetSeconds value of the option {@code if_tsoffset}
     */
    static TickClock of(int resolution, long offsetSeconds) {
        return (resolution & BINARY) == 0
                ? decimal(resolution, offsetSeconds)
                : new TickClock(0, 0, 0, resolution & ~BINARY, offsetSeconds);
    }

    /** @param ticks unsigned */
    long toNs(long ticks) {
        if (ticks >= 0 && ticks <= plainTicks) {
            return ticks * nsPerTick;
        }
        long seconds;
        long fractionNs;
        if (ticksPerSecond == 0) {
            seconds = ticks >>> bits;
            long fraction = ticks & ((1L << bits) - 1);
            // fraction · 10⁹ / 2^bits; the product has up to 93 bits
            long high = Math.multiplyHigh(fraction, NS_PER_SECOND);
            long low = fraction * NS_PER_SECOND;
            fractionNs = bits == 0 ? 0 : (high << (64 - bits)) | (low >>> bits);
        } else {
            seconds = Long.divideUnsigned(ticks, ticksPerSecond);
            long fraction = Long.remainderUnsigned(ticks, ticksPerSecond);
            fractionNs = ticksPerNs == 0 ? fraction * nsPerTick : Long.divideUnsigned(fraction, ticksPerNs);
        }
        return saturated(seconds, fractionNs);
    }

    private long saturated(long seconds, long fractionNs) {
        // seconds may be any unsigned long (10⁰ or 2⁰ ticks a second); a negative offset may bring it back into range.
        boolean huge = seconds < 0;
        long sum = seconds + offsetSeconds;
        if (huge ? offsetSeconds >= 0 || sum < 0 : offsetSeconds > 0 && sum < 0) {
            return Long.MAX_VALUE;
        }
        if (sum < 0) {
            // Both parts negative, so that the product fits wherever the sum does.
            sum++;
            fractionNs -= NS_PER_SECOND;
        }
        long nearest = sum < 0 || fractionNs < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        if (Math.abs(sum) > Long.MAX_VALUE / NS_PER_SECOND) {
            return nearest;
        }
        long ns = sum * NS_PER_SECOND + fractionNs;
        boolean overflow = ns != 0 && (ns < 0) != (nearest < 0);
        return overflow ? nearest : ns;
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        // 10¹⁹ needs all 64 bits; it is used unsigned only.
        return power;
    }
}
