package org.wirestat.tracker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.Frames;

class FrameBatchTest {

    private static final List<SampleFrames> SAMPLES = SampleFrames.ALL;

    /** All samples one after the other in one buffer. */
    private static class Row implements Frames {

        private final ByteBuffer bytes = ByteBuffer.allocate(100_000);
        private final int[] offset = new int[SAMPLES.size() + 1];

        Row() {
            for (int i = 0; i < SAMPLES.size(); i++) {
                bytes.put(Packets.bytes(SAMPLES.get(i).digits()));
                offset[i + 1] = bytes.position();
            }
        }

        @Override
        public ByteBuffer bytes() {
            return bytes;
        }

        @Override
        public int linkType(int frame) {
            return SAMPLES.get(frame).linkType();
        }

        @Override
        public long timestampNs(int frame) {
            return frame;
        }

        @Override
        public int wireLength(int frame) {
            return capturedLength(frame);
        }

        @Override
        public int offset(int frame) {
            return offset[frame];
        }

        @Override
        public int capturedLength(int frame) {
            return offset[frame + 1] - offset[frame];
        }
    }

    @Test
    void framesInARowGiveTheSegmentsThatTheyGiveOneByOne() throws IllegalAccessException {
        FrameDecoder decoder = new FrameDecoder();
        Row row = new Row();
        Segment[] segments = Stream.generate(Segment::new).limit(SAMPLES.size()).toArray(Segment[]::new);
        long[] discarded = new long[Discard.values().length];
        assertEquals(
                SAMPLES.size(),
                decoder.decode(row, 0, SAMPLES.size(), segments, 0, (why, ns) -> discarded[why.ordinal()]++));
        Segment single = new Segment();
        for (int i = 0; i < SAMPLES.size(); i++) {
            int length = row.capturedLength(i);
            decoder.decode(row.linkType(i), i, length, row.bytes(), row.offset(i), length, single);
            single.frame = i;
            assertSameFields(single, segments[i], "holdsOtherOptions");
        }
    }

    @Test
    void whatGivesNoSegmentIsCountedAndLeavesNoGap() {
        Row row = new Row();
        row.bytes.putShort(12, (short) 0x88cc); // the first frame is LLDP now
        Segment[] segments = {new Segment(), new Segment()};
        long[] discarded = new long[Discard.values().length];
        assertEquals(1, new FrameDecoder().decode(row, 0, 2, segments, 0, (why, ns) -> discarded[why.ordinal()]++));
        assertEquals(1, discarded[Discard.NOT_IP.ordinal()]);
        assertEquals(1, segments[0].timestampNs);
        assertEquals(6, segments[0].ipVersion);
    }

    @Test
    void segmentsOfFurtherFramesFollowThoseThatAreThere() {
        Row row = new Row();
        Segment[] segments = Stream.generate(Segment::new).limit(4).toArray(Segment[]::new);
        assertEquals(3, new FrameDecoder().decode(row, 0, 2, segments, 1, (why, ns) -> {}));
        assertEquals(
                List.of(0L, 0L, 1L, 0L),
                Stream.of(segments).map(segment -> segment.timestampNs).toList());
        assertEquals(1, segments[2].frame);
    }

    @Test
    void whereItIsAskedToAFrameThatHasToBeWalkedThroughEndsItsRow() {
        Row row = new Row();
        int tunnelled = 0;
        while (row.bytes.getShort(row.offset(tunnelled) + 12) != 0x0800
                || row.bytes.get(row.offset(tunnelled) + 14) != 0x45) {
            tunnelled++;
        }
        row.bytes.put(row.offset(tunnelled) + 23, (byte) 47); // says that it is GRE
        FrameDecoder decoder = new FrameDecoder();
        decoder.walksAlone();
        Segment[] segments = Stream.generate(Segment::new).limit(SAMPLES.size()).toArray(Segment[]::new);
        decoder.decode(row, tunnelled, SAMPLES.size(), segments, 0, (why, ns) -> {});
        assertEquals(tunnelled + 1, decoder.reached());
        assertTrue(decoder.hasWalked());
    }

    @Test
    void aFrameThatBringsADecoderToFallIsLeftOutAlone() {
        // No frame is known that does. One whose bytes are not where its source says has the same effect.
        Row row = new Row() {
            @Override
            public int offset(int frame) {
                return frame == 1 ? bytes().capacity() - 10 : super.offset(frame);
            }
        };
        row.bytes.putShort(12, (short) 0x88cc); // the first frame is LLDP now
        Segment[] segments = {new Segment(), new Segment(), new Segment()};
        long[] discarded = new long[Discard.values().length];
        assertEquals(2, new FrameDecoder().decode(row, 0, 4, segments, 0, (why, ns) -> discarded[why.ordinal()]++));
        assertEquals(1, discarded[Discard.DEFECT.ordinal()]);
        assertEquals(1, discarded[Discard.NOT_IP.ordinal()], "counted once");
        assertEquals(List.of(2L, 3L), List.of(segments[0].timestampNs, segments[1].timestampNs));
    }

    @Test
    void aCopyIsLikeTheSegmentInEveryField() throws IllegalAccessException {
        ByteBuffer bytes = Packets.bytes(
                Packets.tcp(0x12, "0101080a 00000001 00000002 1312" + "5a".repeat(16) + "0303 07 00", "01"));
        Segment segment = new Segment();
        new FrameDecoder().decode(LinkType.RAW, 7, bytes.limit(), bytes, 0, bytes.limit(), segment);
        segment.space = 5;
        segment.frame = 11;
        segment.sackBlocks = 1;
        segment.sackLeft = 2;
        segment.sackRight = 3;
        segment.areOptionsCut = true;
        segment.sourceHigh = 4;
        segment.destinationHigh = 6;
        segment.vlans(7, 8);
        segment.sourceMac = 9;
        segment.destinationMac = 10;
        Segment copy = new Segment();
        copy.copy(segment);
        assertSameFields(segment, copy, "");
    }

    private static void assertSameFields(Segment one, Segment other, String except) throws IllegalAccessException {
        for (Field field : Segment.class.getDeclaredFields()) {
            boolean isLayer =
                    Modifier.isPrivate(field.getModifiers()); // what stands around or in it is no copy's business
            if (!Modifier.isStatic(field.getModifiers())
                    && !isLayer
                    && !field.getName().equals(except)) {
                assertEquals(field.get(one), field.get(other), field.getName());
            }
        }
    }
}
