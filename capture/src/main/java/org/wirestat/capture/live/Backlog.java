package org.wirestat.capture.live;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;
import org.wirestat.capture.Intake;

/**
 * Keeps frames that come while their reader has something else to do, such as printing a table of a million rows: the
 * kernel's buffer holds those of a second at best. While the reader keeps up, frames pass through untouched. When it says
 * that it will be busy, a thread polls in its place and copies frames aside, until the reader has caught up.
 *
 * <p>The memory for that is bounded. When it is full the thread waits, and then it is the kernel's buffer that fills, and
 * the kernel counts what it has to drop.
 */
final class Backlog implements FrameSource {

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int CHUNK_FRAMES = 8192;
    private static final int CHUNK_BYTES = 512 << 10;
    /** With the five numbers that a batch keeps of each frame. */
    private static final int CHUNK_COST = CHUNK_BYTES + CHUNK_FRAMES * 24;

    private final FrameSource source;
    private final int mostChunks;

    // All under this lock
    private final Object lock = new Object();
    private final Deque<FrameBatch> full = new ArrayDeque<>();
    private final Deque<FrameBatch> spare = new ArrayDeque<>();
    private int chunks;
    private boolean isReaderBack;
    private boolean isKeeperDone;
    private boolean isOver;
    private @Nullable CaptureException failure;
    private @Nullable RuntimeException crash;

    // The reader's own
    private @Nullable Thread keeper;
    private @Nullable FrameBatch lent;
    private int nextOfLent;
    private @Nullable FrameBatch lastPolled;
    private ByteBuffer saved = ByteBuffer.allocateDirect(0);
    private @Nullable FrameBatch borrower;
    private ByteBuffer ownMemory = ByteBuffer.allocate(0);
    private int capacity;

    private volatile boolean stopped;
    private volatile boolean closed;

    /** @param mostBytes of memory for frames that wait here */
    Backlog(FrameSource source, long mostBytes) {
        this.source = source;
        mostChunks = (int) Math.max(2, mostBytes / CHUNK_COST);
    }

    @Override
    public void readerIsBusy() {
        // Before the first poll nothing is captured yet, and after a stop nothing any more.
        if (keeper == null && capacity > 0 && !stopped) {
            saveLastPolled();
            isReaderBack = false;
            isKeeperDone = false;
            Thread thread = new Thread(() -> keep(new FrameBatch(capacity, FrameBatch.MAX_FRAME_LENGTH)), "backlog");
            thread.setDaemon(true);
            keeper = thread;
            thread.start();
        }
    }

    /** The reader may not have read all that it polled last, and the next poll, by whomever, takes that memory away. */
    private void saveLastPolled() {
        FrameBatch batch = lastPolled;
        if (batch == null || batch.size() == 0) {
            return;
        }
        int count = batch.size();
        int bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += batch.capturedLength(i);
        }
        if (saved.capacity() < bytes) {
            saved = ByteBuffer.allocateDirect(bytes);
        }
        borrower = batch;
        ownMemory = batch.bytes();
        batch.clear();
        batch.useMemory(saved);
        int at = 0;
        for (int i = 0; i < count; i++) {
            // After clear() the entries are still there, and each is read before it is written.
            int length = batch.capturedLength(i);
            saved.put(at, ownMemory, batch.offset(i), length);
            batch.add(batch.linkType(i), batch.timestampNs(i), batch.wireLength(i), at, length);
            at += length;
        }
    }

    /** For the thread that stands in for the reader. */
    private void keep(FrameBatch batch) {
        try {
            int count = source.poll(batch);
            while (count != END) {
                putAside(batch);
                synchronized (lock) {
                    if (isReaderBack && full.isEmpty()) {
                        isKeeperDone = true;
                        lock.notifyAll();
                        return;
                    }
                }
                count = source.poll(batch);
            }
            end(null, null);
        } catch (CaptureException e) {
            end(e, null);
        } catch (InterruptedException e) {
            end(null, null);
        } catch (RuntimeException e) {
            end(null, e);
        }
    }

    private void putAside(FrameBatch batch) throws InterruptedException {
        synchronized (lock) {
            for (int i = 0; i < batch.size(); i++) {
                FrameBatch chunk = full.peekLast();
                while (chunk == null || !chunk.addCopy(batch, i)) {
                    chunk = spareChunk();
                    full.add(chunk);
                }
            }
            lock.notifyAll();
        }
    }

    /** Waits until there is one. */
    private FrameBatch spareChunk() throws InterruptedException {
        while (spare.isEmpty() && chunks == mostChunks && !closed) {
            TimeUnit.NANOSECONDS.timedWait(lock, POLL_NS);
        }
        FrameBatch chunk = spare.poll();
        if (chunk == null) {
            chunk = new FrameBatch(CHUNK_FRAMES, CHUNK_BYTES);
            chunks++;
        }
        chunk.clear();
        return chunk;
    }

    @Override
    public int poll(FrameBatch batch) throws CaptureException {
        takeMemoryBack();
        batch.clear();
        capacity = batch.capacity();
        if (keeper == null) {
            return pollSource(batch);
        }
        lastPolled = null;
        try {
            FrameBatch chunk = nextChunk();
            if (chunk != null) {
                lend(chunk, batch);
                return batch.size();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
            return END;
        }
        return withoutChunk(batch);
    }

    /** What was kept aside and not yet lent; waits for it a little. */
    private @Nullable FrameBatch nextChunk() throws InterruptedException {
        synchronized (lock) {
            isReaderBack = true;
            if (lent != null && nextOfLent == lent.size()) {
                spare.add(lent);
                lent = null;
                lock.notifyAll();
            }
            if (lent == null) {
                long deadline = System.nanoTime() + POLL_NS;
                for (long left = POLL_NS;
                        full.isEmpty() && !isOver && !isKeeperDone && left > 0;
                        left = deadline - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                }
                lent = full.poll();
                nextOfLent = 0;
            }
            return lent;
        }
    }

    private void lend(FrameBatch chunk, FrameBatch batch) {
        borrower = batch;
        ownMemory = batch.bytes();
        batch.useMemory(chunk.bytes());
        while (nextOfLent < chunk.size() && !batch.isFull()) {
            int i = nextOfLent++;
            batch.add(
                    chunk.linkType(i),
                    chunk.timestampNs(i),
                    chunk.wireLength(i),
                    chunk.offset(i),
                    chunk.capturedLength(i));
        }
    }

    /** The source may exchange its memory for the batch's, so that has to be the batch's own again. */
    private void takeMemoryBack() {
        FrameBatch from = borrower;
        if (from != null) {
            from.clear();
            from.useMemory(ownMemory);
            borrower = null;
        }
    }

    private int withoutChunk(FrameBatch batch) throws CaptureException {
        boolean isDone;
        synchronized (lock) {
            if (isOver) {
                CaptureException thrown = failure;
                failure = null;
                if (crash != null) {
                    throw new IllegalStateException("the capture failed while its reader was busy", crash);
                }
                if (thrown != null) {
                    throw thrown;
                }
                return END;
            }
            isDone = isKeeperDone;
        }
        if (!isDone) {
            return 0;
        }
        keeper = null;
        return pollSource(batch);
    }

    private int pollSource(FrameBatch batch) throws CaptureException {
        lastPolled = batch;
        return source.poll(batch);
    }

    private void end(@Nullable CaptureException failure, @Nullable RuntimeException crash) {
        synchronized (lock) {
            isOver = true;
            this.failure = failure;
            this.crash = crash;
            lock.notifyAll();
        }
    }

    @Override
    public String description() {
        return source.description();
    }

    @Override
    public @Nullable CaptureException nextLoss() {
        return source.nextLoss();
    }

    @Override
    public @Nullable String nextNews() {
        return source.nextNews();
    }

    @Override
    public CaptureStats stats() {
        return source.stats();
    }

    @Override
    public Intake intake() {
        return source.intake();
    }

    @Override
    public void stop() {
        stopped = true;
        source.stop();
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    @Override
    public void close() {
        closed = true;
        stop();
        Thread thread = keeper;
        if (thread != null) {
            try {
                // It must not read from what is about to be freed.
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        source.close();
    }
}
