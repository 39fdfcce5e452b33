package org.wirestat.tracker.host;

import java.nio.ByteBuffer;

/**
 * An IP packet of a frame, for those who count packets. A window that is used again and again; the bytes that it points into
 * are the caller's.
 */
final class IpPacket {

    static final int ICMP = 1;
    static final int IGMP = 2;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int ICMPV6 = 58;

    private static final int IPV6_HEADER = 40;
    private static final int MOST_EXTENSIONS = 8;

    /** 48 bits, or {@link Host#NO_MAC} where the link has none. */
    long sourceMac;

    /** 4 or 6. */
    int version;

    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;

    /** IANA protocol number of the transport. */
    int protocol;

    /** Index of the first byte of the transport header. */
    int transportAt;

    /** Index after the last byte of the packet that was captured. */
    int end;

    /** Whether it is a fragment other than the first, which has no transport header. */
    boolean isLaterFragment;

    /**
     * Takes a packet.
     *
     * @param at index of its first byte
     * @param limit index after the last byte that is there of what it came in
     * @param mac of the sender of what it came in, 48 bits; 0 for none
     * @return whether it has a whole header
     */
    boolean read(ByteBuffer bytes, int at, int limit, long mac) {
        boolean isGroup = (mac & 0x0100_0000_0000L) != 0;
        sourceMac = mac == 0 || isGroup ? Host.NO_MAC : mac;
        if (limit - at <= 0) {
            return false;
        }
        version = (bytes.get(at) & 0xf0) >>> 4;
        return version == 4 ? readV4(bytes, at, limit) : version == 6 && readV6(bytes, at, limit);
    }

    private boolean readV4(ByteBuffer bytes, int at, int limit) {
        int header = (bytes.get(at) & 0xf) * 4;
        if (header < 20 || limit - at < header) {
            return false;
        }
        int length = bytes.getShort(at + 2) & 0xffff;
        sourceHigh = 0;
        sourceLow = bytes.getInt(at + 12) & 0xffff_ffffL;
        destinationHigh = 0;
        destinationLow = bytes.getInt(at + 16) & 0xffff_ffffL;
        protocol = bytes.get(at + 9) & 0xff;
        transportAt = at + header;
        end = length >= header ? Math.min(limit, at + length) : limit;
        isLaterFragment = (bytes.getShort(at + 6) & 0x1fff) != 0;
        return true;
    }

    private boolean readV6(ByteBuffer bytes, int at, int limit) {
        if (limit - at < IPV6_HEADER) {
            return false;
        }
        sourceHigh = bytes.getLong(at + 8);
        sourceLow = bytes.getLong(at + 16);
        destinationHigh = bytes.getLong(at + 24);
        destinationLow = bytes.getLong(at + 32);
        protocol = bytes.get(at + 6) & 0xff;
        transportAt = at + IPV6_HEADER;
        int length = bytes.getShort(at + 4) & 0xffff;
        end = length > 0 ? Math.min(limit, transportAt + length) : limit;
        isLaterFragment = false;
        for (int i = 0; i < MOST_EXTENSIONS && isExtension(protocol) && transportAt + 8 <= end; i++) {
            boolean isFragment = protocol == 44;
            int extension = isFragment ? 8 : 8 * ((bytes.get(transportAt + 1) & 0xff) + 1);
            isLaterFragment |= isFragment && (bytes.getShort(transportAt + 2) & 0xfff8) != 0;
            protocol = bytes.get(transportAt) & 0xff;
            transportAt += extension;
        }
        return true;
    }

    /** Hop-by-hop options, routing, fragment, destination options. */
    private static boolean isExtension(int protocol) {
        return protocol == 0 || protocol == 43 || protocol == 44 || protocol == 60;
    }

    /** Whether so many bytes of the transport are there. */
    boolean has(int bytes) {
        return end - transportAt >= bytes;
    }
}
