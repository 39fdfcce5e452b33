package org.wirestat.tracker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.Segment.Checksum;

/** What no bytes may ever do: throw, allocate, be read beyond what was captured, or become half a segment. */
class HostileFramesTest {

    private static final int[] LINK_TYPES = SampleFrames.ALL.stream()
            .mapToInt(SampleFrames::linkType)
            .distinct()
            .toArray();

    /** Of each kind; {@code -Dwire.frames=1000000} for a long run. */
    private static final int FRAMES = Integer.getInteger("wire.frames", 5_000);

    private final FrameDecoder decoder = new FrameDecoder((ipVersion, high, low) -> {}, true);
    private final Segment segment = new Segment();

    @ParameterizedTest
    @FieldSource("org.wirestat.tracker.wire.SampleFrames#ALL")
    void case117_case118_aFrameCutAtAnyByteGivesTheSameSegmentOrNone(SampleFrames frame) {
        ByteBuffer whole = Packets.bytes(frame.digits());
        int length = whole.limit();
        boolean wasGiven = false;
        for (int captured = 0; captured <= length; captured++) {
            whole.limit(captured); // a read beyond it throws
            Discard verdict = decoder.decode(frame.linkType(), 7, length, whole, 0, captured, segment);
            if (verdict == Discard.NONE) {
                wasGiven = true;
                assertEquals(49152, segment.sourcePort, () -> frame + " cut");
                assertEquals(443, segment.destinationPort);
                assertEquals(-16, segment.seq);
                assertEquals(Segment.SYN, segment.flags);
                assertEquals(0, segment.payloadLength);
                assertEquals(frame.space(), segment.space);
                assertEquals(captured < length && segment.checksum == Checksum.UNKNOWN, segment.areOptionsCut);
            } else {
                assertEquals(Discard.TRUNCATED, verdict, frame + " cut at " + captured);
                assertTrue(!wasGiven, "the more is captured the more is known");
            }
        }
        assertTrue(wasGiven);
    }

    @Test
    void case140_randomBytesOfEveryLinkTypeAreDataAndNoException() {
        long seed = System.nanoTime();
        System.out.println("random frames, seed " + seed);
        Random random = new Random(seed);
        byte[] noise = new byte[300];
        ByteBuffer bytes = ByteBuffer.allocateDirect(noise.length);
        for (int linkType : LINK_TYPES) {
            for (int i = 0; i < FRAMES; i++) {
                random.nextBytes(noise);
                int captured = random.nextInt(noise.length);
                bytes.clear().put(noise).position(0).limit(captured);
                int wireLength = random.nextInt(8) == 0 ? random.nextInt() : captured + random.nextInt(3);
                decode(linkType, wireLength, bytes, captured);
            }
        }
    }

    @Test
    void case140_framesWithFlippedBytesAreDataAndNoException() {
        long seed = System.nanoTime();
        System.out.println("flipped frames, seed " + seed);
        Random random = new Random(seed);
        for (SampleFrames frame : SampleFrames.ALL) {
            ByteBuffer original = Packets.bytes(frame.digits());
            int length = original.limit();
            for (int i = 0; i < FRAMES / 5; i++) {
                ByteBuffer bytes = ByteBuffer.allocateDirect(length)
                        .put(original.duplicate())
                        .flip();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    bytes.put(random.nextInt(length), (byte) random.nextInt());
                }
                int captured = random.nextInt(3) == 0 ? random.nextInt(length + 1) : length;
                bytes.limit(captured);
                decode(frame.linkType(), length, bytes, captured);
            }
        }
    }

    @Test
    void theStraightWayAndTheWalkLeadToTheSame() {
        long seed = System.nanoTime();
        System.out.println("straight way against walk, seed " + seed);
        Random random = new Random(seed);
        Segment walked = new Segment();
        for (SampleFrames frame : SampleFrames.ALL) {
            if (frame.linkType() != LinkType.ETHERNET) {
                continue;
            }
            ByteBuffer original = Packets.bytes("0000 0800 01000000" + frame.digits()); // a PPI header before it
            int length = original.limit();
            for (int i = 0; i < FRAMES / 5; i++) {
                ByteBuffer bytes = ByteBuffer.allocateDirect(length)
                        .put(original.duplicate())
                        .flip();
                for (int flips = random.nextInt(4); flips > 0; flips--) {
                    bytes.put(8 + random.nextInt(length - 8), (byte) random.nextInt());
                }
                int captured = random.nextInt(3) == 0 ? 8 + random.nextInt(length - 7) : length;
                bytes.limit(captured);
                Discard straight = decoder.decode(LinkType.ETHERNET, 7, length - 8, bytes, 8, captured - 8, segment);
                assertEquals(straight, decoder.decode(LinkType.PPI, 7, length, bytes, 0, captured, walked));
                if (straight == Discard.NONE) {
                    assertEquals(describe(segment), describe(walked), frame.name());
                }
            }
        }
    }

    @Test
    void decodingAllocatesNothing() {
        ByteBuffer[] frames = SampleFrames.ALL.stream()
                .map(frame -> Packets.bytes(frame.digits()))
                .toArray(ByteBuffer[]::new);
        int[] linkTypes =
                SampleFrames.ALL.stream().mapToInt(SampleFrames::linkType).toArray();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) { // the first ones load classes
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                for (int k = 0; k < frames.length; k++) {
                    int length = frames[k].limit();
                    decoder.decode(linkTypes[k], i, length, frames[k], 0, length, segment);
                }
            }
            fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(fewest < 1_000, fewest + " bytes for " + 1_000 * frames.length + " frames");
    }

    private void decode(int linkType, int wireLength, ByteBuffer bytes, int captured) {
        Discard verdict = decoder.decode(linkType, 7, wireLength, bytes, 0, captured, segment);
        if (verdict == Discard.NONE) {
            assertTrue(segment.payloadLength >= 0);
            assertTrue(segment.ipLength >= segment.payloadLength);
            assertTrue(segment.windowScale >= -1 && segment.windowScale <= 14);
            assertTrue(segment.sackBlocks >= 0 && segment.sackBlocks <= 4);
        }
    }

    private static String describe(Segment segment) {
        return segment.ipLength
                + " " + segment.ipVersion
                + " " + Long.toHexString(segment.sourceHigh)
                + " " + Long.toHexString(segment.sourceLow)
                + " " + Long.toHexString(segment.destinationHigh)
                + " " + Long.toHexString(segment.destinationLow)
                + " " + segment.ipId
                + " " + segment.hopLimit
                + " " + segment.protocol
                + " " + segment.sourcePort
                + " " + segment.destinationPort
                + " " + segment.payloadLength
                + " " + segment.space
                + " " + segment.vlan()
                + " " + segment.innerVlan()
                + " " + Long.toHexString(segment.sourceMac)
                + " " + Long.toHexString(segment.destinationMac)
                + " " + segment.carriers()
                + " " + (segment.quoted() != null)
                + " " + segment.seq
                + " " + segment.ack
                + " " + segment.flags
                + " " + segment.window
                + " " + segment.windowScale
                + " " + segment.hasTimestamp
                + " " + segment.tsVal
                + " " + segment.tsEcr
                + " " + segment.sackBlocks
                + " " + segment.sackLeft
                + " " + segment.sackRight
                + " " + segment.isSigned
                + " " + segment.areOptionsCut
                + " " + segment.checksum;
    }
}
