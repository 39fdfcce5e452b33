package org.wirestat.capture.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

/** A file that somebody is still writing (case 183). */
@Timeout(30)
class FollowedFileTest {

    private static final byte[] CAPTURE = PcapWriter.littleEndian(PcapWriter.MICROS)
            .frame(1, 0, new byte[60])
            .frame(2, 0, new byte[61])
            .frame(3, 0, new byte[62])
            .toArray();
    private static final int AFTER_FIRST = 24 + 16 + 60;

    @TempDir
    private Path folder;

    private final FrameBatch batch = new FrameBatch(64, FrameBatch.MAX_FRAME_LENGTH);

    private Path file(int length) throws IOException {
        return Files.write(folder.resolve("growing"), Arrays.copyOf(CAPTURE, length));
    }

    private static void append(Path file, int from, int to) throws IOException {
        Files.write(file, Arrays.copyOfRange(CAPTURE, from, to), StandardOpenOption.APPEND);
    }

    @Test
    void framesComeAsTheyAreWritten_alsoInPieces() throws Exception {
        Path file = file(AFTER_FIRST + 10);
        try (FrameSource source = CaptureFiles.follow(file.toString())) {
            assertEquals(1, source.poll(batch));
            assertEquals(0, source.poll(batch));
            append(file, AFTER_FIRST + 10, AFTER_FIRST + 30);
            assertEquals(0, source.poll(batch));
            append(file, AFTER_FIRST + 30, CAPTURE.length - 1);
            assertEquals(1, source.poll(batch));
            assertEquals(61, batch.capturedLength(0));
            append(file, CAPTURE.length - 1, CAPTURE.length);
            assertEquals(1, source.poll(batch));
            assertEquals(62, batch.capturedLength(0));
            assertEquals(3_000_000_000L, batch.timestampNs(0));
            assertEquals(0, source.poll(batch));
        }
    }

    @Test
    void aFileWithoutAnythingInItYetIsWaitedFor() throws Exception {
        Path file = file(0);
        try (FrameSource source = CaptureFiles.follow(file.toString())) {
            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> {
                try {
                    int count = source.poll(batch);
                    return count == 0 ? source.poll(batch) : count;
                } catch (CaptureException e) {
                    throw new AssertionError(e);
                }
            });
            TimeUnit.MILLISECONDS.sleep(100);
            append(file, 0, 10);
            TimeUnit.MILLISECONDS.sleep(100);
            append(file, 10, CAPTURE.length);
            assertTrue(first.get(5, TimeUnit.SECONDS) > 0);
        }
    }

    @Test
    void aTruncatedFileIsTold() throws Exception {
        Path file = file(CAPTURE.length);
        try (FrameSource source = CaptureFiles.follow(file.toString())) {
            assertEquals(3, source.poll(batch));
            file(30);
            CaptureException e = assertThrows(CaptureException.class, () -> source.poll(batch));
            assertTrue(
                    String.valueOf(e.getMessage()).contains("it was truncated while it was followed"), e.getMessage());
            assertEquals(FrameSource.END, source.poll(batch));
        }
    }

    @Test
    void aFileWhoseNameAnotherTakesIsReadToItsEnd_andThatIsTold() throws Exception {
        Path file = file(AFTER_FIRST);
        try (FrameSource source = CaptureFiles.follow(file.toString())) {
            assertEquals(1, source.poll(batch));
            append(file, AFTER_FIRST, CAPTURE.length);
            Files.move(file, folder.resolve("old"));
            assertEquals(2, source.poll(batch));
            // Deleted or moved is not over: whoever has it open may write on.
            assertEquals(0, source.poll(batch));
            file(CAPTURE.length);
            CaptureException e = assertThrows(CaptureException.class, () -> source.poll(batch));
            assertTrue(String.valueOf(e.getMessage()).contains("another file has taken its name"), e.getMessage());
        }
    }

    @Test
    void stopEndsIt() throws Exception {
        Path file = file(CAPTURE.length);
        try (FrameSource source = CaptureFiles.follow(file.toString())) {
            assertEquals(3, source.poll(batch));
            source.stop();
            assertEquals(FrameSource.END, source.poll(batch));
        }
    }

    @Test
    void onlyPlainFilesCanBeFollowed() throws Exception {
        assertThrows(CaptureException.class, () -> CaptureFiles.follow(folder.toString()));
        Path packed = Files.write(folder.resolve("x.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
        Files.write(packed, new byte[100], StandardOpenOption.APPEND);
        try (FrameSource source = CaptureFiles.follow(packed.toString())) {
            CaptureException e = assertThrows(CaptureException.class, () -> source.poll(batch));
            assertTrue(String.valueOf(e.getMessage()).endsWith("compressed data cannot be followed"));
        }
    }
}
