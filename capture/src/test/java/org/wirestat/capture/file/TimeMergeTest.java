package org.wirestat.capture.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameBatch;

class TimeMergeTest {

    @TempDir
    Path folder = Path.of("");

    /** A capture whose frames say by their first two bytes which file and which frame they are. */
    private String capture(int number, long... seconds) throws IOException {
        PcapWriter writer = PcapWriter.littleEndian(PcapWriter.MICROS);
        for (int i = 0; i < seconds.length; i++) {
            writer.frame(seconds[i], 0, new byte[] {(byte) number, (byte) i});
        }
        return Files.write(folder.resolve(number + ".pcap"), writer.toArray()).toString();
    }

    private static List<String> merged(String... names) {
        Reading reading = Reading.of(List.of(names), new FrameBatch(100, FrameBatch.MAX_FRAME_LENGTH));
        assertEquals("", reading.complaint());
        return reading.frames().stream().map(Reading.Frame::hex).toList();
    }

    @Test
    void framesComeByTime_equalOnesInTheOrderOfTheFiles() throws IOException {
        String a = capture(0xa, 1, 3, 3, 5);
        String b = capture(0xb, 2, 3, 4);
        String c = capture(0xc);
        assertEquals(List.of("0a00", "0b00", "0a01", "0a02", "0b01", "0b02", "0a03"), merged(a, b, c));
        assertEquals(List.of("0a00", "0b00", "0b01", "0a01", "0a02", "0b02", "0a03"), merged(c, b, a));
    }

    @Test
    void aFileWhoseTimesGoBackKeepsItsOrder() throws IOException {
        assertEquals(
                List.of("0b00", "0a00", "0a01", "0a02", "0b01"), merged(capture(0xa, 5, 1, 6), capture(0xb, 4, 7)));
    }

    @Test
    void manyFilesOfManyBatchesComeAsOneSortedFileWould() throws IOException {
        Random random = new Random(1);
        List<String> names = new ArrayList<>();
        List<Reading.Frame> expected = new ArrayList<>();
        for (int file = 0; file < 20; file++) {
            PcapWriter writer = PcapWriter.littleEndian(PcapWriter.MICROS);
            long[] seconds = random.longs(2500, 0, 2000).sorted().toArray();
            for (int i = 0; i < seconds.length; i++) {
                byte[] bytes = Bytes.counting(file * 31 + i, 20 + random.nextInt(300));
                writer.frame(seconds[i], 0, bytes);
                expected.add(Reading.frame(1, seconds[i] * 1_000_000_000L, bytes));
            }
            names.add(Files.write(folder.resolve("f" + file), writer.toArray()).toString());
        }
        // A stable sort: files in their order, each in its own.
        expected.sort(Comparator.comparingLong(Reading.Frame::timestampNs));
        assertEquals(expected, Reading.of(names, new FrameBatch(4096, 1 << 20)).frames());
    }

    @Test
    void aBrokenFileDoesNotKeepTheOthersFromBeingRead() throws IOException {
        String whole = capture(0xa, 1, 3, 5);
        Path cut = Path.of(capture(0xb, 2, 4, 6));
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 24 + 18 + 17));
        Reading reading = Reading.of(List.of(cut.toString(), whole), new FrameBatch(1, FrameBatch.MAX_FRAME_LENGTH));
        assertEquals(
                List.of("0a00", "0b00", "0a01", "0a02"),
                reading.frames().stream().map(Reading.Frame::hex).toList());
        assertEquals(
                cut + ": cut short at byte 59, in frame 2: 2 bytes announced, 1 there",
                Objects.requireNonNull(reading.failure()).getMessage());
    }

    @Test
    void statsAddUp() throws IOException, CaptureException {
        Reading reading = Reading.of(
                List.of(capture(0xa, 1, 3), capture(0xb, 2)), new FrameBatch(9, FrameBatch.MAX_FRAME_LENGTH));
        assertEquals(3, Objects.requireNonNull(reading.stats()).frames());
        assertEquals(24 + 36 + 24 + 18, Objects.requireNonNull(reading.stats()).bytes());
        assertEquals(24 + 36 + 24 + 18, Objects.requireNonNull(reading.stats()).totalBytes());
    }

    @Test
    void aMissingFileIsToldAtOnce() throws IOException {
        String a = capture(0xa, 1);
        assertThrows(
                CaptureException.class, () -> CaptureFiles.open(List.of(a, folder + "/nowhere"), UnpackLimit.USUAL));
    }
}
