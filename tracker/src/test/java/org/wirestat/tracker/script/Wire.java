package org.wirestat.tracker.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.ConnectionTracker;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.TrackerOptions;
import org.wirestat.tracker.Transition;

/** The wire between scripted hosts, its clock, and the tracker that watches it. */
public final class Wire {

    private static final long START_NS = 1_760_000_000_000_000_000L;
    private static final long BETWEEN_SEGMENTS_NS = 1_000_000;
    private static final long BETWEEN_COPIES_NS = 7_000;

    private static final int CLIENT_PORT = 49152;
    private static final int SERVER_PORT = 443;
    private static final int CLIENT_ISS = 0xffff_ff00;
    private static final int SERVER_ISS = 0xffff_ff80;
    private static final int CLIENT_TS = -20; // wraps within the script, too
    private static final int SERVER_TS = 5_000;

    private final Way way;
    private final ConnectionTracker tracker;
    private final FrameWriter writer = new FrameWriter();
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Recording.Frame> recorded = new ArrayList<>();
    private long nowNs = START_NS;
    private int snapLength = Integer.MAX_VALUE;

    public Wire(Way way) {
        this(way, TrackerOptions.defaults());
    }

    public Wire(Way way, TrackerOptions options) {
        this.way = way;
        tracker = new ConnectionTracker(options, transitions::add);
    }

    public ConnectionTracker tracker() {
        return tracker;
    }

    /** All changes of state so far. */
    public List<Transition> transitions() {
        snapshot();
        return transitions;
    }

    /** A client whose peer is a server: the pair with this number has ports of its own. */
    public Host pair(int number) {
        Host client = host(way.client(), CLIENT_PORT + number, CLIENT_ISS - 1000 * number);
        client.meets(host(way.server(), SERVER_PORT, SERVER_ISS + 3000 * number));
        return client;
    }

    /** A host of its own; the script says whom it meets. */
    public Host host(IpAddress address, int port, int iss) {
        boolean isServer = port == SERVER_PORT;
        return new Host(this, address, port, iss, (isServer ? SERVER_TS : CLIENT_TS) - (int) (START_NS / 1_000_000));
    }

    /** All frames so far. */
    public Recording recording() {
        return new Recording(recorded);
    }

    // ---- time

    public long nowNs() {
        return nowNs;
    }

    long nowMs() {
        return nowNs / 1_000_000;
    }

    /** Lets time pass, or with a negative number runs it back, as the clocks of captures do. */
    public void pass(long ns) {
        nowNs += ns;
    }

    public void setTime(long ns) {
        nowNs = ns;
    }

    // ---- frames

    void carry(Sending segment) {
        nowNs += BETWEEN_SEGMENTS_NS;
        if (segment.isItsSenders) {
            segment.from.sent(segment);
        }
        if (segment.isSeen) {
            show(segment);
        }
        if (segment.arrives) {
            segment.to.receives(segment);
        }
    }

    void carryCopy(Sending segment) {
        nowNs += BETWEEN_COPIES_NS;
        show(segment);
    }

    void showLate(Sending segment) {
        nowNs += BETWEEN_COPIES_NS;
        show(segment);
    }

    private void show(Sending segment) {
        writer.writeTcp(segment);
        give(writer.length());
    }

    /** A UDP datagram. */
    public void datagram(Host from, int payload) {
        nowNs += BETWEEN_SEGMENTS_NS;
        writer.writeUdp(from, from.peer(), payload, (int) (nowNs / BETWEEN_SEGMENTS_NS) & 0xffff);
        give(writer.length());
    }

    /** An ICMP error that quotes the segment's IP header and eight bytes more: RFC 792, RFC 4443 §3.1. */
    void unreachable(Host by, Sending about) {
        writer.writeTcp(about);
        unreachable(by);
    }

    /** The same about a datagram that its peer sent. */
    public void portUnreachable(Host by) {
        writer.writeUdp(by.peer(), by, 30, 1);
        unreachable(by);
    }

    private void unreachable(Host by) {
        boolean isV6 = by.address().version() == 6;
        byte[] content = new byte[8 + (isV6 ? 40 : 20) + 8];
        writer.bytes().get(FrameWriter.ETHERNET_LENGTH, content, 8, content.length - 8);
        content[0] = (byte) (isV6 ? 1 : 3);
        content[1] = (byte) (isV6 ? 4 : 3);
        packet(by, isV6 ? FrameWriter.ICMPV6 : FrameWriter.ICMP, content);
    }

    /** Bytes of an IP packet of any protocol. */
    public void packet(Host from, int protocol, byte... content) {
        nowNs += BETWEEN_SEGMENTS_NS;
        int at = writer.writeIp(from, from.peer(), protocol, content.length, 7, 64, 0);
        writer.bytes().put(at, content);
        if (protocol == FrameWriter.ICMP || protocol == FrameWriter.ICMPV6) {
            writer.closeIcmp(from, from.peer(), at, protocol);
        }
        give(writer.length());
    }

    /** From now on no more of a frame is captured than so many bytes behind its Ethernet and IP header. */
    public void snapsBehindIp(int length) {
        snapLength = FrameWriter.ETHERNET_LENGTH + (way.client().version() == 6 ? 40 : 20) + length;
    }

    private void give(int capturedLength) {
        recorded.add(Recording.frame(nowNs, writer));
        int kept = Math.min(capturedLength, snapLength);
        tracker.onFrame(FrameWriter.LINKTYPE_ETHERNET, nowNs, writer.length(), writer.bytes(), 0, kept);
        writer.spoil();
    }

    // ---- what the tracker believes

    public Snapshot snapshot() {
        tracker.advanceTo(nowNs);
        return tracker.snapshot();
    }

    public @Nullable Connection connection(Host host) {
        for (Connection connection : snapshot().connections()) {
            boolean isOriginator = is(connection.originator(), host) && is(connection.responder(), host.peer());
            boolean isResponder = is(connection.responder(), host) && is(connection.originator(), host.peer());
            if (isOriginator || isResponder) {
                return connection;
            }
        }
        return null;
    }

    /** What the tracker knows of this end of its connection; null if it has no row. */
    public @Nullable Endpoint endpoint(Host host) {
        Connection connection = connection(host);
        if (connection == null) {
            return null;
        }
        return is(connection.originator(), host) ? connection.originator() : connection.responder();
    }

    public TcpState state(Host host) {
        Endpoint endpoint = endpoint(host);
        return endpoint == null ? TcpState.CLOSED : endpoint.state();
    }

    private static boolean is(Endpoint endpoint, Host host) {
        return endpoint.port() == host.port() && endpoint.address().equals(host.address());
    }
}
