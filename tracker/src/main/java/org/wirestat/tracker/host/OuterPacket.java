package org.wirestat.tracker.host;

import java.nio.ByteBuffer;

/**
 * The outermost IP packet of a frame, found without walking into tunnels. A carrier that is used again and again; the
 * bytes that it points into are the caller's.
 */
final class OuterPacket {

    static final int ICMP = 1;
    static final int IGMP = 2;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int ICMPV6 = 58;

    private static final int ETHERNET = 1;
    private static final int RAW = 101;
    private static final int LINUX_SLL = 113;
    private static final int IPV4_ONLY = 228;
    private static final int IPV6_ONLY = 229;
    private static final int LINUX_SLL2 = 276;

    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int ETHERTYPE_IPV6 = 0x86dd;
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

    /** Whether the frame holds an IP packet with a whole header. */
    boolean read(int linkType, ByteBuffer bytes, int offset, int capturedLength) {
        int limit = offset + capturedLength;
        sourceMac = Host.NO_MAC;
        int at = ipAt(linkType, bytes, offset, limit);
        if (at < 0 || at >= limit) {
            return false;
        }
        version = (bytes.get(at) & 0xf0) >>> 4;
        return version == 4 ? readV4(bytes, at, limit) : version == 6 && readV6(bytes, at, limit);
    }

    private int ipAt(int linkType, ByteBuffer bytes, int offset, int limit) {
        return switch (linkType) {
            case ETHERNET -> {
                if (limit - offset < 14) {
                    yield -1;
                }
                long mac = bytes.getLong(offset + 6) >>> 16;
                sourceMac = (mac & 0x0100_0000_0000L) == 0 ? mac : Host.NO_MAC;
                yield typed(bytes, offset + 12, limit);
            }
            case LINUX_SLL -> limit - offset < 16 ? -1 : typed(bytes, offset + 14, limit);
            case LINUX_SLL2 -> limit - offset >= 20 && isIp(bytes.getShort(offset) & 0xffff) ? offset + 20 : -1;
            case RAW, IPV4_ONLY, IPV6_ONLY -> offset;
            default -> -1;
        };
    }

    private static boolean isIp(int type) {
        return type == ETHERTYPE_IPV4 || type == ETHERTYPE_IPV6;
    }

    /** Over VLAN tags to an EtherType of IP. */
    private static int typed(ByteBuffer bytes, int typeAt, int limit) {
        for (int at = typeAt; at + 2 <= limit && at <= typeAt + 8; at += 4) {
            int type = bytes.getShort(at) & 0xffff;
            if (isIp(type)) {
                return at + 2;
            }
            if (type != 0x8100 && type != 0x88a8 && type != 0x9100) {
                return -1;
            }
        }
        return -1;
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
