package org.wirestat.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

@Timeout(30)
class BacklogTest {

    private static final int FRAME_LENGTH = 100;
    private static final long PLENTY = 64 << 20;

    /** Numbers its frames in their first bytes and in their times; gives some at each poll, as fast as it is asked. */
    private static final class Counting implements FrameSource {
        private final int last;
        private final byte[] frame = new byte[FRAME_LENGTH];
        private volatile int next;
        private volatile boolean stopped;
        private volatile boolean closed;
        private volatile int pauseMs;
        private boolean lendsItsMemory;
        private final ByteBuffer memory = ByteBuffer.allocateDirect(FrameBatch.MAX_FRAME_LENGTH);

        Counting(int last) {
            this.last = last;
        }

        @Override
        public int poll(FrameBatch batch) throws CaptureException {
            assertTrue(!closed, "polled after it was closed");
            try {
                Thread.sleep(pauseMs);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            batch.clear();
            if (stopped) {
                return END;
            }
            if (next == last) {
                throw new CaptureException(Reason.INTERFACE_GONE, "that was the last", List.of());
            }
            if (lendsItsMemory) {
                batch.useMemory(memory);
            }
            int number = next;
            for (int end = Math.min(last, number + 100); number < end; number++) {
                frame[0] = (byte) number;
                frame[1] = (byte) (number >> 8);
                frame[2] = (byte) (number >> 16);
                batch.addCopy(1, number, 1500, frame);
            }
            next = number;
            return batch.size();
        }

        @Override
        public void stop() {
            stopped = true;
        }

        @Override
        public CaptureStats stats() {
            return new CaptureStats(next, 0, CaptureStats.UNKNOWN, 0, 0, 0);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final FrameBatch batch = new FrameBatch(256, FrameBatch.MAX_FRAME_LENGTH);
    private int expected;

    private void check() {
        for (int i = 0; i < batch.size(); i++) {
            assertEquals(expected, batch.timestampNs(i));
            int at = batch.offset(i);
            assertEquals(
                    expected,
                    (batch.bytes().get(at) & 0xff)
                            | (batch.bytes().get(at + 1) & 0xff) << 8
                            | (batch.bytes().get(at + 2) & 0xff) << 16);
            assertEquals(FRAME_LENGTH, batch.capturedLength(i));
            assertEquals(1500, batch.wireLength(i));
            expected++;
        }
    }

    private void waitUntil(Counting source, int frames) throws InterruptedException {
        while (source.next < frames) {
            Thread.sleep(1);
        }
    }

    @Test
    void whatComesWhileTheReaderIsBusyIsThereLater_inOrderAndWhole() throws Exception {
        int last = 200_000;
        Counting source = new Counting(last);
        try (Backlog backlog = new Backlog(source, PLENTY)) {
            backlog.poll(batch);
            check();
            backlog.readerIsBusy();
            waitUntil(source, 50_000);
            // Busy again before it has caught up
            backlog.poll(batch);
            check();
            backlog.readerIsBusy();
            waitUntil(source, last);
            CaptureException end = assertThrows(CaptureException.class, () -> {
                while (backlog.poll(batch) >= 0) {
                    check();
                }
            });
            assertEquals("that was the last", end.getMessage());
            assertEquals(last, expected);
        }
    }

    @Test
    void afterCatchingUpTheReaderPollsItselfAgain() throws Exception {
        Counting source = new Counting(Integer.MAX_VALUE);
        source.pauseMs = 2;
        try (Backlog backlog = new Backlog(source, PLENTY)) {
            backlog.poll(batch);
            check();
            for (int turn = 0; turn < 3; turn++) {
                backlog.readerIsBusy();
                waitUntil(source, expected + 1000);
                while (keepers() > 0) {
                    backlog.poll(batch);
                    check();
                }
                assertEquals(expected, source.next);
                backlog.poll(batch);
                check();
            }
        }
    }

    private static long keepers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("backlog"))
                .count();
    }

    /** A ring takes back the memory of what it lent when it is polled again; here it is overwritten. */
    @Test
    void whatWasPolledLastCanStillBeReadWhileSomebodyElsePolls() throws Exception {
        Counting source = new Counting(1000);
        source.lendsItsMemory = true;
        try (Backlog backlog = new Backlog(source, PLENTY)) {
            backlog.poll(batch);
            backlog.readerIsBusy();
            waitUntil(source, 1000);
            check();
            assertEquals(100, expected);
            backlog.poll(batch);
            check();
            assertTrue(expected > 100);
        }
    }

    @Test
    void itsMemoryIsBounded_andThenTheSourceIsNotPolledAnyMore() throws Exception {
        Counting source = new Counting(Integer.MAX_VALUE);
        try (Backlog backlog = new Backlog(source, 0)) {
            backlog.poll(batch);
            check();
            backlog.readerIsBusy();
            Thread.sleep(300);
            int kept = source.next;
            assertTrue(kept < 30_000, kept + " frames");
            Thread.sleep(100);
            assertEquals(kept, source.next);
            for (int poll = 0; poll < 1000; poll++) {
                backlog.poll(batch);
                check();
            }
            assertTrue(expected > kept);
        }
    }

    @Test
    void whatWasKeptAsideIsLentAfterAStop_thoughItIsFull() throws Exception {
        Counting source = new Counting(Integer.MAX_VALUE);
        Backlog backlog = new Backlog(source, 0);
        backlog.poll(batch);
        backlog.readerIsBusy();
        Thread.sleep(200);
        backlog.stop();
        long lent = 100; // those of the first poll
        for (int polled = backlog.poll(batch); polled != FrameSource.END; polled = backlog.poll(batch)) {
            lent += polled;
        }
        assertEquals(source.next, lent);
        long begun = System.nanoTime();
        backlog.close();
        assertTrue(System.nanoTime() - begun < 200_000_000);
        assertTrue(source.closed);
    }
}
