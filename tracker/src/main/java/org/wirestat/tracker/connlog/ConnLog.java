package org.wirestat.tracker.connlog;

import java.nio.ByteBuffer;
import java.util.Arrays;
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
import org.wirestat.tracker.wire.DiscardListener;
import org.wirestat.tracker.wire.FrameDecoder;
import org.wirestat.tracker.wire.FrameTaker;
import org.wirestat.tracker.wire.Scrutiny;
import org.wirestat.tracker.wire.Segment;
import org.wirestat.tracker.wire.SingleFrame;

/** Keeps Zeek's log of connections: in come frames, out goes a {@link Conn} whenever one is over. For one thread. */
public final class ConnLog {

    private static final int IPV6_HEADER_LENGTH = 40;
    private static final int NONE = -1;

    private final ConnLogOptions options;
    private final ConnListener listener;
    private final FrameDecoder decoder;
    private final FrameTaker rest = this::takeFrame;
    private final DiscardListener discards = this::onDiscard;
    private final SingleFrame single = new SingleFrame();
    private final Segment[] row = new Segment[ConnTable.MOST_TOUCHED];
    private final Tunnel tunnel = new Tunnel();
    private final ConnTable table;
    private final Streams streams = new Streams();
    private final TcpConns tcp;
    private long nowNs = Long.MIN_VALUE;
    private final DiscardCounts discarded = new DiscardCounts();
    private final Defects defects = new Defects();
    private long frames;
    private long kept;
    private long badChecksums;
    private long begun;

    public ConnLog(ConnLogOptions options, ConnListener listener) {
        this.options = options;
        this.listener = listener;
        Scrutiny scrutiny = options.checksums() == Checksums.IGNORE ? Scrutiny.LENGTHS : Scrutiny.CHECKSUMS;
        decoder = new FrameDecoder((ipVersion, high, low) -> {}, options.takesAddresses(), scrutiny);
        decoder.walksAlone(); // what a tunnel's frame leaves behind is looked at before the next one is decoded
        Arrays.setAll(row, i -> new Segment());
        table = new ConnTable(options.maxConnections(), options.takesAddresses(), this::over);
        tcp = new TcpConns(options.serverPorts(), streams);
    }

    /**
     * Takes frames in a row, at less cost than one by one.
     *
     * @param lent read during this call only
     * @param from number of the first
     * @param to number of the one after the last
     */
    public void onFrames(Frames lent, int from, int to) {
        int at = from;
        while (at < to) {
            at = takeRow(lent, at, Math.min(to, at + row.length));
            decoder.passRest(lent.timestampNs(at - 1), lent.bytes(), rest);
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
        single.put(linkType, timestampNs, wireLength, bytes, offset, capturedLength);
        takeRow(single, 0, 1);
    }

    /** Takes frames until one ends their row; answers with the frame after that. */
    private int takeRow(Frames lent, int from, int to) {
        int decoded = decoder.decode(lent, from, to, row, 0, discards);
        defects.check(decoder.latestDefect());
        kept += decoded;
        table.touch(row, decoded);
        int reached = decoder.reached();
        int walked = decoder.hasWalked() ? reached - 1 : NONE;
        int next = 0;
        for (int i = from; i < reached; i++) {
            frames++;
            advanceTo(lent.timestampNs(i));
            tunnel.leave();
            boolean goesOn = i != walked || goesIntoCarriers(row[next]);
            if (next < decoded && row[next].frame == i) {
                if (goesOn) {
                    takePacket(row[next]);
                }
                next++;
            }
        }
        return reached;
    }

    private void onDiscard(Discard why, long timestampNs) {
        discarded.add(why);
        if (why == Discard.DEFECT) {
            defects.note(timestampNs);
        }
    }

    /** Takes what carries the last packet, also if that itself is not there; whether Zeek would look into all of it. */
    private boolean goesIntoCarriers(Segment packet) {
        for (int i = 0; i < packet.carriers(); i++) {
            if (!goesInto(packet.carrier(i))) {
                return false;
            }
        }
        return true;
    }

    /** Takes a packet that carries none. */
    private void takePacket(Segment packet) {
        if (!Protocol.isUnlogged(packet.protocol)) {
            Conn conn = take(packet);
            if (conn != null) {
                table.judge(conn, nowNs);
            }
        }
    }

    /** The clock: nanoseconds since 1970; {@link Long#MIN_VALUE} before the first frame. */
    public long nowNs() {
        return nowNs;
    }

    /** What became of the frames so far. */
    public Counters counters() {
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
        int[] slots = table.slots();
        for (int i = 0; i < slots.length; i++) {
            if (i % ConnTable.MOST_TOUCHED == 0) {
                table.touch(slots, i, Math.min(slots.length, i + ConnTable.MOST_TOUCHED));
            }
            Conn conn = table.at(slots[i]);
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
