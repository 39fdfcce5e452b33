package org.wirestat.cli;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Frames of ordinary traffic that never was: some thousand conversations at once, over TCP and UDP, IPv4 and IPv6, in VLANs and
 * out of them, from their beginning to their end. The same each time.
 */
final class OrdinaryTraffic {

    /** LINKTYPE_ETHERNET. */
    static final int LINK_TYPE = 1;

    /** No frame is longer, in bytes. */
    static final int LONGEST_FRAME = 1_600;

    private static final int OPEN_AT_ONCE = 4_000;
    private static final int MOST_PAYLOAD = 1_400;

    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;

    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int VLAN = 0x8100;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private static final byte[] CONTENT = new byte[MOST_PAYLOAD];

    static {
        Arrays.fill(CONTENT, (byte) 'x');
    }

    private final Random random = new Random(1);
    private final @Nullable Talk[] open = new Talk[OPEN_AT_ONCE];
    private final int mostPayload;
    private ByteBuffer frame = ByteBuffer.allocate(0);
    private int talks;
    private long timeNs = 1_760_000_000_000_000_000L;

    /** With payloads as ordinary traffic has them. */
    OrdinaryTraffic() {
        this(MOST_PAYLOAD);
    }

    /** @param mostPayload bytes of payload that a frame has at most */
    OrdinaryTraffic(int mostPayload) {
        this.mostPayload = mostPayload;
    }

    /** Time of the last frame, ns since 1970. */
    long timeNs() {
        return timeNs;
    }

    /** Writes the next frame, an Ethernet one, from the position on; {@link #LONGEST_FRAME} bytes are enough. */
    void next(ByteBuffer into) {
        frame = into;
        int at = random.nextInt(OPEN_AT_ONCE);
        Talk known = open[at];
        Talk talk = known == null ? new Talk(talks++, random) : known;
        open[at] = goOn(talk) ? talk : null;
    }

    /** One conversation: who, over what, and how far it has come. */
    private static final class Talk {
        private final int number;
        private final boolean isV6;
        private final boolean isTagged;
        private final boolean isUdp;
        private final boolean hasTimestamps;
        private final boolean isReset;
        private final int segments;
        private final int[] seq;
        private int step;

        Talk(int number, Random random) {
            this.number = number;
            isV6 = random.nextInt(4) == 0;
            isTagged = random.nextInt(8) == 0;
            isUdp = random.nextInt(10) == 0;
            hasTimestamps = random.nextInt(8) != 0;
            isReset = random.nextInt(10) == 0;
            segments = 2 + random.nextInt(random.nextInt(8) == 0 ? 200 : 12);
            seq = new int[] {random.nextInt(), random.nextInt()};
        }
    }

    /** Writes the next frame of a conversation; false if it was the last. */
    private boolean goOn(Talk talk) {
        int step = talk.step++;
        if (talk.isUdp) {
            write(talk, step % 2, 0, 40);
            return step < talk.segments;
        }
        if (step == 0) {
            write(talk, 0, SYN, 0);
        } else if (step == 1) {
            write(talk, 1, SYN | ACK, 0);
        } else if (step == 2) {
            write(talk, 0, ACK, 0);
        } else if (step < 3 + talk.segments) {
            // Requests and answers, each acknowledged by itself now and then.
            write(talk, step / 2 % 2, ACK, step % 3 == 0 ? 0 : random.nextInt(mostPayload));
        } else if (talk.isReset) {
            write(talk, 0, RST | ACK, 0);
            return false;
        } else {
            int closing = step - 3 - talk.segments;
            write(talk, closing == 1 || closing == 2 ? 1 : 0, closing == 1 || closing == 3 ? ACK : FIN | ACK, 0);
            return closing < 3;
        }
        return true;
    }

    private void write(Talk talk, int side, int flags, int payload) {
        frame.putLong(0x0200_0000_0001_0200L).putInt(2);
        if (talk.isTagged) {
            frame.putShort((short) VLAN).putShort((short) 100);
        }
        frame.putShort((short) (talk.isV6 ? IPV6 : IPV4));
        int options = flags == 0 || !talk.hasTimestamps ? 0 : (flags & SYN) != 0 ? 20 : 12;
        int header = talk.isUdp ? 8 : 20 + options;
        long pseudo = putIp(talk, side, header + payload);
        int at = frame.position();
        int port = 1_024 + talk.number % 60_000;
        frame.putShort((short) (side == 0 ? port : 443)).putShort((short) (side == 0 ? 443 : port));
        if (talk.isUdp) {
            frame.putShort((short) (8 + payload)).putShort((short) 0);
        } else {
            putTcp(talk, side, flags, options);
        }
        frame.put(CONTENT, 0, payload);
        talk.seq[side] += payload + ((flags & (SYN | FIN)) != 0 ? 1 : 0);
        if (!talk.isUdp) {
            frame.putShort(at + 16, checksum(at, frame.position(), pseudo));
        }
        timeNs += 1_000 + random.nextInt(4_000);
    }

    /** @return the sum of the pseudo-header's words */
    private long putIp(Talk talk, int side, int length) {
        int protocol = talk.isUdp ? UDP : TCP;
        int at = frame.position();
        int client = 0x0a00_0000 + talk.number / 7;
        int server = 0xc0a8_0000 + talk.number % 50;
        int source = side == 0 ? client : server;
        int destination = side == 0 ? server : client;
        if (talk.isV6) {
            frame.putInt(0x6000_0000)
                    .putShort((short) length)
                    .put((byte) protocol)
                    .put((byte) 64);
            frame.putLong(0xfd00_0000_0000_0000L).putLong(source & 0xffff_ffffL);
            frame.putLong(0xfd00_0000_0000_0000L).putLong(destination & 0xffff_ffffL);
            return sum(at + 8, at + 40) + protocol + length;
        }
        frame.putShort((short) 0x4500).putShort((short) (20 + length)).putShort((short) talk.step);
        frame.putShort((short) 0x4000).put((byte) 64).put((byte) protocol).putShort((short) 0);
        frame.putInt(source).putInt(destination);
        frame.putShort(at + 10, checksum(at, at + 20, 0));
        return sum(at + 12, at + 20) + protocol + length;
    }

    private void putTcp(Talk talk, int side, int flags, int options) {
        frame.putInt(talk.seq[side]).putInt(flags == SYN ? 0 : talk.seq[1 - side]);
        frame.putShort((short) (((20 + options) << 10) | flags))
                .putShort((short) 500)
                .putInt(0);
        int ticks = (int) (timeNs / 1_000_000L);
        if (options == 20) {
            frame.putInt(0x020405b4)
                    .putInt(0x0402080a)
                    .putInt(ticks)
                    .putInt(ticks)
                    .putInt(0x01030307);
        } else if (options == 12) {
            frame.putInt(0x0101080a).putInt(ticks).putInt(ticks);
        }
    }

    private long sum(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += (frame.get(i) & 0xffL) << ((i - from) % 2 == 0 ? 8 : 0);
        }
        return sum;
    }

    private short checksum(int from, int to, long start) {
        long sum = sum(from, to) + start;
        while (sum > 0xffff) {
            sum = (sum >>> 16) + (sum & 0xffff);
        }
        return (short) ~sum;
    }
}
