package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Encapsulation;
import org.wirestat.tracker.wire.encap.Layer;

/**
 * From the bytes of one frame to one segment. Each layer checks its own length, takes what it knows and says what comes
 * next; the walk ends at a transport header, or at the reason why there is none. For one thread.
 */
public final class FrameDecoder {

    /** Steps of one walk. Four tunnels, each with its tags, take fewer; more are hostile. */
    private static final int MAX_STEPS = 32;

    /** IP packets in IP packets: the outermost, and four tunnels (case 134). */
    private static final int MAX_PACKETS = 5;

    private final Cursor cursor = new Cursor();

    /** The innermost datagram that seems to carry a tunnel. */
    private final Segment carrier = new Segment();

    private boolean hasCarrier;
    private final Neighbours neighbours;

    /** One that tells nobody of neighbours. */
    public FrameDecoder() {
        this((ipVersion, high, low) -> {});
    }

    public FrameDecoder(NeighbourListener neighbours) {
        this.neighbours = new Neighbours(neighbours);
    }

    /**
     * Decodes a frame.
     *
     * @param linkType LINKTYPE_ number as registered at tcpdump.org
     * @param timestampNs nanoseconds since 1970
     * @param wireLength bytes that the frame had on the wire
     * @param bytes big-endian memory that holds the frame; read during this call only
     * @param offset index of its first byte
     * @param capturedLength bytes of it that are there
     * @param into filled if the answer is {@link Discard#NONE}; undefined otherwise
     */
    public Discard decode(
            int linkType,
            long timestampNs,
            int wireLength,
            ByteBuffer bytes,
            int offset,
            int capturedLength,
            Segment into) {
        into.timestampNs = timestampNs;
        into.frameLength = wireLength;
        if (linkType == LinkType.ETHERNET) {
            Discard verdict = decodeCommon(bytes, offset, capturedLength, into);
            if (verdict != null) {
                return verdict;
            }
        }
        cursor.start(offset, capturedLength, wireLength);
        return walk(LinkType.first(linkType, cursor), bytes, into);
    }

    /**
     * The straight way, for frames as nearly all are: Ethernet, at most one tag, an IP header without options that is no
     * fragment, TCP or UDP. Null for any other, which the walk then takes from its start; it would lead to the same for
     * these too, with more stores on its way (FrameDecoderSpeed).
     */
    private static @Nullable Discard decodeCommon(ByteBuffer bytes, int offset, int capturedLength, Segment into) {
        int at = offset + Ethernet.HEADER_LENGTH;
        int end = offset + capturedLength;
        if (capturedLength < Ethernet.HEADER_LENGTH + EtherType.TAG_LENGTH) {
            return null;
        }
        int type = bytes.getShort(offset + Ethernet.TYPE) & 0xffff;
        if (type == EtherType.VLAN) {
            type = bytes.getShort(at + EtherType.TYPE_IN_TAG) & 0xffff;
            at += EtherType.TAG_LENGTH;
        }
        int ipAt = at;
        int protocol;
        int length;
        if (type == EtherType.IPV4 && end - at >= Ipv4.MIN_HEADER_LENGTH) {
            long versionToFragment = bytes.getLong(at + Ipv4.VERSION_TO_FRAGMENT);
            long ttlToSource = bytes.getLong(at + Ipv4.TTL_TO_SOURCE);
            length = Ipv4.length(versionToFragment);
            if (versionToFragment >>> 56 != Ipv4.VERSION_AND_MIN_LENGTH
                    || (versionToFragment & (Ipv4.MORE_FRAGMENTS | Ipv4.FRAGMENT_OFFSET)) != 0
                    || length < Ipv4.MIN_HEADER_LENGTH) {
                return null;
            }
            Ipv4.take(versionToFragment, ttlToSource, bytes.getInt(at + Ipv4.DESTINATION), length, into);
            protocol = Ipv4.protocol(ttlToSource);
            at += Ipv4.MIN_HEADER_LENGTH;
        } else if (type == EtherType.IPV6 && end - at >= Ipv6.HEADER_LENGTH) {
            long versionToHopLimit = bytes.getLong(at + Ipv6.VERSION_TO_HOP_LIMIT);
            length = Ipv6.HEADER_LENGTH + Ipv6.payloadLength(versionToHopLimit);
            if (versionToHopLimit >>> 60 != 6 || length == Ipv6.HEADER_LENGTH) {
                return null;
            }
            Ipv6.take(bytes, at, length, versionToHopLimit, into);
            protocol = Ipv6.nextHeader(versionToHopLimit);
            at += Ipv6.HEADER_LENGTH;
        } else {
            return null;
        }
        int wireEnd = ipAt + length;
        boolean isWhole = end - wireEnd >= 0;
        if (isWhole) {
            end = wireEnd;
        }
        into.space = 0;
        into.clearChecksum();
        if (protocol == IpProtocol.TCP) {
            Discard verdict = Tcp.decode(bytes, at, end, wireEnd, into);
            if (isWhole && into.isControl() && verdict == Discard.NONE) {
                into.checksum = TcpChecksum.judge(bytes, ipAt, at, wireEnd - at, false, into);
            }
            return verdict;
        }
        if (protocol != IpProtocol.UDP) {
            return null;
        }
        Discard verdict = Udp.decode(bytes, at, end, wireEnd, into);
        return Encapsulation.ofPorts(into.sourcePort, into.destinationPort) == Layer.STOP ? verdict : null;
    }

    private Discard walk(Layer first, ByteBuffer bytes, Segment into) {
        Layer next = first;
        hasCarrier = false;
        for (int steps = 0; steps < MAX_STEPS && cursor.packets <= MAX_PACKETS; steps++) {
            switch (next) {
                case STOP -> {
                    return verdict(into);
                }
                case TCP -> next = tcp(bytes, into);
                case UDP -> next = udp(bytes, into);
                case ARP -> next = neighbours.arp(bytes, cursor);
                case ICMPV6 -> next = neighbours.icmpv6(bytes, cursor, into);
                case IPV4 -> next = Ipv4.open(bytes, cursor, into);
                case IPV6 -> next = Ipv6.open(bytes, cursor, into);
                case IP -> next = version(bytes);
                case IP_PROTOCOL -> next = ExtensionHeaders.open(cursor.type, bytes, cursor, into);
                case ETHERNET -> next = Ethernet.open(bytes, cursor);
                case ETHERTYPE -> next = EtherType.open(bytes, cursor);
                case LLC -> next = Llc.open(bytes, cursor);
                case COOKED -> next = LinuxCooked.open(bytes, cursor);
                case COOKED_2 -> next = LinuxCooked.openVersion2(bytes, cursor);
                case LOOPBACK -> next = Loopback.open(bytes, cursor);
                case SNAP -> next = Llc.openSnap(bytes, cursor);
                case LINK -> next = LinkType.first(cursor.type, cursor);
                default -> next = Encapsulation.open(next, bytes, cursor);
            }
        }
        return Discard.TOO_DEEP;
    }

    private Layer tcp(ByteBuffer bytes, Segment into) {
        into.space = cursor.space;
        into.clearChecksum();
        Discard verdict = Tcp.decode(bytes, cursor.at, cursor.end, cursor.wireEnd, into);
        if (verdict == Discard.NONE && into.isControl() && cursor.end == cursor.wireEnd && !cursor.isFragment) {
            into.checksum = TcpChecksum.judge(
                    bytes, cursor.ipAt, cursor.at, cursor.wireEnd - cursor.at, cursor.isLengthPresumed, into);
        }
        return cursor.stop(ofFragment(verdict));
    }

    /** A datagram, which may turn out to be a carrier: then it is kept aside until what it carries has proved sound. */
    private Layer udp(ByteBuffer bytes, Segment into) {
        into.space = cursor.space;
        into.clearChecksum();
        Discard verdict = Udp.decode(bytes, cursor.at, cursor.end, cursor.wireEnd, into);
        if (verdict != Discard.NONE) {
            return cursor.stop(ofFragment(verdict));
        }
        Layer inner = Encapsulation.ofPorts(into.sourcePort, into.destinationPort);
        if (inner == Layer.STOP) {
            return cursor.stop(Discard.NONE);
        }
        carrier.copy(into);
        hasCarrier = true;
        cursor.path = Long.hashCode(into.sourceHigh)
                + Long.hashCode(into.sourceLow)
                + Long.hashCode(into.destinationHigh)
                + Long.hashCode(into.destinationLow);
        cursor.at += Udp.HEADER_LENGTH;
        cursor.limit(into.payloadLength);
        return inner;
    }

    /** The walk has ended. A datagram that only looked like a carrier by its port stands for itself. */
    private Discard verdict(Segment into) {
        if (cursor.verdict() == Discard.MALFORMED && hasCarrier) {
            into.copy(carrier);
            return Discard.NONE;
        }
        return cursor.verdict();
    }

    /** A first fragment too small for its header is no fault of the header: RFC 3128. */
    private Discard ofFragment(Discard verdict) {
        return verdict == Discard.MALFORMED && cursor.isFragment ? Discard.FRAGMENT : verdict;
    }

    private Layer version(ByteBuffer bytes) {
        if (!cursor.has(1)) {
            return cursor.lacks(1);
        }
        return switch (bytes.get(cursor.at) >>> 4) {
            case 4 -> Layer.IPV4;
            case 6 -> Layer.IPV6;
            default -> cursor.stop(Discard.NOT_IP);
        };
    }
}
