package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/** What ARP (RFC 826) and IPv6 neighbour discovery (RFC 4861) say of who stands on the segment. */
final class Neighbours {

    private static final int ARP_HEADER_LENGTH = 8;
    private static final int ARP_PROTOCOL = 2;
    private static final int ARP_HARDWARE_LENGTH = 4;
    private static final int ARP_PROTOCOL_LENGTH = 5;
    private static final int ARP_OPERATION = 6;
    private static final int ARP_REQUEST = 1;
    private static final int ARP_REPLY = 2;
    private static final int IPV4_LENGTH = 4;

    private static final int SOLICITATION = 135; // RFC 4861 §4.3
    private static final int ADVERTISEMENT = 136; // RFC 4861 §4.4
    private static final int TARGET = 8;
    private static final int MESSAGE_LENGTH = 24;

    /** RFC 4861 §7.1: no router has forwarded it, so it comes from this very link. */
    private static final int HOP_LIMIT = 255;

    private final NeighbourListener listener;

    Neighbours(NeighbourListener listener) {
        this.listener = listener;
    }

    /** The sender of a request or reply, as it calls itself. */
    Layer arp(ByteBuffer bytes, Cursor cursor) {
        int at = cursor.at;
        if (!cursor.has(ARP_HEADER_LENGTH)) {
            return cursor.lacks(ARP_HEADER_LENGTH);
        }
        int hardwareLength = bytes.get(at + ARP_HARDWARE_LENGTH) & 0xff;
        int operation = bytes.getShort(at + ARP_OPERATION);
        if ((bytes.getShort(at + ARP_PROTOCOL) & 0xffff) == EtherType.IPV4
                && bytes.get(at + ARP_PROTOCOL_LENGTH) == IPV4_LENGTH
                && (operation == ARP_REQUEST || operation == ARP_REPLY)
                && cursor.has(ARP_HEADER_LENGTH + 2 * (hardwareLength + IPV4_LENGTH))) {
            int address = bytes.getInt(at + ARP_HEADER_LENGTH + hardwareLength);
            if (isHost(address)) {
                listener.onNeighbour(4, 0, address & 0xffff_ffffL);
            }
        }
        return cursor.stop(Discard.NOT_IP);
    }

    /** The sender of a solicitation, the target of an advertisement. */
    void icmpv6(ByteBuffer bytes, Cursor cursor, Segment packet) {
        int at = cursor.at;
        if (cursor.has(MESSAGE_LENGTH) && packet.hopLimit == HOP_LIMIT && bytes.get(at + 1) == 0) {
            int type = bytes.get(at) & 0xff;
            if (type == SOLICITATION) {
                tell(packet.sourceHigh, packet.sourceLow);
            } else if (type == ADVERTISEMENT) {
                tell(bytes.getLong(at + TARGET), bytes.getLong(at + TARGET + 8));
            }
        }
    }

    /** Who asks from :: only tries whether an address is free (RFC 4862 §5.4.2). */
    private void tell(long high, long low) {
        boolean isMulticast = high >>> 56 == 0xff;
        boolean isUnspecifiedOrLoopback = high == 0 && low >>> 1 == 0;
        if (!isMulticast && !isUnspecifiedOrLoopback) {
            listener.onNeighbour(6, high, low);
        }
    }

    /** Not 0.0.0.0/8, from which a host asks whether an address is free (RFC 5227 §2.1.1), nor loopback, nor a group. */
    private static boolean isHost(int address) {
        int first = address >>> 24;
        return first != 0 && first != 127 && first < 224;
    }
}
