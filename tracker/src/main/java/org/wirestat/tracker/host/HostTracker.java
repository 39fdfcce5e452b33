package org.wirestat.tracker.host;

import static org.wirestat.tracker.host.HostCounter.ICMP_ECHO_REPLIES_OUT;
import static org.wirestat.tracker.host.HostCounter.ICMP_ECHO_REQUESTS_OUT;
import static org.wirestat.tracker.host.HostCounter.ICMP_OUT;
import static org.wirestat.tracker.host.HostCounter.ICMP_UNREACHABLE_OUT;
import static org.wirestat.tracker.host.HostCounter.OTHER_OUT;
import static org.wirestat.tracker.host.HostCounter.PACKETS_OUT;
import static org.wirestat.tracker.host.HostCounter.PORT_UNREACHABLE_OUT;
import static org.wirestat.tracker.host.HostCounter.TCP_OUT;
import static org.wirestat.tracker.host.HostCounter.TCP_RESETS_OUT;
import static org.wirestat.tracker.host.HostCounter.UDP_OUT;

import java.nio.ByteBuffer;
import java.util.List;
import org.wirestat.tracker.Frames;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.TrackerOptions;
import org.wirestat.tracker.TrackerOptions.Carriers;
import org.wirestat.tracker.TrackerOptions.Duplicates;
import org.wirestat.tracker.flow.Copies;
import org.wirestat.tracker.wire.FrameTaker;
import org.wirestat.tracker.wire.PacketFinder;
import org.wirestat.tracker.wire.Segment;

/** Counts what each address sends and is sent. For one thread; fed beside the connection tracker, with the same frames. */
public final class HostTracker {

    private static final int RST = 0x04;

    private final HostTable table;
    private final CountedPackets packets;
    private final Memberships memberships = new Memberships();
    private final PacketFinder finder = new PacketFinder();
    private final FrameTaker rest = this::takeFrame;
    private final IpPacket packet = new IpPacket();
    private final Copies copies = new Copies();
    private final boolean countsCarriers;
    private final boolean countsCopies;
    private OwnDatagrams own = (one, port, other, otherPort) -> false;

    /**
     * @param options as for the connection tracker beside it: whether the packets that carry others, and the second copies
     *     of frames, are counted, too, and how many hosts are
     */
    public HostTracker(TrackerOptions options) {
        table = new HostTable(options.maxHosts());
        packets = new CountedPackets(table);
        countsCarriers = options.carriers() == Carriers.SHOW;
        countsCopies = options.duplicates() == Duplicates.KEEP;
    }

    /** From now on these datagrams are not counted; asked for every one. */
    public void leaveOut(OwnDatagrams own) {
        this.own = own;
    }

    /**
     * Takes one frame.
     *
     * @param linkType LINKTYPE_ number as registered at tcpdump.org
     * @param timestampNs nanoseconds since 1970
     * @param wireLength bytes that the frame had on the wire
     * @param bytes big-endian memory that holds the frame; read during this call only
     * @param offset index of its first byte
     * @param capturedLength bytes of it that are there
     */
    public void onFrame(
            int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        takeAll(linkType, timestampNs, wireLength, bytes, offset, capturedLength);
        packets.count();
    }

    private void takeAll(
            int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        takeFrame(linkType, timestampNs, wireLength, bytes, offset, capturedLength);
        finder.passRest(timestampNs, bytes, rest);
    }

    private void takeFrame(
            int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        int found = finder.find(linkType, timestampNs, wireLength, bytes, offset, capturedLength);
        Segment segment = finder.segment();
        if (!countsCopies && segment != null && copies.isCopy(segment)) {
            return;
        }
        for (int i = countsCarriers ? 0 : Math.max(0, found - 1); i < found; i++) {
            ByteBuffer memory = finder.bytes(i);
            if (packet.read(memory, finder.at(i), finder.end(i), finder.sourceMac(i)) && !isOwn(memory)) {
                takePacket(timestampNs, finder.wireLength(), memory);
            }
        }
    }

    private void takePacket(long timestampNs, int wireLength, ByteBuffer bytes) {
        int counters = ofSender(bytes);
        packets.add(packet, timestampNs, wireLength, counters, HostCounter.ofReceiver(counters));
        if (packet.protocol == IpPacket.IGMP && packet.version == 4) {
            memberships.onIgmp(packet, bytes, timestampNs);
        } else if (packet.protocol == IpPacket.ICMPV6 && packet.version == 6 && packet.has(8)) {
            memberships.onIcmpv6(packet, bytes, timestampNs);
        }
    }

    /** Takes frames in a row: those from the one number to before the other, read during this call only. */
    public void onFrames(Frames lent, int from, int to) {
        for (int i = from; i < to; i++) {
            takeAll(
                    lent.linkType(i),
                    lent.timestampNs(i),
                    lent.wireLength(i),
                    lent.bytes(),
                    lent.offset(i),
                    lent.capturedLength(i));
        }
        packets.count();
    }

    private boolean isOwn(ByteBuffer bytes) {
        return packet.protocol == IpPacket.UDP
                && !packet.isLaterFragment
                && packet.has(4)
                && own.areBetween(
                        new IpAddress(packet.version, packet.sourceHigh, packet.sourceLow),
                        bytes.getShort(packet.transportAt) & 0xffff,
                        new IpAddress(packet.version, packet.destinationHigh, packet.destinationLow),
                        bytes.getShort(packet.transportAt + 2) & 0xffff);
    }

    /** Bits of the counters that the packet adds 1 to where it comes from. */
    private int ofSender(ByteBuffer bytes) {
        return PACKETS_OUT.bit()
                | switch (packet.protocol) {
                    case IpPacket.TCP -> TCP_OUT.bit() | (isReset(bytes) ? TCP_RESETS_OUT.bit() : 0);
                    case IpPacket.UDP -> UDP_OUT.bit();
                    case IpPacket.ICMP, IpPacket.ICMPV6 ->
                        ICMP_OUT.bit()
                                | switch (message(bytes)) {
                                    case UNREACHABLE -> ICMP_UNREACHABLE_OUT.bit();
                                    case PORT_UNREACHABLE -> ICMP_UNREACHABLE_OUT.bit() | PORT_UNREACHABLE_OUT.bit();
                                    case ECHO_REQUEST -> ICMP_ECHO_REQUESTS_OUT.bit();
                                    case ECHO_REPLY -> ICMP_ECHO_REPLIES_OUT.bit();
                                    case OTHER -> 0;
                                };
                    default -> OTHER_OUT.bit();
                };
    }

    private boolean isReset(ByteBuffer bytes) {
        return !packet.isLaterFragment && packet.has(14) && (bytes.get(packet.transportAt + 13) & RST) != 0;
    }

    /** What an ICMP message says, as far as it is counted. */
    private enum Message {
        UNREACHABLE,
        PORT_UNREACHABLE,
        ECHO_REQUEST,
        ECHO_REPLY,
        OTHER
    }

    private Message message(ByteBuffer bytes) {
        if (packet.isLaterFragment || !packet.has(4)) {
            return Message.OTHER;
        }
        boolean isV4 = packet.version == 4;
        int type = bytes.get(packet.transportAt) & 0xff;
        int code = bytes.get(packet.transportAt + 1) & 0xff;
        if (type == (isV4 ? 3 : 1)) {
            return code == (isV4 ? 3 : 4) ? Message.PORT_UNREACHABLE : Message.UNREACHABLE;
        }
        if (type == (isV4 ? 8 : 128)) {
            return Message.ECHO_REQUEST;
        }
        return type == (isV4 ? 0 : 129) ? Message.ECHO_REPLY : Message.OTHER;
    }

    /** All hosts, in the order of their addresses. */
    public List<Host> hosts() {
        return table.hosts();
    }

    /** Who listens to which group, in the order of hosts and groups. */
    public List<Membership> memberships() {
        return memberships.all();
    }

    /** Packets of hosts for which there was no room. */
    public long missed() {
        return packets.missed();
    }
}
