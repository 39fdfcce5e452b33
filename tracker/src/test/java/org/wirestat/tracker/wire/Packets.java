package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;

/** Builds the frames of the tests, as hexadecimal digits: headers around packets that tcpdump has printed. */
final class Packets {

    // 10.0.0.1.49152 > 10.0.0.2.443: Flags [S], cksum 0x7378 (correct), seq 4294967280, win 64240,
    //   options [mss 1460,sackOK,TS val 1000 ecr 0,nop,wscale 7], length 0
    static final String SYN = "4500003c1c4640004006 0a74 0a000001 0a000002"
            + "c00001bb fffffff0 00000000 a002 faf0 7378 0000"
            + "020405b4 0402 080a 000003e8 00000000 01 030307";

    // fd00::1.49152 > fd00::2.443: Flags [S], cksum 0x8d8a (correct), seq 4294967280, win 64240,
    //   options [mss 1440,sackOK,TS val 1000 ecr 0,nop,wscale 7], length 0
    static final String SYN_IPV6 =
            "60000000 0028 06 40 fd000000000000000000000000000001 fd000000000000000000000000000002"
                    + "c00001bb fffffff0 00000000 a002 faf0 8d8a 0000"
                    + "020405a0 0402 080a 000003e8 00000000 01 030307";

    private static final String ADDRESSES = "020000000002 020000000001";
    private static final String OUTER_ADDRESSES = "c0000201 c0000202"; // 192.0.2.1 > 192.0.2.2

    private Packets() {}

    static ByteBuffer bytes(String digits) {
        return Hex.bytes(digits);
    }

    static int length(String digits) {
        return digits.replaceAll("\\s", "").length() / 2;
    }

    /** The TCP segment of an IPv4 packet without options. */
    static String withoutIpv4(String packet) {
        return packet.replaceAll("\\s", "").substring(40);
    }

    static String withoutIpv6(String packet) {
        return packet.replaceAll("\\s", "").substring(80);
    }

    static String ethernet(String type, String payload) {
        return ADDRESSES + type + payload;
    }

    static String ethernet(String ipv4Packet) {
        return ethernet("0800", ipv4Packet);
    }

    /** An IPv4 packet between two carriers. */
    static String ipv4(int protocol, String payload) {
        return ipv4("0000", "4000", protocol, payload);
    }

    /** The same, of an identification, and flags with an offset. */
    static String ipv4(String id, String flagsAndOffset, int protocol, String payload) {
        String header = "4500" + hex(20 + length(payload)) + id + flagsAndOffset + "40" + hex8(protocol) + "%s"
                + OUTER_ADDRESSES;
        return header.formatted(checksum(bytes(header.formatted("0000")))) + payload;
    }

    /** An IPv6 packet from fd00::1 to fd00::2. */
    static String ipv6(int nextHeader, String payload) {
        return "60000000" + hex(length(payload)) + hex8(nextHeader) + "40" + "fd000000000000000000000000000001"
                + "fd000000000000000000000000000002" + payload;
    }

    /** A UDP datagram without checksum. */
    static String udp(int destinationPort, String payload) {
        return udp(49153, destinationPort, payload);
    }

    static String udp(int sourcePort, int destinationPort, String payload) {
        return hex(sourcePort) + hex(destinationPort) + hex(8 + length(payload)) + "0000" + payload;
    }

    /** A frame that carries a payload in UDP. */
    static String overUdp(int destinationPort, String payload) {
        return ethernet(ipv4(17, udp(destinationPort, payload)));
    }

    static String hex(int sixteenBits) {
        return "%04x".formatted(sixteenBits & 0xffff);
    }

    static String hex8(int eightBits) {
        return "%02x".formatted(eightBits & 0xff);
    }

    /** A TCP segment over IPv4 from 10.0.0.1:49152 to 10.0.0.2:443 with right checksums; options in multiples of four. */
    static String tcp(int flags, String options, String payload) {
        String header = "c00001bb fffffff0 00000001" + hex8((20 + length(options)) << 2) + hex8(flags) + "faf0";
        int length = 20 + length(options) + length(payload);
        ByteBuffer pseudoHeader =
                bytes("0a000001 0a000002 0006" + hex(length) + header + "0000 0000" + options + payload);
        String segment = header + checksum(pseudoHeader) + "0000" + options + payload;
        String ip = "4500" + hex(20 + length) + "1c46 4000 4006 %s 0a000001 0a000002";
        return ip.formatted(checksum(bytes(ip.formatted("0000")))) + segment;
    }

    private static String checksum(ByteBuffer bytes) {
        return hex(0xffff - InternetChecksum.fold(InternetChecksum.sum(bytes, 0, bytes.limit())));
    }
}
