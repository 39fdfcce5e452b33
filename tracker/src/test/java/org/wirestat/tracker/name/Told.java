package org.wirestat.tracker.name;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.ConnectionTracker;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.TrackerOptions;

/** A tracker that is given payloads in whole frames, and what it then calls whom. */
final class Told {

    static final byte[] RESOLVER = {10, 0, 0, 53};
    static final byte[] CLIENT = {10, 0, 0, 1};

    private static final int LINKTYPE_RAW = 101;
    private static final int IP_HEADER = 20;
    private static final int TCP_HEADER = 20;
    private static final int UDP_HEADER = 8;

    final NameTable names = new NameTable();
    private final ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults());
    private long timeNs = 1_000_000_000L;

    Told() {
        tracker.noteNames(names);
    }

    static byte[] bytes(String... digits) {
        return HexFormat.of().parseHex(String.join("", digits).replaceAll("\\s", ""));
    }

    /** A UDP datagram from the one port to the other. */
    Told udp(int from, int to, byte[] payload) {
        return frame(udpPacket(from, to, payload), IP_HEADER + UDP_HEADER + payload.length);
    }

    /** A TCP segment of a client to a server, or back, of which only so many bytes of payload were captured. */
    Told tcp(int from, int to, byte[] payload, int captured) {
        return tcp(from, to, 0, payload, captured);
    }

    /** @param seq sequence number of its first byte */
    Told tcp(int from, int to, int seq, byte[] payload, int captured) {
        ByteBuffer packet = packet(6, TCP_HEADER + payload.length);
        packet.putShort(IP_HEADER, (short) from).putShort(IP_HEADER + 2, (short) to);
        packet.putInt(IP_HEADER + 4, seq);
        packet.put(IP_HEADER + 12, (byte) 0x50).put(IP_HEADER + 13, (byte) 0x18);
        packet.put(IP_HEADER + TCP_HEADER, payload);
        return frame(packet, IP_HEADER + TCP_HEADER + captured);
    }

    /** A piece of {@link NamesInTrafficTest#HELLO}, which begins at that sequence number. */
    Told hello(int seq, int from, int to) {
        byte[] piece = Arrays.copyOfRange(NamesInTrafficTest.HELLO, from, to);
        return tcp(40000, 443, seq + from, piece, piece.length);
    }

    Told tcp(int from, int to, byte[] payload) {
        return tcp(from, to, payload, payload.length);
    }

    static ByteBuffer udpPacket(int from, int to, byte[] payload) {
        ByteBuffer packet = packet(17, UDP_HEADER + payload.length);
        packet.putShort(IP_HEADER, (short) from).putShort(IP_HEADER + 2, (short) to);
        packet.putShort(IP_HEADER + 4, (short) (UDP_HEADER + payload.length));
        return packet.put(IP_HEADER + UDP_HEADER, payload);
    }

    private static ByteBuffer packet(int protocol, int length) {
        ByteBuffer packet = ByteBuffer.allocate(IP_HEADER + length);
        packet.put(0, (byte) 0x45).putShort(2, (short) packet.limit()).put(8, (byte) 64);
        packet.put(9, (byte) protocol);
        return packet.put(12, RESOLVER).put(16, CLIENT);
    }

    Told frame(ByteBuffer packet, int captured) {
        timeNs += 1_000_000;
        tracker.onFrame(LINKTYPE_RAW, timeNs, packet.limit(), packet, 0, captured);
        return this;
    }

    /** What a far host is called and by whom, as {@code name (SOURCE)}; null if nothing. */
    @Nullable
    String far(int... address) {
        return words(names.name(address(address), false));
    }

    @Nullable
    String near(int... address) {
        return words(names.name(address(address), true));
    }

    private static @Nullable String words(@Nullable SeenName name) {
        return name == null ? null : name.text() + " (" + name.source() + ")";
    }

    static IpAddress address(int... parts) {
        return IpAddress.v4(parts[0] << 24 | parts[1] << 16 | parts[2] << 8 | parts[3]);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
