package org.wirestat.tracker.host;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Frames;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.TrackerOptions.Carriers;
import org.wirestat.tracker.TrackerOptions.Duplicates;
import org.wirestat.tracker.Transition;
import org.wirestat.tracker.TransitionListener;
import org.wirestat.tracker.flow.Copies;
import org.wirestat.tracker.wire.FrameTaker;
import org.wirestat.tracker.wire.PacketFinder;
import org.wirestat.tracker.wire.Segment;

/** Counts what each address sends and is sent. For one thread; fed beside the connection tracker, with the same frames. */
public final class HostTracker implements TransitionListener {

    private static final int MOST_HOSTS = 1 << 16;

    private static final int RST = 0x04;

    private final HostTable table = new HostTable(MOST_HOSTS);
    private final Memberships memberships = new Memberships();
    private final PacketFinder finder = new PacketFinder();
    private final FrameTaker rest = this::takeFrame;
    private final IpPacket packet = new IpPacket();
    private final Copies copies = new Copies();
    private final boolean countsCarriers;
    private final boolean countsCopies;
    private OwnDatagrams own = (one, port, other, otherPort) -> false;
    private long missed;

    /** One that counts neither carriers nor copies. */
    public HostTracker() {
        this(Carriers.HIDE, Duplicates.DROP);
    }

    /**
     * @param carriers whether the packets that carry others in a tunnel or from a mirror are counted, too
     * @param duplicates whether the second copy of a frame is counted, too
     */
    public HostTracker(Carriers carriers, Duplicates duplicates) {
        countsCarriers = carriers == Carriers.SHOW;
        countsCopies = duplicates == Duplicates.KEEP;
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
        int sender = table.find(packet.version, packet.sourceHigh, packet.sourceLow, timestampNs);
        if (sender == HostTable.NONE) {
            missed++;
        } else {
            table.sent(sender, timestampNs);
            if (packet.sourceMac != Host.NO_MAC) {
                table.mac(sender, packet.sourceMac);
            }
            table.count(sender, HostCounter.PACKETS_OUT, 1);
            table.count(sender, HostCounter.BYTES_OUT, wireLength);
            count(sender, true, bytes);
        }
        int receiver = table.find(packet.version, packet.destinationHigh, packet.destinationLow, timestampNs);
        if (receiver != HostTable.NONE) {
            table.count(receiver, HostCounter.PACKETS_IN, 1);
            table.count(receiver, HostCounter.BYTES_IN, wireLength);
            count(receiver, false, bytes);
        }
        if (packet.protocol == IpPacket.IGMP && packet.version == 4) {
            memberships.onIgmp(packet, bytes, timestampNs);
        } else if (packet.protocol == IpPacket.ICMPV6 && packet.version == 6 && packet.has(8)) {
            memberships.onIcmpv6(packet, bytes, timestampNs);
        }
    }

    /** Takes frames in a row: those from the one number to before the other, read during this call only. */
    public void onFrames(Frames lent, int from, int to) {
        for (int i = from; i < to; i++) {
            onFrame(
                    lent.linkType(i),
                    lent.timestampNs(i),
                    lent.wireLength(i),
                    lent.bytes(),
                    lent.offset(i),
                    lent.capturedLength(i));
        }
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

    private void count(int host, boolean isOut, ByteBuffer bytes) {
        switch (packet.protocol) {
            case IpPacket.TCP -> {
                table.count(host, isOut ? HostCounter.TCP_OUT : HostCounter.TCP_IN, 1);
                if (!packet.isLaterFragment && packet.has(14) && (bytes.get(packet.transportAt + 13) & RST) != 0) {
                    table.count(host, isOut ? HostCounter.TCP_RESETS_OUT : HostCounter.TCP_RESETS_IN, 1);
                }
            }
            case IpPacket.UDP -> table.count(host, isOut ? HostCounter.UDP_OUT : HostCounter.UDP_IN, 1);
            case IpPacket.ICMP, IpPacket.ICMPV6 -> countIcmp(host, isOut, bytes);
            default -> table.count(host, isOut ? HostCounter.OTHER_OUT : HostCounter.OTHER_IN, 1);
        }
    }

    private void countIcmp(int host, boolean isOut, ByteBuffer bytes) {
        table.count(host, isOut ? HostCounter.ICMP_OUT : HostCounter.ICMP_IN, 1);
        if (packet.isLaterFragment || !packet.has(4)) {
            return;
        }
        boolean isV4 = packet.version == 4;
        int type = bytes.get(packet.transportAt) & 0xff;
        int code = bytes.get(packet.transportAt + 1) & 0xff;
        if (type == (isV4 ? 3 : 1)) {
            table.count(host, isOut ? HostCounter.ICMP_UNREACHABLE_OUT : HostCounter.ICMP_UNREACHABLE_IN, 1);
            if (isOut && code == (isV4 ? 3 : 4)) {
                table.count(host, HostCounter.PORT_UNREACHABLE_OUT, 1);
            }
        } else if (type == (isV4 ? 8 : 128)) {
            table.count(host, isOut ? HostCounter.ICMP_ECHO_REQUESTS_OUT : HostCounter.ICMP_ECHO_REQUESTS_IN, 1);
        } else if (type == (isV4 ? 0 : 129)) {
            table.count(host, isOut ? HostCounter.ICMP_ECHO_REPLIES_OUT : HostCounter.ICMP_ECHO_REPLIES_IN, 1);
        }
    }

    /** Counts what RFC 4022 counts of a host's TCP: opens, failed attempts, resets. */
    @Override
    public void onTransition(Transition transition) {
        HostCounter counter = counter(transition.from(), transition.to());
        if (counter == null) {
            return;
        }
        IpAddress local = transition.socket().local();
        int host = table.find(local.version(), local.high(), local.low(), transition.timeNs());
        if (host != HostTable.NONE) {
            table.count(host, counter, 1);
        }
    }

    private static @Nullable HostCounter counter(TcpState from, TcpState to) {
        if (to == TcpState.SYN_SENT) {
            return from == TcpState.CLOSED ? HostCounter.ACTIVE_OPENS : null;
        }
        if (to == TcpState.ESTABLISHED) {
            return from == TcpState.SYN_RECEIVED ? HostCounter.PASSIVE_OPENS : null;
        }
        if (to != TcpState.CLOSED) {
            return null;
        }
        return switch (from) {
            case SYN_SENT, SYN_RECEIVED -> HostCounter.FAILED_OPENS;
            case ESTABLISHED, CLOSE_WAIT -> HostCounter.ESTABLISHED_RESETS;
            case CLOSED, LISTEN, FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT -> null;
        };
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
        return missed;
    }
}
