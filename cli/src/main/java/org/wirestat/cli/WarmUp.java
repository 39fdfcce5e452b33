package org.wirestat.cli;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.Intake;
import org.wirestat.cli.traffic.OrdinaryTraffic;
import org.wirestat.tracker.ConnectionTracker;
import org.wirestat.tracker.Frames;
import org.wirestat.tracker.TrackerOptions;

/**
 * Plays {@link OrdinaryTraffic} to a tracker of its own as soon as a live capture stands, while the wire is quiet: so the
 * methods that every frame goes through are compiled before a burst comes, and not while it does (cli/bench/live: 600,000 frames a
 * second lost 13 % without it, and none with it). It takes some two seconds of a processor, once; on a busy wire it leaves them to
 * the frames, which do the same for the methods.
 */
final class WarmUp implements AutoCloseable {

    /** Enough for all methods that matter; from then on nothing more is compiled. */
    static final int FRAMES = 250_000;

    /** Who asks for a few frames, or for a second, has no use for it. */
    private static final long BEGIN_MS = 500;

    private static final long PAUSE_MS = 10;
    private static final int MOST_PAUSES = 3_000;
    private static final int MOST_CONNECTIONS = 1 << 14;
    private static final int MOST_PAYLOAD = 100;

    private final Supplier<Intake> wire;
    private final Thread thread = new Thread(this::run, "warm-up");
    private final OrdinaryTraffic traffic = new OrdinaryTraffic(MOST_PAYLOAD);
    private volatile boolean closed;
    private long played;

    /** @param wire how far the capture has come; asked from another thread */
    WarmUp(Supplier<Intake> wire) {
        this.wire = wire;
        thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    private void run() {
        try {
            TimeUnit.MILLISECONDS.sleep(BEGIN_MS);
            play();
        } catch (InterruptedException e) {
            // It is closed.
        }
    }

    /** Until all is played, or the wire does not become quiet. */
    void play() throws InterruptedException {
        FrameBatch batch = new FrameBatch(Session.BATCH_FRAMES, Session.BATCH_BYTES);
        Frames lent = new BatchFrames(batch);
        ConnectionTracker tracker =
                new ConnectionTracker(TrackerOptions.defaults().withMaxConnections(MOST_CONNECTIONS));
        Intake before = wire.get();
        int pauses = 0;
        while (!closed && played < FRAMES && pauses < MOST_PAUSES) {
            Intake now = wire.get();
            if (now.equals(before)) {
                fill(batch);
                tracker.onFrames(lent, 0, batch.size());
                played += batch.size();
            } else {
                before = now;
                pauses++;
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        }
    }

    private void fill(FrameBatch batch) {
        batch.clear();
        ByteBuffer bytes = batch.bytes().clear();
        while (!batch.isFull() && bytes.remaining() >= OrdinaryTraffic.LONGEST_FRAME) {
            int from = bytes.position();
            traffic.next(bytes);
            int length = bytes.position() - from;
            batch.add(OrdinaryTraffic.LINK_TYPE, traffic.timeNs(), length, from, length);
        }
    }

    /** Frames played so far. */
    long played() {
        return played;
    }

    /** Waits for the end of its thread. */
    void join() throws InterruptedException {
        thread.join();
    }

    /** Its thread ends, soon. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
