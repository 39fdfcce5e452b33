package org.wirestat.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Writes a small capture file (pcap, nanoseconds, Ethernet, IPv4) out of segments. */
final class TestCapture {

    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int ACK = 0x10;

    private static final int ETHERNET_HEADER = 14;
    private static final int IP_HEADER = 20;
    private static final int TCP_HEADER = 20;
    private static final int UDP_HEADER = 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    TestCapture() {
        ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0xa1b23c4d)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(262_144)
                .putInt(1);
        bytes.writeBytes(header.array());
    }

    /** @param from and {@code to} are written 10.0.0.5:80 */
    TestCapture tcp(double second, String from, String to, int flags, long seq, long ack, int payload) {
        ByteBuffer frame = ip(from, to, 6, TCP_HEADER + payload);
        int tcp = ETHERNET_HEADER + IP_HEADER;
        frame.putShort(tcp, (short) port(from)).putShort(tcp + 2, (short) port(to));
        frame.putInt(tcp + 4, (int) seq).putInt(tcp + 8, (int) ack);
        frame.putShort(tcp + 12, (short) ((5 << 12) | flags)).putShort(tcp + 14, (short) 0xfff0);
        frame.putShort(tcp + 16, (short) ~sum(frame, tcp - 8, 6 + TCP_HEADER + payload, 8 + TCP_HEADER + payload));
        return add(second, frame);
    }

    TestCapture udp(double second, String from, String to, int payload) {
        ByteBuffer frame = ip(from, to, 17, UDP_HEADER + payload);
        int udp = ETHERNET_HEADER + IP_HEADER;
        frame.putShort(udp, (short) port(from)).putShort(udp + 2, (short) port(to));
        frame.putShort(udp + 4, (short) (UDP_HEADER + payload));
        return add(second, frame);
    }

    /** A datagram with these bytes. */
    TestCapture udp(double second, String from, String to, byte[] payload) {
        ByteBuffer frame = ip(from, to, 17, UDP_HEADER + payload.length);
        int udp = ETHERNET_HEADER + IP_HEADER;
        frame.putShort(udp, (short) port(from)).putShort(udp + 2, (short) port(to));
        frame.putShort(udp + 4, (short) (UDP_HEADER + payload.length)).put(udp + UDP_HEADER, payload);
        return add(second, frame);
    }

    /** A frame in hexadecimal digits, with blanks. */
    TestCapture frame(double second, String digits) {
        return add(second, ByteBuffer.wrap(HexFormat.of().parseHex(digits.replace(" ", ""))));
    }

    private static ByteBuffer ip(String from, String to, int protocol, int length) {
        ByteBuffer frame = ByteBuffer.allocate(Math.max(60, ETHERNET_HEADER + IP_HEADER + length));
        frame.putShort(12, (short) 0x0800);
        int ip = ETHERNET_HEADER;
        frame.put(ip, (byte) 0x45).putShort(ip + 2, (short) (IP_HEADER + length));
        frame.put(ip + 8, (byte) 64).put(ip + 9, (byte) protocol);
        frame.putInt(ip + 12, host(from)).putInt(ip + 16, host(to));
        frame.putShort(ip + 10, (short) ~sum(frame, ip, 0, IP_HEADER));
        return frame;
    }

    /** RFC 1071's sum, not yet complemented; {@code start} stands for words that are not in the frame. */
    private static int sum(ByteBuffer frame, int from, int start, int length) {
        int sum = start;
        for (int i = 0; i < length; i += 2) {
            sum += Byte.toUnsignedInt(frame.get(from + i)) << 8;
            sum += i + 1 < length ? Byte.toUnsignedInt(frame.get(from + i + 1)) : 0;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }

    private static int host(String end) {
        int address = 0;
        for (String part : end.substring(0, end.indexOf(':')).split("\\.", -1)) {
            address = (address << 8) | Integer.parseInt(part);
        }
        return address;
    }

    private static int port(String end) {
        return Integer.parseInt(end.substring(end.indexOf(':') + 1));
    }

    private TestCapture add(double second, ByteBuffer frame) {
        long ns = Program.START_NS + Math.round(second * Program.SECOND);
        ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt((int) (ns / Program.SECOND)).putInt((int) (ns % Program.SECOND));
        record.putInt(frame.capacity()).putInt(frame.capacity());
        bytes.writeBytes(record.array());
        byte[] content = new byte[frame.capacity()];
        frame.get(0, content);
        bytes.writeBytes(content);
        return this;
    }

    /** The whole file, or its beginning. */
    Path write(Path file, int without) throws IOException {
        byte[] all = bytes.toByteArray();
        byte[] part = new byte[all.length - without];
        System.arraycopy(all, 0, part, 0, part.length);
        return Files.write(file, part);
    }
}
