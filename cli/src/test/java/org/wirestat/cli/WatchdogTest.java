package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;
import org.wirestat.capture.Intake;

/** Who hangs while frames come is ended; who waits, for frames or for a reader, is not. */
@Timeout(30)
class WatchdogTest {

    /** What a wire's kernel tells. */
    private static final class Told implements FrameSource {
        private Intake intake = Intake.NONE;

        @Override
        public Intake intake() {
            return intake;
        }

        @Override
        public int poll(FrameBatch batch) {
            return END;
        }

        @Override
        public void stop() {}

        @Override
        public CaptureStats stats() {
            return new CaptureStats(0, 0, CaptureStats.UNKNOWN, 0, 0, 0);
        }

        @Override
        public void close() {}
    }

    private final Told wire = new Told();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread reader = new Thread(this::hangs, "reader");
    private final Watchdog watchdog = new Watchdog(wire, reader);

    private void hangs() {
        try {
            over.await();
        } catch (InterruptedException e) {
            // The test is over.
        }
    }

    @AfterEach
    void release() {
        over.countDown();
        reader.interrupt();
    }

    private void looks(int times) {
        for (int i = 0; i < times; i++) {
            watchdog.look();
        }
    }

    @Test
    void framesThatNobodyTakesForTenSecondsEndTheProgram_andItIsToldWhereItHung() throws InterruptedException {
        reader.start();
        while (reader.getState() != Thread.State.WAITING) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        wire.intake = new Intake(5, 5);
        looks(1);
        wire.intake = new Intake(12, 5);
        looks(Watchdog.MOST_LOOKS - 1);
        IllegalStateException deaf = assertThrows(IllegalStateException.class, watchdog::look);
        assertEquals(
                "for 10 s no frame was taken, though the kernel's counter rose by 7; thread reader is here:",
                deaf.getMessage());
        assertTrue(
                Arrays.stream(deaf.getStackTrace())
                        .anyMatch(at -> at.getMethodName().equals("hangs")),
                Arrays.toString(deaf.getStackTrace()));
    }

    @Test
    void aSilentWireAndOneThatIsReadAreLeftAlone() {
        wire.intake = new Intake(5, 0);
        looks(Watchdog.MOST_LOOKS - 1);
        wire.intake = new Intake(5, 1); // slow, but not deaf
        looks(10 * Watchdog.MOST_LOOKS);
        wire.intake = new Intake(6, 1);
        looks(Watchdog.MOST_LOOKS - 1);
        wire.intake = new Intake(9, 2);
        looks(Watchdog.MOST_LOOKS - 1);
        watchdog.close();
        wire.intake = new Intake(10, 2);
        looks(2 * Watchdog.MOST_LOOKS);
    }

    /** A pipe to a pager in which nobody turns the page: the frames wait, and then the kernel drops some, and counts them. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whoWaitsForTheReaderOfItsOutputIsLeftAlone() throws IOException, InterruptedException {
        Process pager = new ProcessBuilder("sleep", "60").start();
        try {
            OutputStream pipe = pager.getOutputStream();
            CountDownLatch isFull = new CountDownLatch(1);
            Thread printing = new Thread(() -> fill(pipe, isFull), "printing");
            printing.setDaemon(true);
            printing.start();
            isFull.await();
            TimeUnit.MILLISECONDS.sleep(200);
            wire.intake = new Intake(5, 0);
            Watchdog patient = new Watchdog(wire, printing);
            for (int i = 0; i < 2 * Watchdog.MOST_LOOKS; i++) {
                patient.look();
            }
        } finally {
            pager.destroyForcibly();
        }
    }

    /** Such as a table every second while the engine's own thread hangs. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whoPrintsNowAndThenIsDeafAllTheSame() throws IOException, InterruptedException {
        Process pager = new ProcessBuilder("sleep", "60").start();
        CountDownLatch mayPrint = new CountDownLatch(1);
        CountDownLatch isFull = new CountDownLatch(1);
        Thread both = new Thread(
                () -> {
                    try {
                        mayPrint.await();
                        fill(pager.getOutputStream(), isFull);
                    } catch (InterruptedException e) {
                        // It hangs again.
                    }
                    hangs();
                },
                "both");
        both.setDaemon(true);
        both.start();
        wire.intake = new Intake(5, 0);
        Watchdog patient = new Watchdog(wire, both);
        for (int i = 0; i < Watchdog.MOST_LOOKS - 1; i++) {
            patient.look();
        }
        mayPrint.countDown();
        isFull.await();
        TimeUnit.MILLISECONDS.sleep(200);
        for (int i = 0; i < Watchdog.MOST_LOOKS; i++) {
            patient.look();
        }
        pager.destroyForcibly();
        while (both.getState() != Thread.State.WAITING) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThrows(IllegalStateException.class, patient::look);
    }

    private static void fill(OutputStream pipe, CountDownLatch isFull) {
        try {
            for (int kib = 0; kib < 1 << 14; kib++) {
                if (kib == 64) {
                    isFull.countDown(); // as much as a pipe of Linux holds; the next one waits
                }
                pipe.write(new byte[1 << 10]);
            }
        } catch (IOException e) {
            // The pager has gone: the test is over.
        }
    }
}
