package org.wirestat.cli.name;

import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;

/** Reads addresses as people write them, without ever taking them for names that could be asked for. */
public final class IpLiteral {

    private IpLiteral() {}

    /** Dotted decimal, or RFC 4291 §2.2 with or without brackets; null for anything else, a zone or a name included. */
    public static @Nullable IpAddress parse(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return v6(text.substring(1, text.length() - 1));
        }
        if (text.indexOf(':') >= 0) {
            return v6(text);
        }
        long bits = v4(text);
        return bits < 0 ? null : IpAddress.v4((int) bits);
    }

    /** The 32 bits, or -1. Four parts and no octal: {@code 010.1} has meant different things to different programs. */
    private static long v4(String text) {
        long bits = 0;
        int parts = 0;
        for (int from = 0; from <= text.length(); ) {
            int dot = text.indexOf('.', from);
            int to = dot < 0 ? text.length() : dot;
            int part = number(text, from, to, 3, 10);
            if (part < 0 || part > 255 || (to - from > 1 && text.charAt(from) == '0')) {
                return -1;
            }
            bits = (bits << 8) | part;
            parts++;
            from = to + 1;
        }
        return parts == 4 ? bits : -1;
    }

    private static @Nullable IpAddress v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] all = groups(text, true);
            return all == null || all.length != 8 ? null : join(all, new int[0]);
        }
        int[] head = groups(text.substring(0, gap), false);
        int[] tail = groups(text.substring(gap + 2), true);
        if (head == null || tail == null || head.length + tail.length > 7) {
            return null;
        }
        return join(head, tail);
    }

    private static IpAddress join(int[] head, int[] tail) {
        int[] group = new int[8];
        System.arraycopy(head, 0, group, 0, head.length);
        System.arraycopy(tail, 0, group, 8 - tail.length, tail.length);
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = (high << 16) | group[i];
            low = (low << 16) | group[i + 4];
        }
        return IpAddress.v6(high, low);
    }

    /** Groups of 16 bits between single colons, the last two possibly as dotted decimal; null if malformed. */
    private static int @Nullable [] groups(String text, boolean mayEndDotted) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        boolean dotted = mayEndDotted && parts[parts.length - 1].indexOf('.') >= 0;
        int[] group = new int[parts.length + (dotted ? 1 : 0)];
        for (int i = 0; i < parts.length; i++) {
            if (dotted && i == parts.length - 1) {
                long bits = v4(parts[i]);
                if (bits < 0) {
                    return null;
                }
                group[i] = (int) (bits >>> 16);
                group[i + 1] = (int) bits & 0xffff;
            } else {
                group[i] = number(parts[i], 0, parts[i].length(), 4, 16);
                if (group[i] < 0) {
                    return null;
                }
            }
        }
        return group;
    }

    private static int number(String text, int from, int to, int mostDigits, int radix) {
        if (to == from || to - from > mostDigits) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }
}
