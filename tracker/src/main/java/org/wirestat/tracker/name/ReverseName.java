package org.wirestat.tracker.name;

import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;

/** The names under which DNS knows addresses: 5.0.0.10.in-addr.arpa (RFC 1035 §3.5), …ip6.arpa (RFC 3596 §2.5). */
public final class ReverseName {

    private static final String IPV4 = ".in-addr.arpa";
    private static final String IPV6 = ".ip6.arpa";

    private ReverseName() {}

    /** The name to ask for. */
    public static String of(IpAddress address) {
        StringBuilder name = new StringBuilder(72);
        if (address.version() == 4) {
            for (int shift = 0; shift < 32; shift += 8) {
                name.append(address.low() >>> shift & 0xff).append(shift < 24 ? "." : IPV4);
            }
            return name.toString();
        }
        for (int digit = 0; digit < 32; digit++) {
            long half = digit < 16 ? address.low() : address.high();
            name.append(Character.forDigit((int) (half >>> (4 * (digit & 15))) & 15, 16))
                    .append(digit < 31 ? "." : IPV6);
        }
        return name.toString();
    }

    /** The address of a name in small letters, or null if it is not of this kind. */
    static @Nullable IpAddress address(String name) {
        if (name.endsWith(IPV4)) {
            return v4(name.substring(0, name.length() - IPV4.length()));
        }
        return name.endsWith(IPV6) ? v6(name.substring(0, name.length() - IPV6.length())) : null;
    }

    private static @Nullable IpAddress v4(String numbers) {
        String[] parts = numbers.split("\\.", -1);
        long address = 0;
        for (int i = 3; i >= 0; i--) {
            int part = parts.length == 4 && parts[i].length() <= 3 ? number(parts[i]) : -1;
            if (part < 0 || part > 255) {
                return null;
            }
            address = address << 8 | part;
        }
        return IpAddress.v4((int) address);
    }

    private static int number(String digits) {
        int number = digits.isEmpty() ? -1 : 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = 10 * number + c - '0';
        }
        return number;
    }

    private static @Nullable IpAddress v6(String digits) {
        if (digits.length() != 63) {
            return null;
        }
        long[] halves = new long[2];
        for (int i = 0; i < 63; i++) {
            char c = digits.charAt(i);
            int value = c < 128 ? Character.digit(c, 16) : -1;
            if ((i & 1) == 1 ? c != '.' : value < 0) {
                return null;
            }
            if ((i & 1) == 0) {
                halves[i / 32] |= (long) value << (4 * (i / 2 & 15));
            }
        }
        return IpAddress.v6(halves[1], halves[0]);
    }
}
