package org.wirestat.capture.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

class CaptureFilesTest {

    private static final byte[] A = Bytes.counting(1, 5);
    private static final byte[] B = Bytes.counting(100, 60);
    private static final byte[] PCAP = PcapWriter.littleEndian(PcapWriter.MICROS)
            .frame(7, 1, A)
            .frame(8, 2, B)
            .frame(9, 3, A)
            .toArray();
    private static final byte[] PCAPNG = PcapngWriter.littleEndian()
            .section(1, 0, -1, PcapngWriter.littleEndian().option(4, "a test".getBytes(US_ASCII)))
            .iface(1, 0, PcapngWriter.littleEndian().tsresol(9))
            .frame(0, 1, A)
            .block(77, new byte[24])
            .frame(0, 2, B, 60, PcapngWriter.littleEndian().option(1, "so".getBytes(US_ASCII)))
            .simplePacket(60, B)
            .obsoletePacket(0, 3, A)
            .toArray();

    @TempDir
    Path folder = Path.of("");

    private CaptureException refused(String name) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(1),
                () -> assertThrows(CaptureException.class, () -> {
                    try (FrameSource source = CaptureFiles.open(List.of(name), UnpackLimit.USUAL)) {
                        source.poll(new FrameBatch(8, FrameBatch.MAX_FRAME_LENGTH));
                    }
                }));
    }

    private void assertNoCapture(String complaint, byte... contents) throws IOException {
        Path file = Files.write(folder.resolve("x"), contents);
        CaptureException refusal = refused(file.toString());
        assertEquals(Reason.NOT_A_CAPTURE, refusal.reason());
        assertEquals(file + ": " + complaint, refusal.getMessage());
    }

    @Test
    void case153_case183_whatIsNoCaptureIsSaidToBeNone() throws IOException {
        assertNoCapture("an empty file");
        assertNoCapture("not a capture: neither pcap nor pcapng", "hello\n".getBytes(US_ASCII));
        assertNoCapture("not a capture: neither pcap nor pcapng", "\n\r\r\n, four line ends".getBytes(US_ASCII));
        assertNoCapture("not a capture: neither pcap nor pcapng", (byte) 0xd4, (byte) 0xc3);
        assertNoCapture(
                "not a capture: neither pcap nor pcapng", Bytes.concat("\177ELF".getBytes(US_ASCII), new byte[900]));
        assertNoCapture("not a capture: neither pcap nor pcapng", new byte[1 << 20]);
    }

    @Test
    void case181_otherCompressionsAreNamed_withARemedy() throws IOException {
        Path file = Files.write(folder.resolve("x.xz"), Bytes.concat(new byte[] {(byte) 0xfd, 0x37, 0x7a, 0x58}, B));
        CaptureException refusal = refused(file.toString());
        assertEquals(List.of("xz -dc " + file + " | ./wirestat -r -"), refusal.remedies());
    }

    @Test
    void case183_missingFilesDirectoriesAndEndlessZeros() throws IOException {
        assertEquals(
                Reason.NO_SUCH_FILE,
                refused(folder.resolve("nowhere").toString()).reason());
        assertEquals(Reason.NO_SUCH_FILE, refused("no\0name").reason());
        assertEquals(Reason.NOT_A_CAPTURE, refused(folder.toString()).reason());
        assumeTrue(Files.exists(Path.of("/dev/zero")), "no /dev/zero here");
        assertEquals(
                "/dev/zero: not a capture: neither pcap nor pcapng",
                refused("/dev/zero").getMessage());
        assertEquals("/dev/null: an empty file", refused("/dev/null").getMessage());
    }

    @Test
    void case151_case152_cutAnywhere_allWholeFramesAreLent_andNothingElseIsThrown() {
        for (byte[] whole : List.of(PCAP, PCAPNG)) {
            List<Reading.Frame> all = Reading.of(whole).frames();
            int before = 0;
            for (int length = 0; length <= whole.length; length++) {
                Reading reading = Reading.of(Arrays.copyOf(whole, length));
                int count = reading.frames().size();
                assertEquals(all.subList(0, count), reading.frames());
                assertTrue(count == before || count == before + 1, "frames come one by one");
                before = count;
            }
            assertEquals(all.size(), before);
            assertEquals("", Reading.of(whole).complaint());
        }
    }

    @Test
    void case184_flippedBitsGiveFramesOrACaptureException() {
        Random random = new Random(184);
        for (byte[] whole : List.of(PCAP, PCAPNG)) {
            for (int i = 0; i < 5000; i++) {
                byte[] flipped = whole.clone();
                for (int n = random.nextInt(4); n >= 0; n--) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                // Whatever is thrown that is no CaptureException fails the test.
                assertTrue(Reading.of(flipped).frames().size() < 50);
            }
        }
    }

    @Test
    void howeverFewBytesComeAtATime_theFramesAreTheSame() {
        byte[] longer = PcapngWriter.begun()
                .frame(0, 1, Bytes.counting(1, 5000), 5000, new byte[900])
                .block(77, new byte[3000])
                .frame(0, 2, A)
                .toArray();
        for (byte[] whole : List.of(PCAP, PCAPNG, longer)) {
            Reading expected = Reading.of(whole);
            for (int mostPerRead : new int[] {1, 2, 3, 7, 16, 61, 1000}) {
                for (int capacity : new int[] {1, 2, 64}) {
                    FrameBatch batch = new FrameBatch(capacity, FrameBatch.MAX_FRAME_LENGTH);
                    assertEquals(
                            expected.frames(),
                            Reading.of(whole, mostPerRead, batch).frames());
                    byte[] cut = Arrays.copyOf(whole, whole.length - 3);
                    assertEquals(
                            Reading.of(cut).complaint(),
                            Reading.of(cut, mostPerRead, batch).complaint());
                }
            }
        }
    }

    @Test
    void framesStayValidWhileOtherBatchesAreFilled() throws CaptureException, IOException {
        PcapWriter capture = PcapWriter.littleEndian(PcapWriter.MICROS);
        for (int i = 0; i < 20_000; i++) {
            capture.frame(i, 0, Bytes.counting(i, 40 + i % 90));
        }
        String file = Files.write(folder.resolve("x"), capture.toArray()).toString();
        List<Reading.Frame> one =
                Reading.of(List.of(file), new FrameBatch(512, 1 << 20)).frames();
        List<Reading.Frame> alternating = Reading.of(
                        List.of(file), new FrameBatch(300, 1 << 19), new FrameBatch(7000, 1 << 20))
                .frames();
        assertEquals(20_000, one.size());
        assertEquals(one, alternating);

        FrameBatch first = new FrameBatch(512, 1 << 20);
        FrameBatch second = new FrameBatch(512, 1 << 20);
        try (FrameSource source = CaptureFiles.open(List.of(file), UnpackLimit.USUAL)) {
            source.poll(first);
            byte before = first.bytes().get(first.offset(511));
            source.poll(second);
            assertEquals(before, first.bytes().get(first.offset(511)));
            assertEquals((byte) 511, before);
        }
    }

    @Test
    void statsTellHowFarTheReadingIs() throws CaptureException, IOException {
        String file = Files.write(folder.resolve("x"), PCAP).toString();
        try (FrameSource source = CaptureFiles.open(List.of(file), UnpackLimit.USUAL)) {
            assertEquals(PCAP.length, source.stats().totalBytes());
            assertEquals(0, source.stats().frames());
            assertEquals(3, source.poll(new FrameBatch(8, FrameBatch.MAX_FRAME_LENGTH)));
            assertEquals(new CaptureStats(3, PCAP.length, PCAP.length, 0, 0, 0), source.stats());
        }
    }

    private Path fifo() throws IOException, InterruptedException {
        Path fifo = folder.resolve("fifo");
        try {
            assumeTrue(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0, "mkfifo failed");
        } catch (IOException e) {
            assumeTrue(false, "no mkfifo here");
        }
        return fifo;
    }

    @Test
    void case183_aSlowPipeGivesItsFramesAtOnce() throws Exception {
        Path fifo = fifo();
        FrameBatch batch = new FrameBatch(4096, 1 << 20);
        try (FrameSource source = CaptureFiles.open(List.of(fifo.toString()), UnpackLimit.USUAL)) {
            CompletableFuture<Integer> poll = CompletableFuture.supplyAsync(() -> poll(source, batch));
            try (OutputStream out = Files.newOutputStream(fifo)) {
                int secondFrame = 24 + 16 + A.length;
                out.write(PCAP, 0, 10);
                out.flush();
                Thread.sleep(50);
                out.write(PCAP, 10, secondFrame + 3 - 10);
                out.flush();
                assertEquals(1, poll.get(2, TimeUnit.SECONDS), "the first frame, though half of another came with it");
                out.write(PCAP, secondFrame + 3, PCAP.length - secondFrame - 3);
                out.flush();
                assertEquals(2, source.poll(batch));
            }
            assertEquals(FrameSource.END, source.poll(batch));
        }
    }

    private static int poll(FrameSource source, FrameBatch batch) {
        try {
            return source.poll(batch);
        } catch (CaptureException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void stopEndsAReadThatWaits() throws Exception {
        Path fifo = fifo();
        FrameBatch batch = new FrameBatch(8, FrameBatch.MAX_FRAME_LENGTH);
        for (int written : new int[] {-1, 0, 10, PCAP.length}) {
            try (FrameSource source = CaptureFiles.open(List.of(fifo.toString()), UnpackLimit.USUAL)) {
                CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> {
                    int n = poll(source, batch);
                    return n > 0 ? poll(source, batch) : n;
                });
                if (written < 0) {
                    assertStops(source, end);
                    // Lets the opening that was given up return.
                    Files.newOutputStream(fifo).close();
                    continue;
                }
                try (OutputStream out = Files.newOutputStream(fifo)) {
                    out.write(PCAP, 0, written);
                    out.flush();
                    assertStops(source, end);
                }
            }
        }
    }

    private static void assertStops(FrameSource source, CompletableFuture<Integer> end) throws Exception {
        Thread.sleep(100);
        assertTrue(!end.isDone(), "it should wait for more");
        long stopped = System.nanoTime();
        source.stop();
        assertEquals(FrameSource.END, end.get(2, TimeUnit.SECONDS));
        long ms = (System.nanoTime() - stopped) / 1_000_000;
        assertTrue(ms < 500, "it took " + ms + " ms"); // an idle machine takes less than one
    }

    @Test
    void afterAStopNothingMoreComes() throws CaptureException, IOException {
        String file = Files.write(folder.resolve("x"), PCAP).toString();
        FrameBatch batch = new FrameBatch(1, FrameBatch.MAX_FRAME_LENGTH);
        try (FrameSource source = CaptureFiles.open(List.of(file, file), UnpackLimit.USUAL)) {
            assertEquals(1, source.poll(batch));
            source.stop();
            assertEquals(FrameSource.END, source.poll(batch));
            assertEquals(1, requireNonNull(source.stats()).frames());
        }
    }
}
