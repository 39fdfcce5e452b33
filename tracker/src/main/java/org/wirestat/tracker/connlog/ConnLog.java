package org.wirestat.tracker.connlog;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Counters;
import org.wirestat.tracker.Defects;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.DiscardCounts;
import org.wirestat.tracker.Frames;
import org.wirestat.tracker.Overflow;
import org.wirestat.tracker.TrackerOptions.Checksums;
import org.wirestat.tracker.flow.Evictions;
import org.wirestat.tracker.wire.FrameDecoder;
import org.wirestat.tracker.wire.FrameTaker;
import org.wirestat.tracker.wire.Scrutiny;
import org.wirestat.tracker.wire.Segment;

/** Keeps Zeek's log of connections: in come frames, out goes a {@link Conn} whenever one is over. For one thread. */
public final class ConnLog {

    private static final int IPV6_HEADER_LENGTH = 40;

    private final ConnLogOptions options;
    private final ConnListener listener;
    private final FrameDecoder decoder;
    private final FrameTaker rest = this::takeFrame;
    private final Segment segment = new Segment();
    private final Tunnel tunnel = new Tunnel();
    private final ConnTable table;
    private final Streams streams = new Streams();
    private final TcpConns tcp;
    private long nowNs = Long.MIN_VALUE;
    private final DiscardCounts discarded = new DiscardCounts();
    private final Defects defects = new Defects();
    private long frames;
    private long badChecksums;
    private long begun;

    public ConnLog(ConnLogOptions options, ConnListener listener) {
        this.options = options;
        this.listener = listener;
        Scrutiny scrutiny = options.checksums() == Checksums.IGNORE ? Scrutiny.LENGTHS : Scrutiny.CHECKSUMS;
        decoder = new FrameDecoder((ipVersion, high, low) -> {}, options.takesAddresses(), scrutiny);
        table = new ConnTable(options.maxConnections(), options.takesAddresses(), this::over);
        tcp = new TcpConns(options.serverPorts(), streams);
    }

    /**
     * Takes frames in a row.
     *
     * @param lent read during this call only
     * @param from number of the first
     * @param to number of the one after the last
     */
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

    /**
     * Takes one frame.
     *
     * @param linkType LINKTYPE_ number as registered at tcpdump.org
     * @param timestampNs nanoseconds since 1970; may go backwards
     * @param wireLength bytes that the frame had on the wire
     * @param bytes big-endian memory that holds the frame; read during this call only
     * @param offset index of its first byte
     * @param capturedLength bytes of it that are there
     */
    public void onFrame(
            int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        takeFrame(linkType, timestampNs, wireLength, bytes, offset, capturedLength);
        decoder.passRest(timestampNs, bytes, rest);
    }

    private void takeFrame(
            int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        frames++;
        advanceTo(timestampNs);
        Discard discard = decode(linkType, timestampNs, wireLength, bytes, offset, capturedLength);
        tunnel.leave();
        discarded.add(discard);
        for (int i = 0; i < segment.carriers(); i++) {
            if (!goesInto(segment.carrier(i))) {
                return;
            }
        }
        if (discard == Discard.NONE && !Protocol.isUnlogged(segment.protocol)) {
            Conn conn = take(segment);
            if (conn != null) {
                table.judge(conn, nowNs);
            }
        }
    }

    /** Leaves one frame out rather than all that come after it. */
    private Discard decode(
            int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        try {
            return decoder.decode(linkType, timestampNs, wireLength, bytes, offset, capturedLength, segment);
        } catch (RuntimeException e) {
            segment.clearLayers();
            defects.note(timestampNs);
            defects.check(e);
            return Discard.DEFECT;
        }
    }

    /** The clock: nanoseconds since 1970; {@link Long#MIN_VALUE} before the first frame. */
    public long nowNs() {
        return nowNs;
    }

    /** What became of the frames so far. */
    public Counters counters() {
        long kept = discarded.of(Discard.NONE);
        return new Counters(frames, kept, discarded.reasons(), 0, badChecksums, begun, overflow());
    }

    private Overflow overflow() {
        return Evictions.overflow(List.of(table.evictions()), 0, 0, 0, nowNs);
    }

    /** Connections that are not over yet. */
    int held() {
        return table.size();
    }

    /** Moves the clock on; never back. */
    public void advanceTo(long timeNs) {
        if (timeNs <= nowNs) {
            return;
        }
        nowNs = timeNs;
        for (Conn conn = table.nextDue(nowNs); conn != null; conn = table.nextDue(nowNs)) {
            long nextNs = ConnTimers.nextNs(conn, nowNs);
            if (nextNs == ConnTimers.GONE) {
                over(conn);
                table.forget(conn);
            } else {
                table.wakeAt(conn, nextNs);
            }
        }
    }

    /** No more frames will come: all connections are over. */
    public void end() {
        for (int slot : table.slots()) {
            Conn conn = table.at(slot);
            over(conn);
            table.forget(conn);
        }
    }

    /** Takes a packet that carries another one; whether Zeek would look into it. */
    private boolean goesInto(Segment carrier) {
        if (Protocol.isTunnel(carrier.protocol)) {
            tunnel.enterBetween(carrier);
            return true;
        }
        Conn conn = take(carrier);
        boolean goesOn = carrier.protocol == Protocol.UDP && !isBad(carrier);
        if (goesOn) {
            if (conn == null || conn.responderPort() == Protocol.GRE_IN_UDP) {
                tunnel.enterBetween(carrier); // there was no room for its datagrams, or they are not looked at
            } else {
                tunnel.enter(conn);
            }
        }
        if (conn != null) {
            table.judge(conn, nowNs);
        }
        return goesOn;
    }

    /** Answers the packet's connection, which is to be judged then; null if there is no room for it. */
    private @Nullable Conn take(Segment packet) {
        int protocol = packet.protocol;
        boolean isTcp = protocol == Protocol.TCP;
        Conn conn = find(packet);
        if (conn == null) {
            return null;
        }
        boolean lowerSends = table.senderIsLower();
        boolean begins = table.isNew();
        if (!begins && (isGone(conn) || (isTcp && tcp.isReuse(conn, packet)))) {
            over(conn);
            begins = true;
        }
        if (begins) {
            begin(conn, packet, lowerSends);
        } else if (conn.is(Conn.HAS_EXTRAS) || tunnel.id() != Tunnel.NONE) {
            changeTunnel(conn);
        }
        ConnEnd end = conn.end(lowerSends);
        if (isTcp) {
            takeTcp(conn, end, conn.end(!lowerSends), packet);
        } else if (protocol == Protocol.UDP) {
            takeUdp(conn, end, packet);
        } else if (protocol == Protocol.ICMP || protocol == Protocol.ICMPV6) {
            takeIcmp(conn, end, packet);
        } else {
            conn.lastNs(packet.timestampNs);
            end.count(ipLength(packet));
        }
        long nextNs = ConnTimers.nextNs(conn, nowNs);
        conn.nextLookAt(nextNs);
        table.wakeAt(conn, nextNs);
        return conn;
    }

    private boolean isGone(Conn conn) {
        return conn.nextLookNs() <= nowNs && ConnTimers.nextNs(conn, nowNs) == ConnTimers.GONE;
    }

    private @Nullable Conn find(Segment packet) {
        switch (packet.protocol) {
            case Protocol.TCP, Protocol.UDP -> {
                return table.findOrMake(packet, packet.sourcePort, packet.destinationPort, false);
            }
            case Protocol.ICMP, Protocol.ICMPV6 -> {
                int type = packet.sourcePort;
                int answer = Icmp.counterpart(packet.protocol, type);
                boolean isOneWay = answer == Icmp.ONE_WAY;
                return table.findOrMake(packet, type, isOneWay ? packet.destinationPort : answer, isOneWay);
            }
            default -> {
                return table.findOrMake(packet, 0, 0, false);
            }
        }
    }

    private void begin(Conn conn, Segment packet, boolean lowerSends) {
        begun++;
        conn.begin(packet, frames, lowerSends);
        if (packet.protocol == Protocol.TCP) {
            tcp.begin(conn);
        }
        if (isTurned(packet) && !isBroadcast(packet)) {
            conn.flip();
        }
        if (tunnel.id() != Tunnel.NONE) {
            conn.set(Conn.HAS_EXTRAS);
            table.extras().of(conn.slot()).begin(tunnel);
        }
    }

    private boolean isTurned(Segment packet) {
        return switch (packet.protocol) {
            case Protocol.TCP -> tcp.isTurned(packet);
            case Protocol.UDP ->
                options.serverPorts().contains(Protocol.UDP, packet.sourcePort)
                        && !options.serverPorts().contains(Protocol.UDP, packet.destinationPort);
            default -> false;
        };
    }

    /** To all hosts of the link: such an address never opened a connection. */
    private static boolean isBroadcast(Segment packet) {
        return packet.ipVersion == 4 && packet.destinationLow == 0xffff_ffffL;
    }

    private void changeTunnel(Conn conn) {
        conn.set(Conn.HAS_EXTRAS);
        if (!table.extras().of(conn.slot()).note(tunnel) && !conn.is(Conn.LIMIT_SEEN)) {
            conn.set(Conn.LIMIT_SEEN);
            conn.addHistory('X');
        }
    }

    private void takeTcp(Conn conn, ConnEnd end, ConnEnd peer, Segment segment) {
        if (segment.areOptionsCut) {
            return; // Zeek does not read half a header, but the connection is there
        }
        if (isBad(segment)) {
            tcp.onBadChecksum(conn, end);
        } else {
            tcp.onSegment(conn, end, peer, segment);
            end.count(ipLength(segment));
        }
    }

    private void takeUdp(Conn conn, ConnEnd end, Segment datagram) {
        if (isBad(datagram)) {
            conn.addByTens(end, 'C', end.countBadChecksum());
            return;
        }
        conn.lastNs(datagram.timestampNs);
        if (!end.sees(ConnEnd.DATA_SEEN)) {
            conn.addHistory(end, 'D');
        }
        end.addPayload(datagram.payloadLength);
        end.count(ipLength(datagram));
    }

    private void takeIcmp(Conn conn, ConnEnd end, Segment message) {
        if (isBad(message)) {
            return;
        }
        conn.lastNs(message.timestampNs);
        end.addPayload(message.payloadLength);
        if (message.capturedPayload >= message.payloadLength) {
            end.count(ipLength(message));
        }
    }

    /** What the field says: where the interface was to fill it in, nothing. */
    private static int ipLength(Segment packet) {
        if (!packet.isLengthPresumed) {
            return packet.ipLength;
        }
        return packet.ipVersion == 6 ? IPV6_HEADER_LENGTH : 0;
    }

    private boolean isBad(Segment packet) {
        Segment.Checksum checksum = packet.checksum;
        boolean isBad = switch (options.checksums()) {
            case IGNORE -> false;
            case AUTO -> checksum == Segment.Checksum.BAD;
            case VERIFY -> checksum == Segment.Checksum.BAD || checksum == Segment.Checksum.PARTIAL;
        };
        if (isBad) {
            badChecksums++;
        }
        return isBad;
    }

    private void over(Conn conn) {
        listener.onConn(conn);
        streams.end(conn.originator());
        streams.end(conn.responder());
        if (conn.is(Conn.HAS_EXTRAS)) {
            table.extras().forget(conn.slot());
        }
    }
}
