package org.wirestat.capture.live;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameBatch;

/**
 * Frames of one interface between the thread that captures and the one that polls. One batch is filled here while the other
 * thread reads another; they are exchanged, not copied. If nobody polls, the capturing thread waits, and then it is the
 * kernel's buffer that fills.
 */
final class Inbox {

    // Guards all inboxes of one capture: one thread waits for any of them.
    private final Object monitor;
    private @Nullable FrameBatch filling;
    private boolean closed;
    private long put;
    private boolean ended;
    private @Nullable CaptureException failure;
    private @Nullable Throwable crash;

    Inbox(Object monitor) {
        this.monitor = monitor;
    }

    /** Gives the memory to fill; before the first frame. */
    void fill(FrameBatch batch) {
        filling = batch;
    }

    /** For the capturing thread: waits until there is room. */
    void put(int linkType, long timestampNs, int wireLength, byte[] frame) throws InterruptedException {
        synchronized (monitor) {
            FrameBatch batch = filling();
            while (!batch.addCopy(linkType, timestampNs, wireLength, frame)) {
                if (closed) {
                    return;
                }
                monitor.wait();
            }
            put++;
            // The first wakes who waits for any; half a batch wakes who waits for more.
            if (batch.size() == 1 || batch.size() == batch.capacity() / 2) {
                monitor.notifyAll();
            }
        }
    }

    /** Frames that were put here so far; from any thread. */
    long put() {
        synchronized (monitor) {
            return put;
        }
    }

    private FrameBatch filling() {
        FrameBatch batch = filling;
        if (batch == null) {
            throw new IllegalStateException("frames before a place for them");
        }
        return batch;
    }

    /** For the capturing thread: sleeps, unless the capture is closed meanwhile. */
    void pause(long ms) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        synchronized (monitor) {
            for (long left = deadline - System.nanoTime(); !closed && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(monitor, left);
            }
        }
    }

    /** For the capturing thread: no more frames will come. */
    void end() {
        synchronized (monitor) {
            ended = true;
            monitor.notifyAll();
        }
    }

    void fail(CaptureException e) {
        failure = e;
        end();
    }

    void crash(Throwable e) {
        crash = e;
        end();
    }

    /** Whether frames wait here, or nothing will come any more. */
    boolean hasNews() {
        synchronized (monitor) {
            return ended || (filling != null && filling.size() > 0);
        }
    }

    /** Whether waiting longer for more would gain nothing. */
    boolean isHalfFull() {
        synchronized (monitor) {
            return ended || (filling != null && filling.size() >= filling.capacity() / 2);
        }
    }

    /** Whether all frames have been taken, and no more will come. */
    boolean isEnded() {
        synchronized (monitor) {
            return ended && (filling == null || filling.size() == 0);
        }
    }

    /** Throws what ended the capture, once; does nothing if nothing but a stop did. */
    void rethrow() throws CaptureException {
        if (crash != null) {
            throw new IllegalStateException("the capturing thread failed", crash);
        }
        CaptureException thrown = failure;
        failure = null;
        if (thrown != null) {
            throw thrown;
        }
    }

    /** Takes all frames and leaves an empty batch. */
    void take(FrameBatch batch) {
        batch.clear();
        synchronized (monitor) {
            if (filling().size() > 0) {
                filling().exchange(batch);
                monitor.notifyAll();
            }
        }
    }

    boolean isClosed() {
        synchronized (monitor) {
            return closed;
        }
    }

    /** Drops frames from now on rather than wait for room. */
    void close() {
        synchronized (monitor) {
            closed = true;
            monitor.notifyAll();
        }
    }
}
