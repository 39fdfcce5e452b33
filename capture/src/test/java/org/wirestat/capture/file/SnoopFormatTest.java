package org.wirestat.capture.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnoopFormatTest {

    private static Bytes begun(int link) {
        return new Bytes(ByteOrder.BIG_ENDIAN)
                .raw("snoop\0\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .u32(2)
                .u32(link);
    }

    private static Bytes frame(Bytes to, int second, int wireLength, byte[] frame) {
        int padded = (frame.length + 3) / 4 * 4;
        to.u32(wireLength)
                .u32(frame.length)
                .u32(24L + padded)
                .u32(0)
                .u32(second)
                .u32(5);
        return to.raw(frame).raw(new byte[padded - frame.length]);
    }

    static byte[] capture() {
        Bytes capture = begun(4);
        for (int i = 0; i < 50; i++) {
            frame(capture, i, 1500, Bytes.counting(i, 50 + i));
        }
        return capture.toArray();
    }

    @Test
    void framesHaveTimeLengthsAndBytes() {
        Reading reading = Reading.of(capture());
        assertEquals("", reading.complaint());
        assertEquals(50, reading.frames().size());
        Reading.Frame second = reading.frames().get(1);
        assertEquals(1, second.linkType());
        assertEquals(1_000_005_000L, second.timestampNs());
        assertEquals(1500, second.wireLength());
        assertEquals(2 * 51, second.hex().length());
    }

    @Test
    void aFrameLongerThanTheMemoryComesWhole() {
        byte[] long1 = Bytes.counting(1, 262_143);
        byte[] bytes = frame(frame(begun(8), 1, 262_143, long1), 2, 60, Bytes.counting(2, 60))
                .toArray();
        List<Reading.Frame> frames = Reading.of(bytes).frames();
        assertEquals(2, frames.size());
        assertEquals(10, frames.get(1).linkType());
        assertEquals(2 * 262_143, frames.get(0).hex().length());
    }

    @Test
    void cutAnywhere_allWholeFramesAreLent() {
        byte[] whole = capture();
        List<Reading.Frame> all = Reading.of(whole).frames();
        for (int length = 0; length < whole.length; length += 3) {
            List<Reading.Frame> frames =
                    Reading.of(Arrays.copyOf(whole, length)).frames();
            assertEquals(all.subList(0, frames.size()), frames);
        }
        assertEquals(
                "cut short at byte 100, in the header of frame 2: 24 bytes announced, 8 there",
                Reading.of(Arrays.copyOf(whole, 16 + 24 + 52 + 8)).complaint());
    }

    @Test
    void lengthsThatCannotBeEndTheReading() {
        byte[] tooLong = begun(4).u32(60)
                .u32(0xffff_fff0L)
                .u32(0xffff_ffffL)
                .raw(new byte[12])
                .toArray();
        assertEquals(
                "damaged at byte 16, in frame 1: captured length 4294967280 is more than 262144",
                Reading.of(tooLong).complaint());
        byte[] noRoom = begun(4).u32(60).u32(60).u32(0).raw(new byte[12]).toArray();
        assertEquals(
                "damaged at byte 16, in frame 1: record length 0 for 60 bytes",
                Reading.of(noRoom).complaint());
        assertEquals(
                "damaged at byte 0, in the file header: snoop version 3",
                Reading.of(new Bytes(ByteOrder.BIG_ENDIAN)
                                .raw("snoop\0\0\0".getBytes(StandardCharsets.ISO_8859_1))
                                .u32(3)
                                .u32(4)
                                .raw(new byte[20])
                                .toArray())
                        .complaint());
    }

    @Test
    void case184_flippedBitsGiveFramesOrACaptureException() {
        Random random = new Random(184);
        byte[] whole = capture();
        for (int i = 0; i < 2000; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            Reading.of(flipped);
        }
    }
}
