package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Encapsulation;
import org.wirestat.tracker.wire.encap.Layer;

/**
 * Walks through the layers of a frame, whatever they are. Each layer checks its own length, takes what it knows and says
 * what comes next; the walk ends at a transport header, or at the reason why there is none.
 */
final class LayerWalk {

    /** Steps of one walk. Four tunnels, each with its tags, take fewer; more are hostile. */
    private static final int MAX_STEPS = 32;

    /** IP packets in IP packets: the outermost, and four tunnels (case 134). */
    private static final int MAX_PACKETS = 5;

    private final Demands demands;
    private final Neighbours neighbours;
    private final Icmp icmp;
    private final Cursor cursor = new Cursor();
    private final Fragments fragments = new Fragments();
    private final long[] opened = new long[Layer.values().length];
    private final WalkedPackets packets = new WalkedPackets(MAX_PACKETS + 1);

    /** What the last walk ended in: the frame, or a packet put together; to be used only by the call that walks. */
    private ByteBuffer walked = ByteBuffer.allocate(0);

    /** Index after the last byte on the wire of what the innermost IP packet came in: the frame, or a tunnel's payload. */
    private int roomEnd;

    /** Whether the packet, or one that carries it, came in fragments, of which little is kept. */
    private boolean cameInFragments;

    LayerWalk(Demands demands, NeighbourListener neighbours) {
        this.demands = demands;
        this.neighbours = new Neighbours(neighbours);
        icmp = new Icmp(demands.mindsChecksums);
    }

    /**
     * Walks through a frame; arguments as for {@link FrameDecoder#decode}.
     *
     * @param into its time is known, all else is filled
     */
    Discard walk(int linkType, int wireLength, ByteBuffer bytes, int offset, int capturedLength, Segment into) {
        cursor.start(offset, capturedLength, wireLength);
        return walk(LinkType.first(linkType, cursor), bytes, into);
    }

    /** The IP packets of the frame that was walked through just now. */
    WalkedPackets packets() {
        return packets;
    }

    /** Where in the last frame another one stands that came with it, or {@link Cursor#NOWHERE}. */
    int restAt() {
        return cursor.restAt;
    }

    /** Bytes that that one had on the wire. */
    int restWireLength() {
        return cursor.restWireEnd - cursor.restAt;
    }

    /** Hands on, one after the other, the frames behind the first packet of the last frame; each is to be walked through here. */
    void passRest(long timestampNs, ByteBuffer bytes, FrameTaker taker) {
        while (cursor.restAt != Cursor.NOWHERE) {
            int at = cursor.restAt;
            taker.take(LinkType.WLAN_SUBFRAME, timestampNs, restWireLength(), bytes, at, cursor.restEnd - at);
        }
    }

    /** The TCP header of the frame that was walked through just now, as {@link FrameDecoder#tcpHeader} hands it on. */
    ByteBuffer tcpHeader() {
        byte[] header = new byte[Tcp.headerLength(walked, cursor.at, cursor.end)];
        walked.get(cursor.at, header);
        return ByteBuffer.wrap(header).asReadOnlyBuffer();
    }

    /** Times that each kind of tag, tunnel or mirror carrier was opened, by its name; only those that were. */
    SortedMap<String, Long> wrappers() {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Layer layer : Layer.values()) {
            if (opened[layer.ordinal()] > 0) {
                counts.merge(layer.words(), opened[layer.ordinal()], Long::sum);
            }
        }
        return counts;
    }

    private Discard walk(Layer first, ByteBuffer frame, Segment into) {
        Layer next = first;
        ByteBuffer bytes = frame;
        into.clearLayers();
        packets.clear();
        roomEnd = cursor.wireEnd;
        cameInFragments = false;
        for (int steps = 0; steps < MAX_STEPS && cursor.packets <= MAX_PACKETS; steps++) {
            switch (next) {
                case STOP -> {
                    walked = bytes;
                    if (cursor.verdict() == Discard.NONE) {
                        demands.lendPayload(bytes, cursor.at, cursor.end, into);
                    }
                    return verdict(into);
                }
                case TCP -> next = tcp(bytes, into);
                case UDP -> next = udp(bytes, into);
                case ICMP -> next = icmp.open(bytes, cursor, into);
                case ICMPV6 -> {
                    neighbours.icmpv6(bytes, cursor, into);
                    next = icmp.open(bytes, cursor, into);
                }
                case FRAGMENT -> {
                    next = fragments.open(bytes, cursor, into);
                    bytes = cursor.isReassembled ? fragments.bytes() : bytes;
                    cameInFragments |= cursor.isReassembled;
                }
                case PORTS -> next = IpProtocol.takePorts(bytes, cursor, into);
                case ARP -> next = neighbours.arp(bytes, cursor);
                case IPV4 -> {
                    leavesCarrier(into);
                    packets.note(bytes, cursor);
                    next = fitting(Ipv4.open(bytes, cursor, into));
                    packets.keep(cursor.packets);
                    if (demands.mindsChecksums && next != Layer.STOP && !Ipv4.hasSoundChecksum(bytes, cursor.ipAt)) {
                        next = cursor.stop(Discard.BAD_HEADER_CHECKSUM);
                    }
                }
                case IPV6 -> {
                    leavesCarrier(into);
                    packets.note(bytes, cursor);
                    next = fitting(Ipv6.open(bytes, cursor, into));
                    packets.keep(cursor.packets);
                }
                case IP -> next = version(bytes);
                case IP_PROTOCOL -> next = ExtensionHeaders.open(cursor.type, bytes, cursor, into);
                case ETHERNET -> {
                    leavesCarrier(into);
                    next = Ethernet.open(bytes, cursor);
                }
                case ETHERTYPE -> next = EtherType.open(bytes, cursor);
                case LLC -> next = Llc.open(bytes, cursor);
                case COOKED -> next = LinuxCooked.open(bytes, cursor);
                case COOKED_2 -> next = LinuxCooked.openVersion2(bytes, cursor);
                case LOOPBACK -> next = Loopback.open(bytes, cursor);
                case SNAP -> next = Llc.openSnap(bytes, cursor);
                case LINK -> next = LinkType.first(cursor.type, cursor);
                default -> {
                    opened[next.ordinal()]++;
                    next = Encapsulation.open(next, bytes, cursor);
                }
            }
        }
        return Discard.TOO_DEEP;
    }

    /** Refuses, where lengths matter, a packet that is longer than what it came in, frame or tunnel. */
    private Layer fitting(Layer next) {
        boolean isTooLong = demands.mindsLengths && next != Layer.STOP && cursor.wireEnd - roomEnd > 0;
        return isTooLong ? cursor.stop(Discard.MALFORMED) : next;
    }

    private Layer tcp(ByteBuffer bytes, Segment into) {
        into.clearChecksum();
        Discard verdict = Tcp.decode(bytes, cursor.at, cursor.end, cursor.wireEnd, into);
        if (verdict == Discard.NONE && (demands.mindsChecksums || into.isControl()) && cursor.end == cursor.wireEnd) {
            into.checksum = TcpChecksum.judge(
                    bytes, cursor.ipAt, cursor.at, cursor.wireEnd - cursor.at, cursor.isLengthPresumed, into);
        }
        if (cameInFragments) {
            into.capturedPayload = into.payloadLength; // it was there, though nothing was kept of it
        }
        return cursor.stop(ofKept(verdict));
    }

    /** A datagram, which may turn out to be a carrier: then it is kept aside until what it carries has proved sound. */
    private Layer udp(ByteBuffer bytes, Segment into) {
        into.clearChecksum();
        Discard verdict = Udp.decode(bytes, cursor.at, cursor.end, cursor.wireEnd, into);
        if (verdict != Discard.NONE) {
            return cursor.stop(ofKept(verdict));
        }
        if (demands.mindsChecksums && cursor.end == cursor.wireEnd) {
            into.checksum = UdpChecksum.judge(bytes, cursor.at, cursor.wireEnd - cursor.at, into);
        }
        Layer inner = demands.inner(bytes, cursor.at, cursor.end, into);
        if (inner == Layer.STOP) {
            return cursor.stop(Discard.NONE);
        }
        leavesCarrier(into);
        cursor.path = Long.hashCode(into.sourceHigh)
                + Long.hashCode(into.sourceLow)
                + Long.hashCode(into.destinationHigh)
                + Long.hashCode(into.destinationLow);
        cursor.at += Udp.HEADER_LENGTH;
        cursor.limit(into.payloadLength);
        roomEnd = cursor.wireEnd;
        return inner;
    }

    /** If there was an IP packet, and nothing was around it yet but its carriers, it is a carrier too. */
    private void leavesCarrier(Segment into) {
        if (into.carriers() < cursor.packets) {
            takeSurroundings(into);
            into.becomesCarrier();
            cursor.leavesLink();
            roomEnd = cursor.wireEnd;
        }
    }

    private void takeSurroundings(Segment into) {
        into.space = cursor.space + demands.vlanSpace(cursor.vlan, cursor.innerVlan);
        into.isLengthPresumed = cursor.isLengthPresumed;
        into.vlans(cursor.vlan, cursor.innerVlan);
        into.destinationMac = demands.takesAddresses ? cursor.destinationMac : 0;
        into.sourceMac = demands.takesAddresses ? cursor.sourceMac : 0;
    }

    /** The walk has ended. A datagram that only looked like a carrier by its port stands for itself. */
    private Discard verdict(Segment into) {
        if (cursor.verdict() == Discard.MALFORMED) {
            for (int i = into.carriers() - 1; i >= 0; i--) {
                if (into.carrier(i).protocol == Segment.UDP) {
                    into.returnsTo(i);
                    return Discard.NONE;
                }
            }
        } else if (cursor.verdict() == Discard.NONE) {
            takeSurroundings(into);
        }
        return cursor.verdict();
    }

    /** What is missing of a packet that came in fragments was not kept, or stood outside of its first one. */
    private Discard ofKept(Discard verdict) {
        return verdict == Discard.TRUNCATED && cursor.isReassembled ? Discard.FRAGMENT : verdict;
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
