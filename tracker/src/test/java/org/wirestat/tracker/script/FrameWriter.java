package org.wirestat.tracker.script;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.wirestat.tracker.IpAddress;

/** Writes Ethernet frames. The memory is written anew for each frame, so that nobody gets away with keeping it. */
final class FrameWriter {

    static final int LINKTYPE_ETHERNET = 1;

    static final int ETHERNET_LENGTH = 14;
    static final int ICMP = 1;
    static final int ICMPV6 = 58;

    private static final int TAG_LENGTH = 4;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int UDP_LENGTH = 8;
    private static final int FILLER = 'x';
    private static final int SPOILED = 256;

    private final byte[] memory = new byte[1 << 17];
    private final ByteBuffer bytes = ByteBuffer.wrap(memory);
    private int length;

    FrameWriter() {
        Arrays.fill(memory, (byte) FILLER);
    }

    ByteBuffer bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Makes whoever kept the last frame see rubbish. */
    void spoil() {
        Arrays.fill(memory, 0, SPOILED, (byte) 0xa5);
    }

    void writeTcp(Sending segment) {
        byte[] options = segment.optionBytes();
        int headerLength = 20 + options.length;
        int offset = segment.dataOffset < 0 ? headerLength / 4 : segment.dataOffset;
        int at = writeIp(
                segment.from,
                segment.to,
                TCP,
                headerLength + segment.payload,
                segment.ipId,
                segment.hopLimit,
                segment.vlan);
        bytes.putShort(at, (short) segment.from.port());
        bytes.putShort(at + 2, (short) segment.to.port());
        bytes.putInt(at + 4, segment.seq);
        bytes.putInt(at + 8, segment.ack);
        bytes.putShort(at + 12, (short) (offset << 12 | segment.flags));
        bytes.putShort(at + 14, (short) segment.window);
        bytes.putInt(at + 16, segment.urgent & 0xffff);
        bytes.put(at + 20, options);
        fill(at + headerLength, segment.payload);
        long start = pseudo(segment.from, segment.to, TCP, length - at) + sumOfPayload(segment.payload);
        int sum = checksum(at, headerLength, start);
        bytes.putShort(at + 16, (short) (segment.hasBadChecksum ? sum + 1 : sum));
    }

    void writeUdp(Host from, Host to, int payload, int ipId) {
        int at = writeIp(from, to, UDP, UDP_LENGTH + payload, ipId, 64, 0);
        bytes.putShort(at, (short) from.port());
        bytes.putShort(at + 2, (short) to.port());
        bytes.putShort(at + 4, (short) (UDP_LENGTH + payload));
        bytes.putShort(at + 6, (short) 0);
        fill(at + UDP_LENGTH, payload);
        int sum = checksum(at, UDP_LENGTH, pseudo(from, to, UDP, UDP_LENGTH + payload) + sumOfPayload(payload));
        bytes.putShort(at + 6, (short) (sum == 0 ? 0xffff : sum));
    }

    /** Writes the link and the IP header; returns where the transport header begins. */
    int writeIp(Host from, Host to, int protocol, int content, int ipId, int hopLimit, int vlan) {
        int at = ETHERNET_LENGTH;
        bytes.putLong(0, 0x0200_0000_0002_0200L).putInt(8, 1);
        boolean isV6 = from.address().version() == 6;
        int type = isV6 ? 0x86dd : 0x0800;
        if (vlan > 0) {
            bytes.putShort(12, (short) 0x8100).putShort(14, (short) vlan).putShort(16, (short) type);
            at += TAG_LENGTH;
        } else {
            bytes.putShort(12, (short) type);
        }
        if (isV6) {
            bytes.putInt(at, 6 << 28);
            bytes.putShort(at + 4, (short) content);
            bytes.put(at + 6, (byte) protocol).put(at + 7, (byte) hopLimit);
            bytes.putLong(at + 8, from.address().high())
                    .putLong(at + 16, from.address().low());
            bytes.putLong(at + 24, to.address().high())
                    .putLong(at + 32, to.address().low());
            at += 40;
        } else {
            bytes.putShort(at, (short) 0x4500).putShort(at + 2, (short) (20 + content));
            bytes.putShort(at + 4, (short) ipId).putShort(at + 6, (short) 0x4000);
            bytes.put(at + 8, (byte) hopLimit).put(at + 9, (byte) protocol).putShort(at + 10, (short) 0);
            bytes.putInt(at + 12, (int) from.address().low());
            bytes.putInt(at + 16, (int) to.address().low());
            bytes.putShort(at + 10, (short) checksum(at, 20, 0));
            at += 20;
        }
        length = at + content;
        return at;
    }

    void closeIcmp(Host from, Host to, int at, int protocol) {
        long start = protocol == ICMP ? 0 : pseudo(from, to, protocol, length - at);
        bytes.putShort(at + 2, (short) 0);
        bytes.putShort(at + 2, (short) checksum(at, length - at, start));
    }

    private void fill(int at, int payload) {
        if (at < SPOILED) {
            Arrays.fill(memory, at, SPOILED, (byte) FILLER);
        }
        assert payload <= memory.length - at;
    }

    /** All its bytes are the same, and it begins at an even place. */
    private static long sumOfPayload(int payload) {
        return payload / 2 * (long) (FILLER << 8 | FILLER) + payload % 2 * (long) (FILLER << 8);
    }

    private static long pseudo(Host from, Host to, int protocol, int length) {
        return words(from.address()) + words(to.address()) + protocol + length;
    }

    private static long words(IpAddress address) {
        return half(address.high()) + half(address.low());
    }

    private static long half(long bits) {
        return (bits >>> 48) + (bits >>> 32 & 0xffff) + (bits >>> 16 & 0xffff) + (bits & 0xffff);
    }

    /** RFC 1071. */
    private int checksum(int at, int length, long start) {
        long sum = start;
        for (int i = 0; i < length - 1; i += 2) {
            sum += bytes.getShort(at + i) & 0xffff;
        }
        if (length % 2 != 0) {
            sum += (bytes.get(at + length - 1) & 0xff) << 8;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) ~sum & 0xffff;
    }
}
