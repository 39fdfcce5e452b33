package org.wirestat.cli.traffic;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.wirestat.cli.traffic.Ends.Transport;

/** Writes one Ethernet frame after the other, with sound lengths and checksums. */
final class FrameWriter {

    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int VLAN = 0x8100;
    private static final int ICMPV6 = 58;
    private static final int SYN = 2;
    private static final int RST = 4;

    private static final byte[] CONTENT = new byte[2_000];

    static {
        Arrays.fill(CONTENT, (byte) 'x');
    }

    private ByteBuffer frame = ByteBuffer.allocate(0);
    private int ticks;
    private short identification;

    /** Sum of the pseudo-header of the packet being written, without the length (RFC 9293, 3.1). */
    private long pseudoHeader;

    /** Has the next frame written from the position on. */
    FrameWriter into(ByteBuffer buffer, long timeNs) {
        frame = buffer;
        ticks = (int) (timeNs / 1_000_000);
        return this;
    }

    /** @param side 0 if the client sends it, 1 if the server does */
    void segment(Ends ends, int side, int flags, int seq, int ack, int window, boolean hasTimestamps, int payload) {
        int options = (flags & RST) != 0 || !hasTimestamps ? 0 : (flags & SYN) != 0 ? 20 : 12;
        ip(ends, side, 20 + options + payload);
        int at = frame.position();
        frame.putShort((short) ends.port(side)).putShort((short) ends.port(1 - side));
        frame.putInt(seq).putInt(ack).putShort((short) ((20 + options) << 10 | flags));
        frame.putShort((short) window).putInt(0);
        if (options == 20) {
            frame.putInt(0x020405b4).putInt(0x0402080a).putInt(ticks).putInt(ticks);
            frame.putInt(0x01030307);
        } else if (options == 12) {
            frame.putInt(0x0101080a).putInt(ticks).putInt(ticks);
        }
        frame.put(CONTENT, 0, payload);
        close(at, 16, pseudoHeader);
    }

    /** A datagram of UDP, or an echo of ICMP. */
    void datagram(Ends ends, int side, int payload) {
        ip(ends, side, 8 + payload);
        int at = frame.position();
        if (ends.transport() == Transport.UDP) {
            frame.putShort((short) ends.port(side)).putShort((short) ends.port(1 - side));
            frame.putShort((short) (8 + payload)).putShort((short) 0).put(CONTENT, 0, payload);
            close(at, 6, pseudoHeader);
        } else {
            int type = ends.isV6() ? 128 + side : side == 0 ? 8 : 0;
            frame.putShort((short) (type << 8)).putShort((short) 0);
            frame.putInt(ends.clientPort() << 16).put(CONTENT, 0, payload);
            close(at, 2, ends.isV6() ? pseudoHeader : 0);
        }
    }

    /** The server has no such port, and quotes the client's datagram, of which nothing followed the header. */
    void unreachable(Ends ends) {
        ByteBuffer quoted = ByteBuffer.allocate(60);
        ByteBuffer answer = frame;
        frame = quoted;
        network(ends, 0, 8, ends.transport().number);
        frame.putShort((short) ends.port(0)).putShort((short) ends.port(1)).putShort((short) 8);
        frame.putShort((short) 0).flip();
        frame = answer;
        ethernet(ends, 1);
        network(ends, 1, 8 + quoted.remaining(), ends.isV6() ? ICMPV6 : Transport.ICMP.number);
        int at = frame.position();
        frame.putShort((short) (ends.isV6() ? 0x0104 : 0x0303)).putShort((short) 0);
        frame.putInt(0).put(quoted);
        close(at, 2, ends.isV6() ? pseudoHeader : 0);
    }

    private void ip(Ends ends, int side, int length) {
        ethernet(ends, side);
        boolean isIcmpv6 = ends.isV6() && ends.transport() == Transport.ICMP;
        network(ends, side, length, isIcmpv6 ? ICMPV6 : ends.transport().number);
    }

    private void ethernet(Ends ends, int side) {
        frame.putInt(0x0200_0000).putShort((short) (2 - side));
        frame.putInt(0x0200_0000).putShort((short) (1 + side));
        if (ends.isTagged()) {
            frame.putShort((short) VLAN).putShort((short) 100);
        }
        frame.putShort((short) (ends.isV6() ? IPV6 : IPV4));
    }

    private void network(Ends ends, int side, int length, int protocol) {
        int at = frame.position();
        if (ends.isV6()) {
            frame.putInt(0x6000_0000).putShort((short) length);
            frame.put((byte) protocol).put((byte) 64);
            frame.putLong(0xfd00_0000_0000_0000L).putLong(ends.address(side) & 0xffff_ffffL);
            frame.putLong(0xfd00_0000_0000_0000L).putLong(ends.address(1 - side) & 0xffff_ffffL);
            pseudoHeader = sum(at + 8, at + 40) + protocol;
        } else {
            frame.putShort((short) 0x4500).putShort((short) (20 + length)).putShort(identification++);
            frame.putShort((short) 0x4000).put((byte) 64).put((byte) protocol).putShort((short) 0);
            frame.putInt(ends.address(side)).putInt(ends.address(1 - side));
            frame.putShort(at + 10, checksum(sum(at, at + 20)));
            pseudoHeader = sum(at + 12, at + 20) + protocol;
        }
    }

    /** Writes the checksum of all from {@code at} on. */
    private void close(int at, int checksumAt, long pseudoHeader) {
        int end = frame.position();
        long length = pseudoHeader == 0 ? 0 : end - at;
        frame.putShort(at + checksumAt, checksum(sum(at, end) + pseudoHeader + length));
    }

    private long sum(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += (frame.get(i) & 0xffL) << ((i - from) % 2 == 0 ? 8 : 0);
        }
        return sum;
    }

    private static short checksum(long of) {
        long sum = of;
        while (sum > 0xffff) {
            sum = (sum >>> 16) + (sum & 0xffff);
        }
        return (short) ~sum;
    }
}
