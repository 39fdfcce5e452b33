package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.wirestat.tracker.Discard;

/**
 * Times the common path: 74-byte frames in a direct buffer, laid out as records of a capture file. Run its {@code main}
 * with the test class path; prints one line a mix with the median of nine rounds.
 */
final class FrameDecoderSpeed {

    private static final int RECORD_HEADER = 16;
    private static final int FRAME = 74; // room for IPv6 and TCP
    private static final int FRAMES = 20_000; // 1.8 MB: beyond the second-level cache, as a reader's buffer is
    private static final int PASSES = 250;

    private static final Mix[] SINGLE = {Mix.PLAIN, Mix.TIMESTAMPS, Mix.VLAN, Mix.UDP, Mix.IPV6, Mix.CONTROL};

    private FrameDecoderSpeed() {}

    public static void main(String[] args) {
        for (int round = 0; round < 2; round++) { // the second with profiles of all mixes
            System.out.printf("IPv4/TCP, no options:              %6.1f Mframes/s%n", measure(Mix.PLAIN));
            System.out.printf("IPv4/TCP, timestamps:              %6.1f Mframes/s%n", measure(Mix.TIMESTAMPS));
            System.out.printf("IPv4/TCP, a VLAN tag:              %6.1f Mframes/s%n", measure(Mix.VLAN));
            System.out.printf("IPv4/UDP:                          %6.1f Mframes/s%n", measure(Mix.UDP));
            System.out.printf("IPv6/TCP:                          %6.1f Mframes/s%n", measure(Mix.IPV6));
            System.out.printf("IPv4/TCP, every tenth SYN, FIN, RST:%5.1f Mframes/s%n", measure(Mix.CONTROL));
            System.out.printf("all of these at random:            %6.1f Mframes/s%n", measure(Mix.ALL));
        }
    }

    private enum Mix {
        PLAIN,
        TIMESTAMPS,
        VLAN,
        UDP,
        IPV6,
        CONTROL,
        ALL
    }

    private static double measure(Mix mix) {
        ByteBuffer bytes = frames(mix);
        FrameDecoder decoder = new FrameDecoder();
        Segment segment = new Segment();
        double[] rates = new double[9];
        long sum = 0;
        for (int round = -3; round < rates.length; round++) {
            long startNs = System.nanoTime();
            for (int pass = 0; pass < PASSES; pass++) {
                for (int i = 0; i < FRAMES; i++) {
                    int at = i * (RECORD_HEADER + FRAME) + RECORD_HEADER;
                    if (decoder.decode(LinkType.ETHERNET, i, FRAME, bytes, at, FRAME, segment) != Discard.NONE) {
                        throw new IllegalStateException("frame " + i);
                    }
                    sum += segment.sourceLow ^ segment.destinationPort ^ segment.endSeq() ^ segment.ack;
                }
            }
            if (round >= 0) {
                rates[round] = (double) FRAMES * PASSES * 1000 / (System.nanoTime() - startNs);
            }
        }
        if (sum == 42) {
            System.out.println();
        }
        Arrays.sort(rates);
        return rates[rates.length / 2];
    }

    private static ByteBuffer frames(Mix mix) {
        Random random = new Random(7);
        ByteBuffer bytes = ByteBuffer.allocateDirect(FRAMES * (RECORD_HEADER + FRAME));
        for (int i = 0; i < FRAMES; i++) {
            Mix kind = mix == Mix.ALL ? SINGLE[random.nextInt(SINGLE.length)] : mix;
            int at = i * (RECORD_HEADER + FRAME) + RECORD_HEADER + 12;
            int end = at - 12 + FRAME;
            if (kind == Mix.VLAN) {
                bytes.putInt(at, 0x8100_0000 | random.nextInt(4095));
                at += 4;
            }
            bytes.putShort(at, (short) (kind == Mix.IPV6 ? 0x86dd : 0x0800));
            at += 2;
            int protocol = kind == Mix.UDP ? 17 : 6;
            if (kind == Mix.IPV6) {
                bytes.putInt(at, 0x60000000);
                bytes.putInt(at + 4, 20 << 16 | protocol << 8 | 64);
                bytes.putLong(at + 8, random.nextLong());
                bytes.putLong(at + 24, random.nextLong());
                at += 40;
            } else {
                bytes.putInt(at, 0x45000000 | (end - at));
                bytes.putInt(at + 4, random.nextInt(65536) << 16 | 0x4000);
                bytes.putInt(at + 8, 64 << 24 | protocol << 16);
                bytes.putInt(at + 12, random.nextInt());
                bytes.putInt(at + 16, random.nextInt());
                at += 20;
            }
            bytes.putInt(at, random.nextInt());
            if (kind == Mix.UDP) {
                bytes.putShort(at + 4, (short) (end - at));
                continue;
            }
            bytes.putInt(at + 4, random.nextInt());
            bytes.putInt(at + 8, random.nextInt());
            int flags =
                    kind == Mix.CONTROL && random.nextInt(10) == 0 ? new int[] {2, 0x11, 4}[random.nextInt(3)] : 0x10;
            if (kind == Mix.TIMESTAMPS) {
                bytes.putInt(at + 12, 0x80000000 | flags << 16 | 501);
                bytes.putInt(at + 20, 0x0101080a);
            } else {
                bytes.putInt(at + 12, 0x50000000 | flags << 16 | 501);
            }
        }
        return bytes;
    }
}
