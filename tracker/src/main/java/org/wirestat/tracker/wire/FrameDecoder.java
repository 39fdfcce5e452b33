package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.Frames;
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

    /** Ethernet, a tag, IPv4. */
    private static final int MIN_COMMON_LENGTH = Ethernet.HEADER_LENGTH + EtherType.TAG_LENGTH + Ipv4.MIN_HEADER_LENGTH;

    private static final int NOT_COMMON = -1;

    /** More than there are VLANs. */
    private static final int INNER_VLAN_FACTOR = (1 << 12) + 1;

    /** Link type of what follows the first packet of a frame. */
    public static final int REST = LinkType.WLAN_SUBFRAME;

    private final Cursor cursor = new Cursor();

    private int reached;
    private int restAt = Cursor.NOWHERE;

    private final Icmp icmp;

    /** What the last walk ended in: the frame, or a packet put together; to be used only by the call that walks. */
    private ByteBuffer walked = ByteBuffer.allocate(0);

    private final Fragments fragments = new Fragments();
    private final SingleFrame single = new SingleFrame();
    private final Segment[] singleInto = new Segment[1];
    private final DiscardListener singleDiscards = (why, timestampNs) -> latestDiscard = why;
    private int told;
    private int toldBefore;
    private Discard latestDiscard = Discard.NONE;
    private final long[] opened = new long[Layer.values().length];
    private final Neighbours neighbours;
    private final boolean takesAddresses;
    private final boolean mindsLengths;
    private final boolean mindsChecksums;

    /** Index after the last byte on the wire of what the innermost IP packet came in: the frame, or a tunnel's payload. */
    private int roomEnd;

    private @Nullable PayloadListener payloads;

    /** All bits set if VLANs are address spaces of their own; else 0. */
    private int vlanMask;

    /** Whether the packet, or one that carries it, came in fragments, of which little is kept. */
    private boolean cameInFragments;

    /** One that tells nobody of neighbours, and takes no link addresses. */
    public FrameDecoder() {
        this((ipVersion, high, low) -> {}, false);
    }

    /** @param takesAddresses whether somebody wants {@link Segment#sourceMac} and {@link Segment#destinationMac} */
    public FrameDecoder(NeighbourListener neighbours, boolean takesAddresses) {
        this(neighbours, takesAddresses, Scrutiny.CONTROL);
    }

    public FrameDecoder(NeighbourListener neighbours, boolean takesAddresses, Scrutiny scrutiny) {
        this.neighbours = new Neighbours(neighbours);
        this.takesAddresses = takesAddresses;
        mindsLengths = scrutiny.minds(Scrutiny.LENGTHS);
        mindsChecksums = scrutiny.minds(Scrutiny.CHECKSUMS);
        icmp = new Icmp(mindsChecksums);
    }

    /** From now on payloads are lent to this listener, if it wants them. */
    public void lendPayloads(PayloadListener listener) {
        payloads = listener;
    }

    /** From now on each VLAN is an address space of its own, and so {@link Segment#space} tells it from others. */
    public void separateVlans() {
        vlanMask = -1;
    }

    /**
     * Decodes a frame. Whatever its bytes are, a verdict is the answer; an exception is a defect of ours.
     *
     * @param linkType LINKTYPE_ number as registered at tcpdump.org
     * @param timestampNs nanoseconds since 1970
     * @param wireLength bytes that the frame had on the wire
     * @param bytes big-endian memory that holds the frame; read during this call only
     * @param offset index of its first byte
     * @param capturedLength bytes of it that are there
     * @param into filled if the answer is {@link Discard#NONE}; undefined otherwise, but for its carriers
     */
    public Discard decode(
            int linkType,
            long timestampNs,
            int wireLength,
            ByteBuffer bytes,
            int offset,
            int capturedLength,
            Segment into) {
        single.put(linkType, timestampNs, wireLength, bytes, offset, capturedLength);
        singleInto[0] = into;
        told = 0;
        toldBefore = 0;
        return decodeRow(single, 0, 1, singleInto, singleDiscards) == 1 ? Discard.NONE : latestDiscard;
    }

    /**
     * Decodes frames in a row, for half the cost of as many calls. A frame that brings us to fall is counted under
     * {@link Discard#DEFECT}, and the next one is read.
     *
     * @param from the first frame
     * @param to the frame after the last one
     * @param into filled from 0 on with the segments, one a frame that gives one; room for all
     * @param discards hears of the other frames, before those after them are decoded
     * @return number of segments of the frames up to {@link #reached}: a frame of several packets ends the row
     */
    public int decode(Frames frames, int from, int to, Segment[] into, DiscardListener discards) {
        told = 0;
        toldBefore = 0;
        try {
            return decodeRow(frames, from, to, into, discards);
        } catch (RuntimeException e) {
            toldBefore = told;
            told = 0;
            return decodeEach(frames, from, to, into, discards);
        }
    }

    /** Somewhere in this row is a frame that brings us to fall: it alone is left out. */
    private int decodeEach(Frames frames, int from, int to, Segment[] into, DiscardListener discards) {
        int filled = 0;
        for (int i = from; i < to; i++) {
            singleInto[0] = into[filled];
            try {
                filled += decodeRow(frames, i, i + 1, singleInto, discards);
                if (hasRest()) {
                    return filled;
                }
            } catch (RuntimeException e) {
                tell(discards, Discard.DEFECT, frames.timestampNs(i));
            }
        }
        reached = to;
        return filled;
    }

    /** The frame after the last one that {@link #decode} has taken. */
    public int reached() {
        return reached;
    }

    /**
     * Whether more packets stand behind the one of the last frame, which is the last of its row then. They are a frame of
     * their own: of link type {@link #REST}, in the same memory.
     */
    public boolean hasRest() {
        return restAt != Cursor.NOWHERE;
    }

    /** Index of the first byte of that frame. */
    public int restAt() {
        return restAt;
    }

    /** Bytes that it had on the wire. */
    public int restWireLength() {
        return cursor.restWireEnd - restAt;
    }

    /** Bytes of it that are there. */
    public int restCapturedLength() {
        return cursor.restEnd - restAt;
    }

    /** Tells of a frame that gives no segment, unless that was told before the row had to be begun again. */
    private void tell(DiscardListener discards, Discard why, long timestampNs) {
        if (++told > toldBefore) {
            discards.onDiscard(why, timestampNs);
        }
    }

    private int decodeRow(Frames frames, int from, int to, Segment[] into, DiscardListener discards) {
        ByteBuffer bytes = frames.bytes();
        int filled = 0;
        restAt = Cursor.NOWHERE;
        // One flat loop: with its body in a method of its own, too big to be inlined, a frame takes 29 ns and not 18
        // (FrameDecoderSpeed, IPv4 and TCP without options).
        for (int i = from; i < to; i++) {
            Segment segment = into[filled];
            int offset = frames.offset(i);
            int capturedLength = frames.capturedLength(i);
            int wireLength = frames.wireLength(i);
            segment.timestampNs = frames.timestampNs(i);
            segment.frameLength = wireLength;
            Discard verdict = null;

            // The straight way, for frames as nearly all are: Ethernet, at most one tag, an IP header without options
            // that is no fragment, TCP or UDP. The walk, which takes all others, would lead to the same.
            if (frames.linkType(i) == LinkType.ETHERNET && capturedLength >= MIN_COMMON_LENGTH) {
                int ipAt = offset + Ethernet.HEADER_LENGTH;
                int end = offset + capturedLength;
                int type = bytes.getShort(offset + Ethernet.TYPE) & 0xffff;
                int vlan = Segment.NO_VLAN;
                if (type == EtherType.VLAN) {
                    int tag = bytes.getInt(ipAt);
                    vlan = tag >>> 16 & EtherType.VLAN_MASK;
                    type = tag & 0xffff;
                    ipAt += EtherType.TAG_LENGTH;
                }
                segment.vlan(vlan);
                segment.clearLayers();
                if (takesAddresses) {
                    segment.destinationMac = bytes.getLong(offset) >>> 16;
                    segment.sourceMac = bytes.getLong(offset + Ethernet.SOURCE_TO_TYPE) >>> 16;
                }
                int at = ipAt;
                int length = 0;
                int protocol = NOT_COMMON;
                if (type == EtherType.IPV4) {
                    long versionToFragment = bytes.getLong(ipAt + Ipv4.VERSION_TO_FRAGMENT);
                    long ttlToSource = bytes.getLong(ipAt + Ipv4.TTL_TO_SOURCE);
                    length = Ipv4.length(versionToFragment);
                    if (Ipv4.isPlain(versionToFragment) && length >= Ipv4.MIN_HEADER_LENGTH) {
                        int destination = bytes.getInt(ipAt + Ipv4.DESTINATION);
                        Ipv4.take(versionToFragment, ttlToSource, destination, length, segment);
                        protocol = Ipv4.protocol(ttlToSource);
                        at += Ipv4.MIN_HEADER_LENGTH;
                    }
                } else if (type == EtherType.IPV6 && end - ipAt >= Ipv6.HEADER_LENGTH) {
                    long versionToHopLimit = bytes.getLong(ipAt + Ipv6.VERSION_TO_HOP_LIMIT);
                    length = Ipv6.HEADER_LENGTH + Ipv6.payloadLength(versionToHopLimit);
                    if (versionToHopLimit >>> 60 == 6 && length != Ipv6.HEADER_LENGTH) {
                        Ipv6.take(bytes, ipAt, length, versionToHopLimit, segment);
                        protocol = Ipv6.nextHeader(versionToHopLimit);
                        at += Ipv6.HEADER_LENGTH;
                    }
                }
                int wireEnd = ipAt + length;
                boolean isWhole = end - wireEnd >= 0;
                if (isWhole) {
                    end = wireEnd;
                }
                segment.space = vlanSpace(vlan, Segment.NO_VLAN);
                segment.isLengthPresumed = false;
                segment.clearChecksum();
                if (protocol == IpProtocol.TCP) {
                    verdict = Tcp.decode(bytes, at, end, wireEnd, segment);
                    if (isWhole && (mindsChecksums || segment.isControl()) && verdict == Discard.NONE) {
                        segment.checksum = TcpChecksum.judge(bytes, ipAt, at, wireEnd - at, false, segment);
                    }
                } else if (protocol == IpProtocol.UDP) {
                    verdict = Udp.decode(bytes, at, end, wireEnd, segment);
                    if (inner(bytes, at, end, segment) != Layer.STOP) {
                        verdict = null;
                    } else if (isWhole && mindsChecksums && verdict == Discard.NONE) {
                        segment.checksum = UdpChecksum.judge(bytes, at, wireEnd - at, segment);
                    }
                }
                if (mindsLengths && protocol != NOT_COMMON) {
                    if (wireEnd - offset > Math.max(wireLength, capturedLength)) {
                        verdict = Discard.MALFORMED;
                    } else if (mindsChecksums && segment.ipVersion == 4 && !Ipv4.hasSoundChecksum(bytes, ipAt)) {
                        verdict = Discard.BAD_HEADER_CHECKSUM;
                    }
                }
                if (payloads != null && verdict == Discard.NONE) {
                    lendPayload(bytes, at, end, segment);
                }
            }

            if (verdict == null) {
                cursor.start(offset, capturedLength, wireLength);
                verdict = walk(LinkType.first(frames.linkType(i), cursor), bytes, segment);
                restAt = cursor.restAt;
                if (restAt != Cursor.NOWHERE) {
                    segment.frameLength -= restWireLength();
                }
            }
            if (verdict == Discard.NONE) {
                filled++;
            } else {
                tell(discards, verdict, segment.timestampNs);
            }
            if (restAt != Cursor.NOWHERE) {
                reached = i + 1;
                return filled;
            }
        }
        reached = to;
        return filled;
    }

    /** Times that each kind of tag, tunnel or mirror carrier was opened, by its name; only those that were. */
    public SortedMap<String, Long> wrappers() {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Layer layer : Layer.values()) {
            if (opened[layer.ordinal()] > 0) {
                counts.merge(layer.words(), opened[layer.ordinal()], Long::sum);
            }
        }
        return counts;
    }

    /** What tells a VLAN from others, if they are told apart. */
    private int vlanSpace(int outer, int inner) {
        return (outer + 1 + INNER_VLAN_FACTOR * (inner + 1)) & vlanMask;
    }

    /**
     * Copies the TCP header out of a frame, for those who want to show it; arguments as for {@link #decode}. It is to be
     * asked of every frame, in their order, since packets come in fragments, too.
     *
     * @return read-only; at least 20 bytes, and options only as far as they were captured; null if the frame gives no TCP
     */
    public @Nullable ByteBuffer tcpHeader(
            int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        Segment segment = new Segment();
        segment.timestampNs = timestampNs;
        cursor.start(offset, capturedLength, wireLength);
        if (walk(LinkType.first(linkType, cursor), bytes, segment) != Discard.NONE || segment.protocol != Segment.TCP) {
            return null;
        }
        byte[] header = new byte[Tcp.headerLength(walked, cursor.at, cursor.end)];
        walked.get(cursor.at, header);
        return ByteBuffer.wrap(header).asReadOnlyBuffer();
    }

    private Discard walk(Layer first, ByteBuffer frame, Segment into) {
        Layer next = first;
        ByteBuffer bytes = frame;
        into.clearLayers();
        roomEnd = cursor.wireEnd;
        cameInFragments = false;
        for (int steps = 0; steps < MAX_STEPS && cursor.packets <= MAX_PACKETS; steps++) {
            switch (next) {
                case STOP -> {
                    walked = bytes;
                    if (payloads != null && cursor.verdict() == Discard.NONE) {
                        lendPayload(bytes, cursor.at, cursor.end, into);
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
                    next = fitting(Ipv4.open(bytes, cursor, into));
                    if (mindsChecksums && next != Layer.STOP && !Ipv4.hasSoundChecksum(bytes, cursor.ipAt)) {
                        next = cursor.stop(Discard.BAD_HEADER_CHECKSUM);
                    }
                }
                case IPV6 -> {
                    leavesCarrier(into);
                    next = fitting(Ipv6.open(bytes, cursor, into));
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

    /** @param at index of the transport's header */
    private void lendPayload(ByteBuffer bytes, int at, int end, Segment segment) {
        if (payloads != null && payloads.wants(segment)) {
            int header = segment.protocol == Segment.TCP ? Tcp.headerLength(bytes, at, end) : Udp.HEADER_LENGTH;
            int from = at + header;
            payloads.onPayload(segment, bytes, from, Math.min(end, from + segment.payloadLength));
        }
    }

    /** Refuses, where lengths matter, a packet that is longer than what it came in, frame or tunnel. */
    private Layer fitting(Layer next) {
        boolean isTooLong = mindsLengths && next != Layer.STOP && cursor.wireEnd - roomEnd > 0;
        return isTooLong ? cursor.stop(Discard.MALFORMED) : next;
    }

    /** What a datagram carries, by its ports or, where that is asked for, by its looks. */
    private Layer inner(ByteBuffer bytes, int at, int end, Segment datagram) {
        Layer inner = Encapsulation.ofPorts(datagram.sourcePort, datagram.destinationPort);
        return inner == Layer.STOP && mindsLengths ? Encapsulation.ofLooks(bytes, at + Udp.HEADER_LENGTH, end) : inner;
    }

    private Layer tcp(ByteBuffer bytes, Segment into) {
        into.clearChecksum();
        Discard verdict = Tcp.decode(bytes, cursor.at, cursor.end, cursor.wireEnd, into);
        if (verdict == Discard.NONE && (mindsChecksums || into.isControl()) && cursor.end == cursor.wireEnd) {
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
        if (mindsChecksums && cursor.end == cursor.wireEnd) {
            into.checksum = UdpChecksum.judge(bytes, cursor.at, cursor.wireEnd - cursor.at, into);
        }
        Layer inner = inner(bytes, cursor.at, cursor.end, into);
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
        into.space = cursor.space + vlanSpace(cursor.vlan, cursor.innerVlan);
        into.isLengthPresumed = cursor.isLengthPresumed;
        into.vlans(cursor.vlan, cursor.innerVlan);
        into.destinationMac = takesAddresses ? cursor.destinationMac : 0;
        into.sourceMac = takesAddresses ? cursor.sourceMac : 0;
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
