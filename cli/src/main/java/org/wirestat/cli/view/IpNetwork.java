package org.wirestat.cli.view;

import org.jspecify.annotations.Nullable;
import org.wirestat.cli.name.IpLiteral;
import org.wirestat.tracker.IpAddress;

/** An address with the number of leading bits that count; a single host has all of them. */
public record IpNetwork(IpAddress address, int prefixLength) {

    public IpNetwork {
        if (prefixLength < 0 || prefixLength > bits(address)) {
            throw new IllegalArgumentException("prefix length " + prefixLength);
        }
    }

    /** {@code 10.0.0.0/8}, {@code fe80::/10}, or an address alone; null if it is neither. */
    public static @Nullable IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpLiteral.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        if (slash < 0) {
            return new IpNetwork(address, bits(address));
        }
        int prefixLength = prefixLength(text, slash + 1);
        return prefixLength >= 0 && prefixLength <= bits(address) ? new IpNetwork(address, prefixLength) : null;
    }

    private static int prefixLength(String text, int from) {
        int digits = text.length() - from;
        int value = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || digits > 3) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return digits == 0 ? -1 : value;
    }

    public boolean contains(IpAddress other) {
        return other.isIn(address, prefixLength);
    }

    /** Whether it is the address that reaches all hosts of this network (IPv4, and only where there are several). */
    boolean isBroadcast(IpAddress other) {
        if (address.version() != 4 || prefixLength > 30 || !contains(other)) {
            return false;
        }
        long hostBits = 0xffff_ffffL >>> prefixLength;
        return (other.low() & hostBits) == hostBits;
    }

    private static int bits(IpAddress address) {
        return address.version() == 4 ? 32 : 128;
    }
}
