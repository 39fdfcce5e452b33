package org.wirestat.capture.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.github.luben.zstd.Zstd;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

/**
 * Whatever bytes a file holds, it gives frames, a complaint, or both: never another exception, and always the same, however
 * few bytes come at a time. A target for each format, to which its magic number is given.
 */
class CaptureFileFuzzTest {

    private static final String LONG_ENOUGH = "10m";

    /** So many frames are enough of one input: a few bytes may unpack to millions. */
    private static final int MOST_FRAMES = 20_000;

    private static final FrameBatch BATCH = new FrameBatch(64, FrameBatch.MAX_FRAME_LENGTH);

    static Stream<byte[]> pcaps() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                .flatMap(order -> Stream.of(PcapWriter.MICROS, PcapWriter.NANOS, PcapWriter.MODIFIED)
                        .map(magic -> pcap(PcapWriter.of(order, magic))));
    }

    private static byte[] pcap(PcapWriter writer) {
        return writer.frame(1, 2, Bytes.counting(1, 60))
                .record(2, 3, 20, 1500, Bytes.counting(2, 20))
                .toArray();
    }

    static Stream<byte[]> pcapngs() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN).map(CaptureFileFuzzTest::pcapng);
    }

    private static byte[] pcapng(ByteOrder order) {
        PcapngWriter writer = new PcapngWriter(order).section();
        byte[] options = Bytes.concat(writer.tsresol(9), writer.tsoffset(5), writer.endOfOptions());
        return writer.iface(PcapngWriter.ETHERNET, 0, options)
                .frame(0, 7, Bytes.counting(1, 61))
                .iface(101, 40)
                .obsoletePacket(1, 8, Bytes.counting(2, 20))
                .simplePacket(99, Bytes.counting(3, 24))
                .section()
                .iface(PcapngWriter.ETHERNET, 0)
                .frame(0, 7, Bytes.counting(1, 61), 1500)
                .toArray();
    }

    static Stream<byte[]> snoops() {
        return Stream.of(SnoopFormatTest.capture());
    }

    static Stream<byte[]> gzips() {
        return Stream.of(GzipInputTest.gzip(pcap(PcapWriter.littleEndian(PcapWriter.MICROS))));
    }

    static Stream<byte[]> zstds() {
        byte[] plain = pcap(PcapWriter.littleEndian(PcapWriter.MICROS));
        byte[] wrongSum = ZstdInputTest.withChecksum(plain);
        wrongSum[wrongSum.length - 1] ^= 1;
        return Stream.of(Zstd.compress(plain), ZstdInputTest.withChecksum(plain), wrongSum, shorterThanItSays());
    }

    /** A zstd frame of 256 bytes, it says, with one block of seven, which is not packed. */
    private static byte[] shorterThanItSays() {
        return new Bytes(ByteOrder.LITTLE_ENDIAN)
                .u32(0xfd2fb528L)
                .u8(0x40)
                .u8(0)
                .u16(0)
                .raw(new byte[] {7 << 3 | 1, 0, 0})
                .raw(new byte[7])
                .toArray();
    }

    static Stream<byte[]> lz4s() {
        byte[] plain = pcap(PcapWriter.littleEndian(PcapWriter.MICROS));
        return Stream.of(Lz4InputTest.stored(plain, 50), lz4OfOneBlock());
    }

    /** A record of 100 equal bytes, of which one stands there and 94 are copied from one byte back. */
    private static byte[] lz4OfOneBlock() {
        byte[] plain = PcapWriter.littleEndian(PcapWriter.MICROS)
                .frame(1, 2, new byte[100])
                .toArray();
        Bytes block = new Bytes(ByteOrder.LITTLE_ENDIAN).u8(0xff).u8(41 - 15).raw(Arrays.copyOf(plain, 41));
        byte[] packed = block.u16(1).u8(94 - 4 - 15).u8(5 << 4).raw(new byte[5]).toArray();
        byte[] head = {0x60, 0x40};
        return new Bytes(ByteOrder.LITTLE_ENDIAN)
                .u32(0x184d2204L)
                .raw(head)
                .u8(XxHash32.of(head, 0, head.length) >>> 8)
                .u32(packed.length)
                .raw(packed)
                .u32(0)
                .toArray();
    }

    @MethodSource("pcaps")
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void pcap(byte[] content) {
        readsTheSameInPieces(content);
    }

    @MethodSource("pcapngs")
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void pcapng(byte[] content) {
        readsTheSameInPieces(withMagic(content, 0x0a, 0x0d, 0x0d, 0x0a));
    }

    @MethodSource("snoops")
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void snoop(byte[] content) {
        readsTheSameInPieces(withMagic(content, 's', 'n', 'o', 'o', 'p', 0, 0, 0));
    }

    @MethodSource("gzips")
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void gzip(byte[] content) {
        readsTheSameInPieces(withMagic(content, 0x1f, 0x8b));
    }

    @MethodSource("zstds")
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void zstd(byte[] content) {
        readsTheSameInPieces(withMagic(content, 0x28, 0xb5, 0x2f, 0xfd));
    }

    @MethodSource("lz4s")
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void lz4(byte[] content) {
        readsTheSameInPieces(withMagic(content, 0x04, 0x22, 0x4d, 0x18));
    }

    private static byte[] withMagic(byte[] content, int... magic) {
        byte[] named = Arrays.copyOf(content, Math.max(content.length, magic.length));
        for (int i = 0; i < magic.length; i++) {
            named[i] = (byte) magic[i];
        }
        return named;
    }

    private static void readsTheSameInPieces(byte[] content) {
        String whole = read(content, Integer.MAX_VALUE);
        assertEquals(whole, read(content, 1 + content.length / 7));
    }

    /** Digests of the frames, and the complaint. */
    private static String read(byte[] content, int mostPerRead) {
        long digest = 0;
        long frames = 0;
        String complaint = "";
        BytesInput input = new BytesInput(content, mostPerRead);
        try (FrameSource source = CaptureFile.open(Opening.done("capture", input, UnpackLimit.USUAL))) {
            while (frames < MOST_FRAMES && source.poll(BATCH) != FrameSource.END) {
                for (int i = 0; i < BATCH.size() && frames < MOST_FRAMES; i++) {
                    digest = 31 * digest + frame(BATCH, i);
                    frames++;
                }
            }
        } catch (CaptureException e) {
            complaint = String.valueOf(e.getMessage());
            assertTrue(complaint.startsWith("capture: "), complaint);
        }
        return frames + " frames " + digest + " " + complaint;
    }

    private static long frame(FrameBatch batch, int i) {
        int length = batch.capturedLength(i);
        assertTrue(length >= 0 && length <= FrameBatch.MAX_FRAME_LENGTH);
        assertTrue(batch.wireLength(i) >= 0);
        long digest = batch.timestampNs(i) * 31 + batch.wireLength(i);
        digest = digest * 31 + batch.linkType(i);
        return digest * 31 + batch.bytes().slice(batch.offset(i), length).hashCode();
    }
}
