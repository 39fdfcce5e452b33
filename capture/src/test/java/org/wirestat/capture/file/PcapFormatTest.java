package org.wirestat.capture.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.capture.file.Reading.frame;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.wirestat.capture.CaptureException.Reason;
import org.wirestat.capture.FrameBatch;

class PcapFormatTest {

    private static final byte[] A = Bytes.counting(1, 5);
    private static final byte[] B = Bytes.counting(100, 60);

    @Test
    void case159_bothByteOrdersAndBothUnitsGiveTheSameFrames() {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] micros = PcapWriter.of(order, PcapWriter.MICROS)
                    .frame(7, 123456, A)
                    .frame(8, 999999, B)
                    .toArray();
            byte[] nanos = PcapWriter.of(order, PcapWriter.NANOS)
                    .frame(7, 123456000, A)
                    .frame(8, 999999000, B)
                    .toArray();
            List<Reading.Frame> expected = List.of(frame(1, 7_123_456_000L, A), frame(1, 8_999_999_000L, B));
            assertEquals(expected, Reading.of(micros).frames());
            assertEquals(expected, Reading.of(nanos).frames());
        }
    }

    @Test
    void case159_modifiedFormatHasLongerRecordHeaders() {
        byte[] capture = PcapWriter.littleEndian(PcapWriter.MODIFIED)
                .frame(7, 1, A)
                .frame(8, 2, B)
                .toArray();
        assertEquals(
                List.of(frame(1, 7_000_001_000L, A), frame(1, 8_000_002_000L, B)),
                Reading.of(capture).frames());
    }

    @Test
    void case159_oldVersionsWriteTheWireLengthFirst() {
        byte[] swapped = PcapWriter.version(2, 2).record(1, 0, 1500, 5, A).toArray();
        assertEquals(
                List.of(frame(1, 1_000_000_000L, 1500, A)), Reading.of(swapped).frames());

        byte[] unsure = PcapWriter.version(2, 3)
                .record(1, 0, 1500, 5, A)
                .record(1, 0, 5, 1500, A)
                .toArray();
        assertEquals(
                List.of(frame(1, 1_000_000_000L, 1500, A), frame(1, 1_000_000_000L, 1500, A)),
                Reading.of(unsure).frames());

        byte[] dgux = PcapWriter.version(543, 0).record(1, 0, 1500, 5, A).toArray();
        assertEquals(
                List.of(frame(1, 1_000_000_000L, 1500, A)), Reading.of(dgux).frames());
    }

    @Test
    void case160_onlyVersionTwoIsRead() {
        assertEquals("", Reading.of(PcapWriter.version(2, 9).toArray()).complaint());
        Reading reading = Reading.of(PcapWriter.version(9, 4).frame(1, 0, A).toArray());
        assertEquals("damaged at byte 4, in the file header: pcap version 9.4, only 2.x is known", reading.complaint());
    }

    @Test
    void case154_aHeaderAloneIsAnEmptyCapture() {
        Reading reading = Reading.of(PcapWriter.littleEndian(PcapWriter.MICROS).toArray());
        assertEquals("", reading.complaint());
        assertEquals(List.of(), reading.frames());
    }

    @Test
    void case151_cutInsideAFrame_framesBeforeItAreLent() {
        byte[] whole = PcapWriter.littleEndian(PcapWriter.MICROS)
                .frame(7, 1, A)
                .frame(8, 2, B)
                .toArray();
        Reading reading = Reading.of(Arrays.copyOf(whole, whole.length - 10));
        assertEquals(List.of(frame(1, 7_000_001_000L, A)), reading.frames());
        assertEquals("cut short at byte 111, in frame 2: 60 bytes announced, 50 there", reading.complaint());
        assertEquals(Reason.DAMAGED, Objects.requireNonNull(reading.failure()).reason());
    }

    @Test
    void case152_cutInsideARecordHeader() {
        byte[] capture =
                PcapWriter.littleEndian(PcapWriter.MICROS).frame(7, 1, A).toArray();
        Reading reading = Reading.of(Bytes.concat(capture, new byte[3]));
        assertEquals(1, reading.frames().size());
        assertEquals(
                "cut short at byte 48, in the header of frame 2: 16 bytes announced, 3 there", reading.complaint());
    }

    @Test
    void case155_anImpossibleCapturedLengthEndsTheReading() {
        byte[] capture = PcapWriter.littleEndian(PcapWriter.MICROS)
                .frame(7, 1, A)
                .record(8, 2, 0xffff_ffffL, 60, B)
                .frame(9, 3, A)
                .toArray();
        Reading reading = Reading.of(capture);
        assertEquals(1, reading.frames().size());
        assertEquals(
                "damaged at byte 45, in frame 2: captured length 4294967295 is more than 262144", reading.complaint());
    }

    @Test
    void case156_case158_theSnapLengthInTheFileHeaderBindsNobody() {
        for (long snaplen : new long[] {0, 4, 0x7fff_ffffL, 0xffff_ffffL}) {
            byte[] capture = PcapWriter.header(snaplen, 1).frame(1, 0, B).toArray();
            assertEquals(
                    List.of(frame(1, 1_000_000_000L, B)), Reading.of(capture).frames());
        }
    }

    @Test
    void case156_theLongestFramePassesWhateverTheMemory() {
        byte[] longest = Bytes.counting(3, FrameBatch.MAX_FRAME_LENGTH);
        byte[] capture = PcapWriter.littleEndian(PcapWriter.MICROS)
                .frame(1, 0, A)
                .frame(2, 0, longest)
                .frame(3, 0, longest)
                .frame(4, 0, A)
                .toArray();
        for (int memory : new int[] {FrameBatch.MAX_FRAME_LENGTH, FrameBatch.MAX_FRAME_LENGTH + 20, 1 << 20}) {
            assertEquals(
                    List.of(
                            frame(1, 1_000_000_000L, A),
                            frame(1, 2_000_000_000L, longest),
                            frame(1, 3_000_000_000L, longest),
                            frame(1, 4_000_000_000L, A)),
                    Reading.of(capture, new FrameBatch(8, memory)).frames());
        }
        byte[] cut = Arrays.copyOf(capture, 24 + 21 + 16 + 1000);
        assertEquals(
                "cut short at byte 1061, in frame 2: 262144 bytes announced, 1000 there",
                Reading.of(cut).complaint());
    }

    @Test
    void case157_aCapturedLengthAboveTheWireLengthIsUsedAndCounted() {
        Reading reading = Reading.of(PcapWriter.littleEndian(PcapWriter.MICROS)
                .record(1, 0, 60, 10, B)
                .toArray());
        assertEquals(List.of(frame(1, 1_000_000_000L, 10, B)), reading.frames());
        assertEquals(1, Objects.requireNonNull(reading.stats()).oddRecords());
    }

    @Test
    void case161_aFractionOfASecondOrMoreIsCarriedOverAndCounted() {
        Reading reading = Reading.of(PcapWriter.littleEndian(PcapWriter.MICROS)
                .frame(1, 2_000_000, A)
                .frame(1, 999_999, A)
                .toArray());
        assertEquals(List.of(frame(1, 3_000_000_000L, A), frame(1, 1_999_999_000L, A)), reading.frames());
        assertEquals(1, Objects.requireNonNull(reading.stats()).oddRecords());
    }

    @Test
    void case162_secondsAreUnsigned() {
        Reading reading = Reading.of(PcapWriter.littleEndian(PcapWriter.NANOS)
                .frame(0, 0, A)
                .frame(0x8000_0000L, 1, A)
                .frame(0xffff_ffffL, 999_999_999, A)
                .toArray());
        assertEquals(
                List.of(
                        frame(1, 0, A),
                        frame(1, 2_147_483_648_000_000_001L, A),
                        frame(1, 4_294_967_295_999_999_999L, A)),
                reading.frames());
    }

    @Test
    void theUpperHalfOfTheLinkTypeIsIgnored() {
        byte[] capture = PcapWriter.header(65535, 0xf4ff_0071L).frame(1, 0, A).toArray();
        assertEquals(
                List.of(frame(0x71, 1_000_000_000L, A)), Reading.of(capture).frames());
    }

    @Test
    void aWireLengthOfTwoGigabytesOrMoreIsTheLargestThereIs() {
        byte[] capture = PcapWriter.littleEndian(PcapWriter.MICROS)
                .record(1, 0, 5, 0xffff_ffffL, A)
                .toArray();
        assertEquals(
                List.of(frame(1, 1_000_000_000L, Integer.MAX_VALUE, A)),
                Reading.of(capture).frames());
    }

    @Test
    void aBatchOfOneGetsAllFramesOneByOne() {
        PcapWriter capture = PcapWriter.littleEndian(PcapWriter.MICROS);
        for (int i = 0; i < 1000; i++) {
            capture.frame(i, i, Bytes.counting(i, i % 70));
        }
        List<Reading.Frame> many = Reading.of(capture.toArray()).frames();
        assertEquals(1000, many.size());
        assertEquals(
                many,
                Reading.of(capture.toArray(), new FrameBatch(1, FrameBatch.MAX_FRAME_LENGTH))
                        .frames());
    }
}
