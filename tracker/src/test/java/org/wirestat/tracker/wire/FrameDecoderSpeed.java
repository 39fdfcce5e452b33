package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.wirestat.tracker.Frames;

/**
 * Times the common path: 74-byte frames in a direct buffer, laid out as records of a capture file. Run its {@code main}
 * with the test class path. Of many short rounds it prints the fastest and the median one, since other work on the machine only slows.
 */
final class FrameDecoderSpeed {

    private static final int RECORD_HEADER = 16;
    private static final int FRAME = 74; // room for IPv6 and TCP
    private static final int FRAMES = 20_000; // 1.8 MB: beyond the second-level cache, as a reader's buffer is
    private static final int PASSES = 25; // half a million frames a round
    private static final int BATCH = 32;
    private static final int ROUNDS = 200;

    private static final Mix[] SINGLE = {Mix.PLAIN, Mix.TIMESTAMPS, Mix.VLAN, Mix.UDP, Mix.IPV6, Mix.CONTROL};

    private FrameDecoderSpeed() {}

    public static void main(String[] args) {
        for (int round = 0; round < 2; round++) { // the second with profiles of all mixes
            System.out.printf("%-40s%s%n", "IPv4/TCP, no options", measure(Mix.PLAIN));
            System.out.printf("%-40s%s%n", "IPv4/TCP, timestamps", measure(Mix.TIMESTAMPS));
            System.out.printf("%-40s%s%n", "IPv4/TCP, a VLAN tag", measure(Mix.VLAN));
            System.out.printf("%-40s%s%n", "IPv4/UDP", measure(Mix.UDP));
            System.out.printf("%-40s%s%n", "IPv6/TCP", measure(Mix.IPV6));
            System.out.printf("%-40s%s%n", "IPv4/TCP, every tenth SYN, FIN, RST", measure(Mix.CONTROL));
            System.out.printf("%-40s%s%n", "all of these at random", measure(Mix.ALL));
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

    private static String measure(Mix mix) {
        Rows frames = new Rows(frames(mix));
        FrameDecoder decoder = new FrameDecoder();
        Segment[] segments = Stream.generate(Segment::new).limit(BATCH).toArray(Segment[]::new);
        long[] discarded = new long[1];
        DiscardListener discards = (why, timestampNs) -> discarded[0]++;
        double[] rates = new double[ROUNDS];
        long sum = 0;
        for (int round = -ROUNDS / 4; round < ROUNDS; round++) {
            long startNs = System.nanoTime();
            for (int pass = 0; pass < PASSES; pass++) {
                for (int i = 0; i < FRAMES; i += BATCH) {
                    int count = decoder.decode(frames, i, i + BATCH, segments, discards);
                    for (int k = 0; k < count; k++) {
                        sum += segments[k].sourceLow ^ segments[k].destinationPort ^ segments[k].endSeq();
                    }
                }
            }
            if (round >= 0) {
                rates[round] = (double) FRAMES * PASSES * 1000 / (System.nanoTime() - startNs);
            }
        }
        if (sum == 42 || discarded[0] != 0) {
            throw new IllegalStateException("not all were decoded");
        }
        Arrays.sort(rates);
        return "%6.1f, median %5.1f Mframes/s".formatted(rates[ROUNDS - 1], rates[ROUNDS / 2]);
    }

    /** Frames as a batch of a file holds them. */
    private static final class Rows implements Frames {

        private final ByteBuffer bytes;
        private final int[] offset = new int[FRAMES];
        private final int[] length = new int[FRAMES];
        private final int[] linkType = new int[FRAMES];
        private final long[] timestampNs = new long[FRAMES];

        Rows(ByteBuffer bytes) {
            this.bytes = bytes;
            Arrays.fill(length, FRAME);
            Arrays.fill(linkType, LinkType.ETHERNET);
            Arrays.setAll(offset, i -> i * (RECORD_HEADER + FRAME) + RECORD_HEADER);
        }

        @Override
        public ByteBuffer bytes() {
            return bytes;
        }

        @Override
        public int linkType(int frame) {
            return linkType[frame];
        }

        @Override
        public long timestampNs(int frame) {
            return timestampNs[frame];
        }

        @Override
        public int wireLength(int frame) {
            return length[frame];
        }

        @Override
        public int offset(int frame) {
            return offset[frame];
        }

        @Override
        public int capturedLength(int frame) {
            return length[frame];
        }
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
