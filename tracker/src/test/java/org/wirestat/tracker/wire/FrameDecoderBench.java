package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.wirestat.tracker.Frames;

/** Time of a frame on the common path: 74-byte frames in a direct buffer, laid out as records of a capture file. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameDecoderBench {

    private static final int RECORD_HEADER = 16;
    private static final int FRAME = 74; // room for IPv6 and TCP
    private static final int FRAMES = 20_000; // 1.8 MB: beyond the second-level cache, as a reader's buffer is
    private static final int BATCH = 32;

    private static final Mix[] SINGLE = {Mix.PLAIN, Mix.TIMESTAMPS, Mix.VLAN, Mix.UDP, Mix.IPV6, Mix.CONTROL};

    private final FrameDecoder decoder = new FrameDecoder();
    private final Segment[] segments =
            Stream.generate(Segment::new).limit(BATCH).toArray(Segment[]::new);
    private final DiscardListener discards = (why, timestampNs) -> {
        throw new IllegalStateException("all frames are sound: " + why);
    };

    @Param
    private Mix mix;

    private Rows frames;

    /** What the frames carry. */
    public enum Mix {
        /** IPv4 and TCP without options. */
        PLAIN,
        TIMESTAMPS,
        VLAN,
        UDP,
        IPV6,
        /** Every tenth is a SYN, FIN or RST. */
        CONTROL,
        /** All of these at random. */
        ALL
    }

    @Setup
    public void write() {
        frames = new Rows(frames(mix));
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public long decode() {
        long sum = 0;
        for (int i = 0; i < FRAMES; i += BATCH) {
            int count = decoder.decode(frames, i, i + BATCH, segments, 0, discards);
            for (int k = 0; k < count; k++) {
                sum += segments[k].sourceLow ^ segments[k].destinationPort ^ segments[k].endSeq();
            }
        }
        return sum;
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
