package org.wirestat.capture.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipInputTest {

    private static final byte[] A = Bytes.counting(1, 5);
    private static final byte[] PCAP = capture();

    private static byte[] capture() {
        PcapWriter writer = PcapWriter.littleEndian(PcapWriter.MICROS);
        for (int i = 0; i < 3000; i++) {
            writer.frame(i, i, Bytes.counting(i * i, 100));
        }
        return writer.toArray();
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    @Test
    void case181_gzippedCapturesGiveTheSameFrames() {
        assertEquals(Reading.of(PCAP).frames(), Reading.of(gzip(PCAP)).frames());
        byte[] pcapng = PcapngWriter.begun().frame(0, 1, A).toArray();
        assertEquals(Reading.of(pcapng).frames(), Reading.of(gzip(pcapng)).frames());
    }

    @Test
    void case181_membersFollowEachOther_padsOfZerosAreNoHarm() {
        byte[] members = Bytes.concat(
                gzip(Arrays.copyOf(PCAP, 10)),
                gzip(Arrays.copyOfRange(PCAP, 10, 5000)),
                gzip(new byte[0]),
                gzip(Arrays.copyOfRange(PCAP, 5000, PCAP.length)),
                new byte[512]);
        Reading reading = Reading.of(members);
        assertEquals("", reading.complaint());
        assertEquals(Reading.of(PCAP).frames(), reading.frames());
    }

    @Test
    void aHeaderWithNameCommentExtraFieldAndChecksumIsPassedOver() {
        byte[] plain = gzip(PCAP);
        byte[] head = {
            0x1f, (byte) 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 3, 4, 0, 9, 9, 9, 9, 'n', 0, 'c', 'c', 0, 1, 1
        };
        Reading reading = Reading.of(Bytes.concat(head, Arrays.copyOfRange(plain, 10, plain.length)));
        assertEquals("", reading.complaint());
        assertEquals(3000, reading.frames().size());
    }

    @Test
    void case181_whatUnpacksToMoreThanIsAllowedIsReadUpToThere() {
        Reading reading = Reading.of(gzip(PCAP), new UnpackLimit(100_000));
        assertTrue(reading.complaint().contains("more than --max-uncompressed allows"), reading.complaint());
        assertEquals(Reading.of(PCAP).frames().subList(0, 100), reading.frames().subList(0, 100));
        assertEquals("", Reading.of(gzip(PCAP), new UnpackLimit(PCAP.length)).complaint());
    }

    @Test
    void case181_withoutALimitTheRatioIsOne_butNotForWhatIsSoonRead() {
        long gibibyte = 1L << 30;
        assertFalse(UnpackLimit.USUAL.isExceeded(gibibyte, 1));
        assertTrue(UnpackLimit.USUAL.isExceeded(2 * gibibyte, gibibyte / 200));
        assertFalse(UnpackLimit.USUAL.isExceeded(2 * gibibyte, gibibyte / 90));
        assertTrue(UnpackLimit.USUAL.complaint("gzip").contains("200 times its size"));
    }

    @Test
    void case181_aMemberCutShort_framesBeforeTheCutAreLent() {
        byte[] whole = gzip(PCAP);
        Reading reading = Reading.of(Arrays.copyOf(whole, whole.length / 2));
        assertTrue(reading.frames().size() > 100);
        assertTrue(reading.complaint().endsWith(": gzip data is cut short"), reading.complaint());
        for (int length = 0; length < 60; length++) {
            assertTrue(Reading.of(Arrays.copyOf(whole, length)).failure() != null);
        }
    }

    @Test
    void aWrongChecksumIsTold() {
        byte[] wrong = gzip(PCAP);
        wrong[wrong.length - 8] ^= 1;
        Reading reading = Reading.of(wrong);
        assertEquals(3000, reading.frames().size());
        assertTrue(reading.complaint().endsWith("its checksum or length is wrong"), reading.complaint());
    }

    @Test
    void case182_gzipInGzipIsRefused_andABombOfZerosIsNoCapture() {
        assertEquals(
                "gzip data in compressed data", Reading.of(gzip(gzip(PCAP))).complaint());
        assertEquals(
                "not a capture: neither pcap nor pcapng",
                Reading.of(gzip(new byte[20 << 20])).complaint());
    }

    @Test
    void case182_aBombOfOneHugeBlockGoesByUnread() {
        byte[] bomb = PcapngWriter.begun()
                .block(77, new byte[40 << 20])
                .frame(0, 1, A)
                .toArray();
        Reading reading = Reading.of(gzip(bomb));
        assertEquals(1, reading.frames().size());
        assertTrue(Objects.requireNonNull(reading.stats()).totalBytes() < 80_000);
        assertEquals(
                List.of(1000L),
                reading.frames().stream().map(Reading.Frame::timestampNs).toList());
    }
}
