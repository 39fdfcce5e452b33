package org.wirestat.capture.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Lz4InputTest {

    private static byte[] plain() {
        PcapWriter writer = PcapWriter.littleEndian(PcapWriter.MICROS);
        for (int i = 0; i < 40; i++) {
            byte[] frame = new byte[300];
            Arrays.fill(frame, (byte) i);
            writer.frame(i, i, frame);
        }
        return writer.toArray();
    }

    /** A frame with one block a piece, each stored as it is. */
    static byte[] stored(byte[] bytes, int pieceLength) {
        Bytes frame = new Bytes(ByteOrder.LITTLE_ENDIAN).u32(0x184d2204L).u8(0x40 | 1 << 5 | 1 << 4 | 1 << 2);
        frame.u8(4 << 4).u8(XxHash32.of(new byte[] {0x74, 0x40}, 0, 2) >>> 8);
        for (int at = 0; at < bytes.length; at += pieceLength) {
            byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieceLength));
            frame.u32(0x8000_0000L | piece.length).raw(piece).u32(XxHash32.of(piece, 0, piece.length));
        }
        return frame.u32(0).u32(XxHash32.of(bytes, 0, bytes.length)).toArray();
    }

    @Test
    void theChecksumIsTheOneOfItsSpecification() {
        // Test vectors of the reference implementation, xxhsum -H0
        assertEquals(0x02cc5d05, XxHash32.of(new byte[0], 0, 0));
        assertEquals(0x32d153ff, XxHash32.of("abc".getBytes(StandardCharsets.US_ASCII), 0, 3));
        byte[] bytes = new byte[1000];
        new Random(1).nextBytes(bytes);
        XxHash32 inParts = new XxHash32();
        for (int at = 0; at < bytes.length; at += 7) {
            inParts.update(bytes, at, Math.min(7, bytes.length - at));
        }
        assertEquals(XxHash32.of(bytes, 0, bytes.length), inParts.value());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 65_536})
    void case181_storedBlocksOfAnyLengthGiveTheSameFrames(int pieceLength) {
        Reading reading = Reading.of(stored(plain(), pieceLength));
        assertEquals("", reading.complaint());
        assertEquals(Reading.of(plain()).frames(), reading.frames());
    }

    @Test
    void case181_framesFollowEachOther_whatIsToBeSkippedIs() {
        byte[] plain = plain();
        byte[] skippable = new Bytes(ByteOrder.LITTLE_ENDIAN)
                .u32(0x184d2a53L)
                .u32(5)
                .raw(new byte[5])
                .toArray();
        Reading reading = Reading.of(Bytes.concat(
                stored(Arrays.copyOf(plain, 1000), 100),
                skippable,
                stored(Arrays.copyOfRange(plain, 1000, plain.length), 5000)));
        assertEquals("", reading.complaint());
        assertEquals(Reading.of(plain).frames(), reading.frames());
    }

    @Test
    void copiesMayOverlapThemselvesAndReachBackToTheBlockBefore() throws Exception {
        // "ab", then 8 bytes from 2 back; then "c" as the last run
        byte[] block = HexFormat.of().parseHex("246162020010" + "63");
        byte[] out = new byte[64];
        int end = Lz4Block.decode(block, block.length, out, 0, 0);
        assertEquals("ababababab" + "c", new String(out, 0, end, StandardCharsets.US_ASCII));
        // A copy of 4 bytes from 4 back, before the block's own begin
        byte[] linked = HexFormat.of().parseHex("000400" + "1064");
        System.arraycopy("wxyz".getBytes(StandardCharsets.US_ASCII), 0, out, 16, 4);
        end = Lz4Block.decode(linked, linked.length, out, 16, 20);
        assertEquals("wxyzd", new String(out, 20, end - 20, StandardCharsets.US_ASCII));
    }

    @Test
    void case184_whateverTheBytes_framesOrACaptureException() {
        byte[] good = stored(plain(), 500);
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            byte[] bad = good.clone();
            for (int flips = 0; flips <= i % 3; flips++) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Reading.of(i % 2 == 0 ? bad : Arrays.copyOf(bad, random.nextInt(bad.length)));
        }
        byte[] out = new byte[1 << 16];
        for (int i = 0; i < 20_000; i++) {
            byte[] block = new byte[random.nextInt(100)];
            random.nextBytes(block);
            try {
                Lz4Block.decode(block, block.length, out, 1000, 2000);
            } catch (IOException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith("lz4 data is broken"));
            }
        }
    }

    @Test
    void case181_aBlockCutShort_framesBeforeTheCutAreLent() {
        byte[] whole = stored(plain(), 500);
        Reading reading = Reading.of(Arrays.copyOf(whole, 6000));
        assertTrue(reading.complaint().contains("lz4 data is cut short"), reading.complaint());
        assertFalse(reading.frames().isEmpty());
    }

    @Test
    void aWrongChecksumIsTold() {
        byte[] wrong = stored(plain(), 500);
        wrong[wrong.length - 1]++;
        assertTrue(Reading.of(wrong).complaint().contains("checksum"));
        assertEquals(40, Reading.of(wrong).frames().size());
    }
}
