package org.wirestat.capture.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirestat.capture.file.Reading.frame;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.wirestat.capture.FrameBatch;

class PcapngFormatTest {

    private static final byte[] A = Bytes.counting(1, 5);
    private static final byte[] B = Bytes.counting(100, 60);

    private static List<Reading.Frame> frames(PcapngWriter capture) {
        Reading reading = Reading.of(capture.toArray());
        assertEquals("", reading.complaint());
        return reading.frames();
    }

    private static void assertBroken(String complaint, PcapngWriter capture) {
        assertEquals(complaint, Reading.of(capture.toArray()).complaint());
    }

    @Test
    void enhancedPacketsGiveFramesInBothByteOrders() {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            PcapngWriter capture = new PcapngWriter(order).section().iface(1, 0);
            capture.frame(0, 7_123_456, A).frame(0, 8_000_000, B, 1500);
            assertEquals(List.of(frame(1, 7_123_456_000L, A), frame(1, 8_000_000_000L, 1500, B)), frames(capture));
        }
    }

    @Test
    void case167_case179_simpleAndObsoletePacketsAreRead_othersGoBy() {
        PcapngWriter capture = PcapngWriter.begun();
        capture.block(4, "names".repeat(4).getBytes(US_ASCII))
                .block(10, new byte[40])
                .obsoletePacket(0, 7_000_000, A)
                .block(9, new byte[8])
                .simplePacket(1500, B)
                .block(5, new byte[12]);
        assertEquals(List.of(frame(1, 7_000_000_000L, A), frame(1, 7_000_000_000L, 1500, B)), frames(capture));
    }

    @Test
    void aSimplePacketIsCutToItsWireLengthAndToTheSnapLength() {
        PcapngWriter capture = PcapngWriter.littleEndian().section().iface(1, 40);
        capture.simplePacket(1500, Arrays.copyOf(B, 40)).simplePacket(5, A);
        assertEquals(List.of(frame(1, 0, 1500, Arrays.copyOf(B, 40)), frame(1, 0, A)), frames(capture));
    }

    @Test
    void case163_aLengthOfNothingEndsTheReading() {
        for (int type : new int[] {6, 3, 2, 1, 77}) {
            for (long length : new long[] {0, 4, 11, 61}) {
                PcapngWriter capture = PcapngWriter.begun().frame(0, 1, A).block(type, length, new byte[60], length);
                Reading reading = Reading.of(capture.toArray());
                assertEquals(1, reading.frames().size());
                assertTrue(
                        reading.complaint().startsWith("damaged at byte 88, in ")
                                && reading.complaint().contains(": block length " + length + " is less than "),
                        reading.complaint());
            }
        }
    }

    @Test
    void case164_bothLengthsOfABlockMustAgree() {
        assertBroken(
                "damaged at byte 48, in frame 1: block length 32 at its head, 36 at its end",
                PcapngWriter.begun().block(6, 32, new byte[20], 36));
        assertBroken(
                "damaged at byte 48, in a block before any frame: block length 32 at its head, 0 at its end",
                PcapngWriter.begun().block(77, 32, new byte[20], 0).frame(0, 1, A));
    }

    @Test
    void case165_aHugeUnknownBlockIsSkipped_aHugeKnownOneIsNot() {
        assertBroken(
                "cut short at byte 80, in a block before any frame: 2147483644 bytes announced, 32 there",
                PcapngWriter.begun().block(77, 0x7fff_fffcL, new byte[20], 0));
        assertBroken(
                "cut short at byte 80, in a block before any frame: 4294967292 bytes announced, 32 there",
                PcapngWriter.begun().block(77, 0xffff_fffcL, new byte[20], 0));
        for (int type : new int[] {1, 2, 3, 6}) {
            Reading reading = Reading.of(PcapngWriter.begun()
                    .block(type, 0x7fff_fffcL, new byte[60], 0)
                    .toArray());
            assertTrue(
                    reading.complaint().contains("block length 2147483644 is more than 16777216"), reading.complaint());
        }
        byte[] large = new byte[40 << 20];
        assertEquals(
                List.of(frame(1, 1000, A)),
                frames(PcapngWriter.begun().block(77, large).frame(0, 1, A)));
    }

    @Test
    void case166_aFrameMustFitIntoItsBlock() {
        assertBroken(
                "damaged at byte 48, in frame 1: captured length 9 in a block of 40 bytes",
                PcapngWriter.begun().enhanced(0, 1, 9, 9, A));
        assertBroken(
                "damaged at byte 48, in frame 1: captured length 4294967295 in a block of 40 bytes",
                PcapngWriter.begun().enhanced(0, 1, 0xffff_ffffL, 9, A));
    }

    @Test
    void case168_aFrameNeedsADescribedInterface() {
        assertBroken(
                "damaged at byte 28, in frame 1: interface 0 of 0",
                PcapngWriter.littleEndian().section().frame(0, 1, A));
        assertBroken(
                "damaged at byte 28, in frame 1: interface 0 of 0",
                PcapngWriter.littleEndian().section().simplePacket(5, A));
        assertBroken(
                "damaged at byte 48, in frame 1: interface 7 of 1",
                PcapngWriter.begun().frame(7, 1, A));
        assertBroken(
                "damaged at byte 48, in frame 1: interface 4294967295 of 1",
                PcapngWriter.begun().frame(-1, 1, A));
    }

    @Test
    void case169_case170_eachInterfaceHasItsLinkTypeAndSnapLength() {
        PcapngWriter capture =
                PcapngWriter.begun().iface(113, 96).frame(1, 1, A).frame(0, 2, B);
        assertEquals(List.of(frame(113, 1000, A), frame(1, 2000, B)), frames(capture));
    }

    @Test
    void case171_case172_eachSectionHasItsInterfacesAndByteOrder() {
        byte[] second = new PcapngWriter(ByteOrder.BIG_ENDIAN)
                .section()
                .iface(101, 0)
                .frame(0, 2, B)
                .toArray();
        PcapngWriter capture = PcapngWriter.begun().iface(113, 0).frame(1, 1, A).raw(second);
        assertEquals(List.of(frame(113, 1000, A), frame(101, 2000, B)), frames(capture));
        assertBroken(
                "damaged at byte 156, in frame 2: interface 1 of 1",
                PcapngWriter.begun()
                        .iface(113, 0)
                        .frame(1, 1, A)
                        .section()
                        .iface(1, 0)
                        .frame(1, 1, B));
    }

    @Test
    void aSectionOfAnotherVersionEndsTheReading() {
        assertBroken(
                "damaged at byte 88, in a section header: pcapng version 2.0, only 1.0 is known",
                PcapngWriter.begun().frame(0, 1, A).section(2, 0, -1));
        assertEquals(List.of(), frames(PcapngWriter.littleEndian().section(1, 2, -1)));
    }

    @Test
    void case173_case176_timeIsCountedAsTheInterfaceSays() {
        PcapngWriter w = PcapngWriter.littleEndian().section();
        w.iface(1, 0, w.tsresol(9))
                .iface(1, 0, w.tsresol(0))
                .iface(1, 0, w.tsresol(0x8a))
                .iface(1, 0, Bytes.concat(w.tsresol(3), w.tsoffset(-2), w.endOfOptions()))
                .iface(1, 0, Bytes.concat(w.tsresol(12), w.option(2, "eth0".getBytes(US_ASCII))))
                .frame(0, 1_500_000_001, A)
                .frame(1, 77, A)
                .frame(2, 1536, A)
                .frame(3, 1500, A)
                .frame(4, 1_234_567_890_123_999L, A)
                .frame(0, -1, A);
        assertEquals(
                List.of(
                        1_500_000_001L,
                        77_000_000_000L,
                        1_500_000_000L,
                        -500_000_000L,
                        1_234_567_890_123L,
                        Long.MAX_VALUE),
                frames(w).stream().map(Reading.Frame::timestampNs).toList());
    }

    @Test
    void case174_case175_aResolutionOutOfRange_ofTheWrongLength_orTwice_isAnError() {
        PcapngWriter w = PcapngWriter.littleEndian();
        for (int resolution : new int[] {20, 127, 0xc0, 0xff}) {
            assertBroken(
                    "damaged at byte 44, in a block before any frame: option 9 is out of range, or given twice",
                    PcapngWriter.littleEndian().section().iface(1, 0, w.tsresol(resolution)));
        }
        assertBroken(
                "damaged at byte 44, in a block before any frame: option 9 has length 2, not 1",
                PcapngWriter.littleEndian().section().iface(1, 0, w.option(9, (byte) 6, (byte) 6)));
        assertBroken(
                "damaged at byte 52, in a block before any frame: option 9 is out of range, or given twice",
                PcapngWriter.littleEndian().section().iface(1, 0, Bytes.concat(w.tsresol(6), w.tsresol(6))));
        assertBroken(
                "damaged at byte 44, in a block before any frame: option 14 has length 4, not 8",
                PcapngWriter.littleEndian().section().iface(1, 0, w.option(14, new byte[4])));
    }

    @Test
    void case177_anOptionMayNotRunOverItsBlock_norAnEndHaveALength() {
        PcapngWriter w = PcapngWriter.littleEndian();
        byte[] tooLong = w.body().u16(2).u16(200).u32(0).toArray();
        assertBroken(
                "damaged at byte 44, in a block before any frame: option 2 runs over the end of its block",
                PcapngWriter.littleEndian().section().iface(1, 0, tooLong));
        assertBroken(
                "damaged at byte 24, in a block before any frame: option 2 runs over the end of its block",
                PcapngWriter.littleEndian().section(1, 0, -1, tooLong));
        assertBroken(
                "damaged at byte 24, in a block before any frame: option 0 ends the options and has a length",
                PcapngWriter.littleEndian().section(1, 0, -1, w.option(0, (byte) 1)));
        byte[] many = new byte[4_000_000];
        for (int i = 0; i < many.length; i += 4) {
            many[i] = 2;
        }
        assertEquals(List.of(), frames(PcapngWriter.littleEndian().section().iface(1, 0, many)));
    }

    @Test
    void case178_aFloodOfInterfacesEnds() {
        PcapngWriter capture = PcapngWriter.littleEndian().section();
        for (int i = 0; i < 4097; i++) {
            capture.iface(1, 0);
        }
        assertBroken("damaged at byte 81948, in the description of interface 4096: more than 4096 interfaces", capture);
    }

    @Test
    void case180_theSectionLengthIsIgnored() {
        assertEquals(
                List.of(frame(1, 1000, A)),
                frames(PcapngWriter.littleEndian().section(1, 0, 12).iface(1, 0).frame(0, 1, A)));
    }

    @Test
    void optionsOfAPacketMayBeLongerThanTheMemory() {
        byte[] longest = Bytes.counting(3, FrameBatch.MAX_FRAME_LENGTH);
        byte[] comments = new byte[3 << 20];
        PcapngWriter capture = PcapngWriter.begun()
                .frame(0, 1, longest, 1_000_000, comments)
                .frame(0, 2, A, 5, comments)
                .frame(0, 3, B);
        List<Reading.Frame> expected =
                List.of(frame(1, 1000, 1_000_000, longest), frame(1, 2000, A), frame(1, 3000, B));
        assertEquals(expected, frames(capture));
        assertEquals(
                expected,
                Reading.of(capture.toArray(), new FrameBatch(9, 1 << 20)).frames());
        assertEquals(
                expected,
                Reading.of(capture.toArray(), new FrameBatch(9, 8 << 20)).frames());
    }

    @Test
    void case157_aCapturedLengthAboveTheWireLengthIsUsedAndCounted() {
        Reading reading = Reading.of(PcapngWriter.begun().frame(0, 1, B, 10).toArray());
        assertEquals(List.of(frame(1, 1000, 10, B)), reading.frames());
        assertEquals(1, Objects.requireNonNull(reading.stats()).oddRecords());
    }

    @Test
    void case151_cutInsideABlock_framesBeforeItAreLent() {
        byte[] whole = PcapngWriter.begun().frame(0, 1, A).frame(0, 2, B).toArray();
        Reading reading = Reading.of(Arrays.copyOf(whole, whole.length - 10));
        assertEquals(List.of(frame(1, 1000, A)), reading.frames());
        assertEquals(
                "cut short at byte 170, in the block of frame 2: 92 bytes announced, 82 there", reading.complaint());
    }
}
