package org.wirestat.capture.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wirestat.capture.FrameBatch;

class ZstdInputTest {

    private static final byte[] PCAP = capture();

    private static byte[] capture() {
        PcapWriter writer = PcapWriter.littleEndian(PcapWriter.MICROS);
        for (int i = 0; i < 20_000; i++) {
            writer.frame(i, i, Bytes.counting(i * i, 100));
        }
        return writer.toArray();
    }

    @Test
    void case181_packedCapturesGiveTheSameFrames() {
        Reading reading = Reading.of(Zstd.compress(PCAP));
        assertEquals("", reading.complaint());
        assertEquals(Reading.of(PCAP).frames(), reading.frames());
        byte[] pcapng = PcapngWriter.begun().frame(0, 1, new byte[5]).toArray();
        assertEquals(
                Reading.of(pcapng).frames(), Reading.of(Zstd.compress(pcapng)).frames());
    }

    @Test
    void case181_framesOfItFollowEachOther_howeverFewBytesComeAtATime() {
        byte[] packed = Bytes.concat(
                Zstd.compress(Arrays.copyOf(PCAP, 1000)),
                Zstd.compress(new byte[0]),
                Zstd.compress(Arrays.copyOfRange(PCAP, 1000, PCAP.length)));
        for (int atOnce : new int[] {1, 7, 1000, 1 << 20}) {
            Reading reading = Reading.of(packed, atOnce, new FrameBatch(64, FrameBatch.MAX_FRAME_LENGTH));
            assertEquals("", reading.complaint());
            assertEquals(20_000, reading.frames().size());
        }
    }

    @Test
    void case181_cutShort_framesBeforeTheCutAreLent() {
        byte[] packed = Zstd.compress(PCAP);
        Reading reading = Reading.of(Arrays.copyOf(packed, packed.length - 20));
        assertTrue(reading.complaint().contains("zstd data is cut short"), reading.complaint());
        assertFalse(reading.frames().isEmpty());
    }

    /**
     * A fuzzer found that of a file with a wrong checksum the library gave out nothing, if all of it was given to it at once:
     * of a small capture not a frame was left.
     */
    @Test
    void ofAFileWithAWrongChecksumOrABrokenBlockAllBeforeItIsLent_howeverFewBytesComeAtATime() {
        byte[] wrongSum = withChecksum(PCAP);
        wrongSum[wrongSum.length - 1] ^= 1;
        byte[] brokenBlock = Bytes.concat(withChecksum(PCAP), withChecksum(new byte[300_000]));
        Arrays.fill(brokenBlock, brokenBlock.length - 16, brokenBlock.length - 4, (byte) 0xff);
        for (byte[] broken : new byte[][] {wrongSum, brokenBlock}) {
            for (int atOnce : new int[] {1, 7, 1000, 1 << 20}) {
                Reading reading = Reading.of(broken, atOnce, new FrameBatch(64, FrameBatch.MAX_FRAME_LENGTH));
                assertTrue(reading.complaint().contains("zstd data is broken"), reading.complaint());
                assertEquals(20_000, reading.frames().size());
            }
        }
    }

    static byte[] withChecksum(byte[] content) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            return context.setChecksum(true).compress(content);
        }
    }

    @Test
    void case182_zstdInZstdIsRefused_andABombOfZerosIsNoCapture() {
        assertTrue(Reading.of(Zstd.compress(Zstd.compress(PCAP))).complaint().contains("zstd data in compressed data"));
        assertTrue(Reading.of(Zstd.compress(new byte[1 << 26])).complaint().contains("not a capture"));
    }

    @Test
    void case184_whateverTheBytes_framesOrACaptureException() {
        byte[] good = Zstd.compress(Arrays.copyOf(PCAP, 100_000));
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            byte[] bad = good.clone();
            for (int flips = 0; flips <= i % 3; flips++) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Reading.of(i % 2 == 0 ? bad : Arrays.copyOf(bad, random.nextInt(bad.length)));
        }
    }
}
