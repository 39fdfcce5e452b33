package org.wirestat.tracker.script;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.ConnectionTracker;
import org.wirestat.tracker.TrackerOptions;
import org.wirestat.tracker.TrackerOptions.Checksums;

/** IPv4 segments without options and without checksum, written as fast as a flood needs them. */
public final class BareSegments {

    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int ACK = 0x10;

    public static final long SECOND_NS = 1_000_000_000L;

    private static final int LINKTYPE_ETHERNET = 1;
    private static final int LINKTYPE_RAW = 101;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int LENGTH = 40;
    private static final int UDP_LENGTH = 28;

    /** Whoever is shown the segments. */
    public interface Watcher {

        void onFrame(int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength);
    }

    private final @Nullable ConnectionTracker tracker;
    private final Watcher watcher;
    private final ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
    private int ipId;
    private long nowNs = 1_760_000_000L * SECOND_NS;

    public BareSegments(int maxConnections) {
        this(maxConnections, TrackerOptions.Input.WIRE);
    }

    public BareSegments(int maxConnections, TrackerOptions.Input input) {
        tracker = new ConnectionTracker(TrackerOptions.defaults()
                .withChecksums(Checksums.IGNORE)
                .withInput(input)
                .withMaxConnections(maxConnections));
        watcher = tracker::onFrame;
    }

    public BareSegments(Watcher watcher) {
        tracker = null;
        this.watcher = watcher;
    }

    public ConnectionTracker tracker() {
        return Objects.requireNonNull(tracker);
    }

    public void pass(long ns) {
        nowNs += ns;
    }

    public long nowNs() {
        return nowNs;
    }

    /** A segment with {@code payload} bytes, none of which is captured. */
    public void tcp(
            int source,
            int sourcePort,
            int destination,
            int destinationPort,
            int flags,
            int seq,
            int ack,
            int payload) {
        ip(source, destination, TCP, LENGTH + payload);
        bytes.putShort(20, (short) sourcePort).putShort(22, (short) destinationPort);
        bytes.putInt(24, seq).putInt(28, ack);
        bytes.putShort(32, (short) (5 << 12 | flags))
                .putShort(34, (short) 0xffff)
                .putInt(36, 0);
        watcher.onFrame(LINKTYPE_RAW, nowNs, LENGTH + payload, bytes, 0, LENGTH);
    }

    public void udp(int source, int sourcePort, int destination, int destinationPort) {
        ip(source, destination, UDP, UDP_LENGTH);
        bytes.putShort(20, (short) sourcePort).putShort(22, (short) destinationPort);
        bytes.putShort(24, (short) 8).putShort(26, (short) 0);
        watcher.onFrame(LINKTYPE_RAW, nowNs, UDP_LENGTH, bytes, 0, UDP_LENGTH);
    }

    /** Its owner asks who else has this address (RFC 5227). */
    public void arp(int owner) {
        ByteBuffer frame = ByteBuffer.allocate(42);
        frame.putShort(12, (short) 0x0806).putShort(14, (short) 1).putShort(16, (short) 0x0800);
        frame.put(18, (byte) 6).put(19, (byte) 4).putShort(20, (short) 1);
        frame.putInt(28, owner).putInt(38, owner);
        watcher.onFrame(LINKTYPE_ETHERNET, nowNs, frame.capacity(), frame, 0, frame.capacity());
    }

    private void ip(int source, int destination, int protocol, int length) {
        bytes.putInt(0, 0x4500 << 16 | length);
        bytes.putInt(4, (++ipId & 0xffff) << 16 | 0x4000);
        bytes.putInt(8, 64 << 24 | protocol << 16);
        bytes.putInt(12, source).putInt(16, destination);
    }

    /** The three segments that open a connection, a millisecond apart; the client's numbers begin at 1, the server's at 2. */
    public void open(int client, int clientPort, int server, int serverPort) {
        tcp(client, clientPort, server, serverPort, SYN, 1, 0, 0);
        pass(1_000_000);
        tcp(server, serverPort, client, clientPort, SYN | ACK, 2, 2, 0);
        pass(1_000_000);
        tcp(client, clientPort, server, serverPort, ACK, 2, 3, 0);
        pass(1_000_000);
    }
}
