package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.Frames;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/**
 * From the bytes of frames to segments: by a straight way for those that nearly all are, by a {@link LayerWalk} for all
 * others. For one thread.
 */
public final class FrameDecoder {

    /** Ethernet, a tag, IPv4. */
    private static final int MIN_COMMON_LENGTH = Ethernet.HEADER_LENGTH + EtherType.TAG_LENGTH + Ipv4.MIN_HEADER_LENGTH;

    private static final int NOT_COMMON = -1;

    private final Demands demands;
    private final LayerWalk walk;
    private final SingleFrame single = new SingleFrame();
    private final Segment[] singleInto = new Segment[1];
    private final Segment shown = new Segment();
    private final DiscardListener singleDiscards = (why, timestampNs) -> latestDiscard = why;
    private int told;
    private int toldBefore;
    private Discard latestDiscard = Discard.NONE;
    private @Nullable RuntimeException latestDefect;
    private int reached;
    private int restAt = Cursor.NOWHERE;
    private boolean hasWalked;
    private boolean walksAlone;

    /** One that tells nobody of neighbours, and takes no link addresses. */
    public FrameDecoder() {
        this((ipVersion, high, low) -> {}, false);
    }

    /** @param takesAddresses whether somebody wants {@link Segment#sourceMac} and {@link Segment#destinationMac} */
    public FrameDecoder(NeighbourListener neighbours, boolean takesAddresses) {
        this(neighbours, takesAddresses, Scrutiny.CONTROL);
    }

    public FrameDecoder(NeighbourListener neighbours, boolean takesAddresses, Scrutiny scrutiny) {
        demands = new Demands(takesAddresses, scrutiny);
        walk = new LayerWalk(demands, neighbours);
    }

    /** From now on payloads are lent to this listener, if it wants them. */
    public void lendPayloads(PayloadListener listener) {
        demands.payloads(listener);
    }

    /** From now on each VLAN is an address space of its own, and so {@link Segment#space} tells it from others. */
    public void separateVlans() {
        demands.separateVlans();
    }

    /** From now on a frame that {@link #hasWalked} ends its row. */
    public void walksAlone() {
        walksAlone = true;
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
        return decodeRow(single, 0, 1, singleInto, 0, singleDiscards) == 1 ? Discard.NONE : latestDiscard;
    }

    /**
     * Decodes frames in a row, for half the cost of as many calls. A frame that brings us to fall is counted under
     * {@link Discard#DEFECT}, and the next one is read.
     *
     * @param from the first frame
     * @param to the frame after the last one
     * @param into filled with the segments, one a frame that gives one; room for all
     * @param filled segments that are there already, before those of the frames
     * @param discards hears of the other frames, before those after them are decoded
     * @return number of segments that are there then, of the frames up to {@link #reached}: a frame of several packets ends
     *     the row; each says by {@link Segment#frame} of which frame it is
     */
    public int decode(Frames frames, int from, int to, Segment[] into, int filled, DiscardListener discards) {
        told = 0;
        toldBefore = 0;
        try {
            return decodeRow(frames, from, to, into, filled, discards);
        } catch (RuntimeException e) {
            toldBefore = told;
            told = 0;
            return decodeEach(frames, from, to, into, filled, discards);
        }
    }

    /** Somewhere in this row is a frame that brings us to fall: it alone is left out. */
    private int decodeEach(
            Frames frames, int from, int to, Segment[] into, int filledBefore, DiscardListener discards) {
        int filled = filledBefore;
        for (int i = from; i < to; i++) {
            try {
                filled = decodeRow(frames, i, i + 1, into, filled, discards);
                if (endsRow()) {
                    return filled;
                }
            } catch (RuntimeException e) {
                latestDefect = e;
                tell(discards, Discard.DEFECT, frames.timestampNs(i));
            }
        }
        reached = to;
        return filled;
    }

    /** What the last frame did that brought us to fall in a row; null if none did yet. */
    public @Nullable RuntimeException latestDefect() {
        return latestDefect;
    }

    /** The frame after the last one that {@link #decode} has taken. */
    public int reached() {
        return reached;
    }

    /** Whether a frame of the last row was not one as nearly all are, of a single packet that its headers say all of. */
    public boolean hasWalked() {
        return hasWalked;
    }

    private boolean hasRest() {
        return restAt != Cursor.NOWHERE;
    }

    /** Whether no frame may follow the last one in its row. */
    private boolean endsRow() {
        return hasRest() || (hasWalked && walksAlone);
    }

    /**
     * Hands on the packets that stand behind the first one of the last frame, which is the last of its row then: each is a
     * frame of its own, in the same memory, and has to be decoded here.
     *
     * @param timestampNs of that frame
     * @param bytes that hold it
     */
    public void passRest(long timestampNs, ByteBuffer bytes, FrameTaker taker) {
        if (hasRest()) {
            walk.passRest(timestampNs, bytes, taker);
        }
    }

    /** Tells of a frame that gives no segment, unless that was told before the row had to be begun again. */
    private void tell(DiscardListener discards, Discard why, long timestampNs) {
        if (++told > toldBefore) {
            discards.onDiscard(why, timestampNs);
        }
    }

    private int decodeRow(Frames frames, int from, int to, Segment[] into, int filledBefore, DiscardListener discards) {
        ByteBuffer bytes = frames.bytes();
        int filled = filledBefore;
        restAt = Cursor.NOWHERE;
        hasWalked = false;
        // One flat loop: with its body in a method of its own, too big to be inlined, a frame takes half as long again
        // (FrameDecoderBench, PLAIN).
        for (int i = from; i < to; i++) {
            Segment segment = into[filled];
            int offset = frames.offset(i);
            int capturedLength = frames.capturedLength(i);
            int wireLength = frames.wireLength(i);
            segment.timestampNs = frames.timestampNs(i);
            segment.frame = i;
            segment.frameLength = wireLength;
            Discard verdict = null;
            boolean endsRow = false;

            // The straight way, for frames as nearly all are: Ethernet, at most one tag, an IP header without options
            // that is no fragment, TCP or UDP. The walk, which takes all others, would lead to the same.
            if (frames.linkType(i) == LinkType.ETHERNET && capturedLength >= MIN_COMMON_LENGTH) {
                int ipAt = offset + Ethernet.HEADER_LENGTH;
                int end = offset + capturedLength;
                int type = HeaderWord.read16(bytes, offset + Ethernet.TYPE);
                int vlan = Segment.NO_VLAN;
                if (type == EtherType.VLAN) {
                    int tag = HeaderWord.read32(bytes, ipAt);
                    vlan = tag >>> 16 & EtherType.VLAN_MASK;
                    type = tag & 0xffff;
                    ipAt += EtherType.TAG_LENGTH;
                }
                segment.vlan(vlan);
                segment.clearLayers();
                if (demands.takesAddresses) {
                    segment.destinationMac = bytes.getLong(offset) >>> 16;
                    segment.sourceMac = bytes.getLong(offset + Ethernet.SOURCE_TO_TYPE) >>> 16;
                }
                int at = ipAt;
                int length = 0;
                int protocol = NOT_COMMON;
                if (type == EtherType.IPV4) {
                    long versionToFragment = HeaderWord.read(bytes, ipAt + Ipv4.VERSION_TO_FRAGMENT);
                    long ttlToSource = HeaderWord.read(bytes, ipAt + Ipv4.TTL_TO_SOURCE);
                    length = Ipv4.length(versionToFragment);
                    if (Ipv4.isPlain(versionToFragment) && length >= Ipv4.MIN_HEADER_LENGTH) {
                        int destination = HeaderWord.read32(bytes, ipAt + Ipv4.DESTINATION);
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
                segment.space = demands.vlanSpace(vlan, Segment.NO_VLAN);
                segment.isLengthPresumed = false;
                segment.clearChecksum();
                if (protocol == IpProtocol.TCP) {
                    verdict = Tcp.decode(bytes, at, end, wireEnd, segment);
                    if (isWhole && (demands.mindsChecksums || segment.isControl()) && verdict == Discard.NONE) {
                        segment.checksum = TcpChecksum.judge(bytes, ipAt, at, wireEnd - at, false, segment);
                    }
                } else if (protocol == IpProtocol.UDP) {
                    verdict = Udp.decode(bytes, at, end, wireEnd, segment);
                    if (demands.inner(bytes, at, end, segment) != Layer.STOP) {
                        verdict = null;
                    } else if (isWhole && demands.mindsChecksums && verdict == Discard.NONE) {
                        segment.checksum = UdpChecksum.judge(bytes, at, wireEnd - at, segment);
                    }
                }
                if (demands.mindsLengths && protocol != NOT_COMMON) {
                    if (wireEnd - offset > Math.max(wireLength, capturedLength)) {
                        verdict = Discard.MALFORMED;
                    } else if (demands.mindsChecksums
                            && segment.ipVersion == 4
                            && !Ipv4.hasSoundChecksum(bytes, ipAt)) {
                        verdict = Discard.BAD_HEADER_CHECKSUM;
                    }
                }
                if (verdict == Discard.NONE) {
                    demands.lendPayload(bytes, at, end, segment);
                }
            }

            if (verdict == null) {
                verdict = walk.walk(frames.linkType(i), wireLength, bytes, offset, capturedLength, segment);
                hasWalked = true;
                restAt = walk.restAt();
                if (restAt != Cursor.NOWHERE) {
                    segment.frameLength -= walk.restWireLength();
                }
                endsRow = endsRow();
            }
            if (verdict == Discard.NONE) {
                filled++;
            } else {
                tell(discards, verdict, segment.timestampNs);
            }
            if (endsRow) {
                reached = i + 1;
                return filled;
            }
        }
        reached = to;
        return filled;
    }

    /** Times that each kind of tag, tunnel or mirror carrier was opened, by its name; only those that were. */
    public SortedMap<String, Long> wrappers() {
        return walk.wrappers();
    }

    /**
     * Copies the TCP header out of a frame, for those who want to show it; arguments as for {@link #decode}. It is to be
     * asked of every frame that a decoder {@link #hasWalked} through, in their order, since packets come in fragments, too.
     *
     * @return read-only; at least 20 bytes, and options only as far as they were captured; null if the frame gives no TCP
     */
    public @Nullable ByteBuffer tcpHeader(
            int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        shown.timestampNs = timestampNs;
        Discard verdict = walk.walk(linkType, wireLength, bytes, offset, capturedLength, shown);
        return verdict == Discard.NONE && shown.protocol == Segment.TCP ? walk.tcpHeader() : null;
    }
}
