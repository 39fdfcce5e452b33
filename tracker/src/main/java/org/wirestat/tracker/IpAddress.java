package org.wirestat.tracker;

import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address. Ordered: IPv4 before IPv6, then by value.
 *
 * @param version 4 or 6
 * @param high the first 64 bits of an IPv6 address; 0 for IPv4
 * @param low the last 64 bits of an IPv6 address; the 32 bits of an IPv4 address, unsigned
 */
public record IpAddress(int version, long high, long low) implements Comparable<IpAddress> {

    public IpAddress {
        if (version != 6 && (version != 4 || high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("no IP address: version " + version);
        }
    }

    /** @param address the 32 bits of the address */
    public static IpAddress v4(int address) {
        return new IpAddress(4, 0, Integer.toUnsignedLong(address));
    }

    public static IpAddress v6(long high, long low) {
        return new IpAddress(6, high, low);
    }

    /** Whether the first {@code prefixLength} bits of this and of {@code net} are the same, and so are the versions. */
    public boolean isIn(IpAddress net, int prefixLength) {
        if (version != net.version) {
            return false;
        }
        if (version == 4) {
            return prefixLength == 0 || (low ^ net.low) >>> (32 - prefixLength) == 0;
        }
        if (prefixLength <= 64) {
            return prefixLength == 0 || (high ^ net.high) >>> (64 - prefixLength) == 0;
        }
        return high == net.high
                && (prefixLength == 128 ? low == net.low : (low ^ net.low) >>> (128 - prefixLength) == 0);
    }

    /** By hand, as {@link #equals}: a record's own are put together at their first call, which takes 10 ms and more. */
    @Override
    public int hashCode() {
        return 31 * (31 * version + Long.hashCode(high)) + Long.hashCode(low);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress address
                && version == address.version
                && high == address.high
                && low == address.low;
    }

    @Override
    public int compareTo(IpAddress other) {
        int byVersion = Integer.compare(version, other.version);
        if (byVersion != 0) {
            return byVersion;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Dotted decimal, or RFC 5952's form without brackets. */
    @Override
    public String toString() {
        return appendTo(new StringBuilder(39)).toString();
    }

    /** Writes what {@link #toString} says behind a text, for tables of so many that each string counts. */
    public StringBuilder appendTo(StringBuilder text) {
        if (version == 4) {
            return appendDotted((int) low, text);
        }
        if (high == 0 && low >>> 32 == 0xffffL) {
            // RFC 5952 §5: an IPv4-mapped address ends in dotted decimal
            return appendDotted((int) low, text.append("::ffff:"));
        }
        int[] group = new int[8];
        for (int i = 0; i < 8; i++) {
            group[i] = (int) ((i < 4 ? high : low) >>> (48 - 16 * (i & 3))) & 0xffff;
        }
        int runStart = -1;
        int runLength = 1; // RFC 5952 §4.2.2: one zero group alone is not shortened
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && group[end] == 0) {
                end++;
            }
            if (end - i > runLength) {
                runStart = i;
                runLength = end - i;
            }
            i = Math.max(i, end - 1);
        }
        for (int i = 0; i < 8; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
            } else {
                if (i > 0 && i != runStart + runLength) {
                    text.append(':');
                }
                text.append(Integer.toHexString(group[i]));
            }
        }
        return text;
    }

    private static StringBuilder appendDotted(int address, StringBuilder text) {
        text.append(address >>> 24).append('.').append(address >>> 16 & 0xff).append('.');
        return text.append(address >>> 8 & 0xff).append('.').append(address & 0xff);
    }
}
