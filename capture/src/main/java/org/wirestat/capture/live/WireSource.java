package org.wirestat.capture.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;
import org.wirestat.capture.Intake;

/** One or more interfaces as one source of frames. */
final class WireSource implements FrameSource {

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    /** While one of several interfaces is silent, the others' frames are looked at again after so long. */
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(2);

    /** After a stop: what the kernel has gathered by then is handed over, and the last block takes this long. */
    private static final long LAST_BLOCK_NS = TimeUnit.MILLISECONDS.toNanos(Tap.GATHER_MS + 20L);

    /** Who stops wants an end, however much waits. */
    private static final long DRAIN_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String description;
    private final List<Tap> taps;
    private final Awaiting awaiting;
    private final List<InterfaceLane> lanes = new ArrayList<>();
    private final Queue<CaptureException> losses = new ConcurrentLinkedQueue<>();
    private final AtomicLong lentFrames = new AtomicLong();
    private final AtomicLong lentBytes = new AtomicLong();
    private boolean started;
    private volatile boolean ended;
    private volatile boolean stopped;
    private volatile long stoppedNs;

    /**
     * @param description in words for people: the engine and what it was given
     * @param taps opened, not started; at least one
     */
    WireSource(String description, List<Tap> taps, Awaiting awaiting) {
        this.description = description;
        this.taps = List.copyOf(taps);
        this.awaiting = awaiting;
    }

    @Override
    public int poll(FrameBatch batch) throws CaptureException {
        batch.clear();
        if (!started && !stopped) {
            start(batch);
        }
        if (!ended && !isDrained(DRAIN_NS)) {
            try {
                if (taps.size() == 1) {
                    takeFrom(taps.get(0), batch);
                } else {
                    merge(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stop();
                ended = true;
            }
        }
        count(batch);
        if (batch.size() > 0) {
            return batch.size();
        }
        return ended || isDrained(LAST_BLOCK_NS) ? END : 0;
    }

    /** Whether so much time has passed since it was told to stop. */
    private boolean isDrained(long ns) {
        return stopped && (!started || System.nanoTime() - stoppedNs >= ns);
    }

    private long waitNs(long ns) {
        return stopped ? LOOK_NS : ns;
    }

    private void start(FrameBatch like) {
        started = true;
        for (Tap tap : taps) {
            if (taps.size() > 1) {
                lanes.add(new InterfaceLane(
                        tap, new FrameBatch(like.capacity(), like.bytes().capacity())));
            }
            tap.start(like);
        }
    }

    private void takeFrom(Tap tap, FrameBatch batch) throws CaptureException, InterruptedException {
        tap.giveBack();
        awaiting.await(taps, waitNs(POLL_NS));
        tap.take(batch);
        if (batch.size() == 0 && tap.isEnded()) {
            ended = true;
            tap.rethrow();
        }
    }

    private void merge(FrameBatch batch) throws CaptureException, InterruptedException {
        long deadline = System.nanoTime() + waitNs(POLL_NS);
        while (true) {
            lanes.forEach(InterfaceLane::refill);
            dropEnded();
            InterfaceLane.moveInOrder(lanes, batch);
            if (batch.size() > 0 || ended || System.nanoTime() >= deadline) {
                return;
            }
            List<Tap> awaited = lanes.stream()
                    .map(InterfaceLane::awaited)
                    .filter(Objects::nonNull)
                    .toList();
            awaiting.await(awaited, LOOK_NS);
        }
    }

    /** One interface that went away must not end the capture of the others; only the last does. */
    private void dropEnded() throws CaptureException {
        for (InterfaceLane lane : List.copyOf(lanes)) {
            if (lane.isOver()) {
                lanes.remove(lane);
                ended = lanes.isEmpty();
                try {
                    lane.rethrow();
                } catch (CaptureException e) {
                    if (ended) {
                        throw e;
                    }
                    losses.add(e);
                }
            }
        }
    }

    private void count(FrameBatch batch) {
        long bytes = 0;
        for (int i = 0; i < batch.size(); i++) {
            bytes += batch.wireLength(i);
        }
        lentFrames.addAndGet(batch.size());
        lentBytes.addAndGet(bytes);
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public @Nullable CaptureException nextLoss() {
        return losses.poll();
    }

    @Override
    public @Nullable String nextNews() {
        for (Tap tap : taps) {
            String news = tap.nextNews();
            if (news != null) {
                return news;
            }
        }
        return null;
    }

    @Override
    public void stop() {
        if (!stopped) {
            stoppedNs = System.nanoTime();
            stopped = true;
        }
        taps.forEach(Tap::stop);
    }

    @Override
    public CaptureStats stats() {
        Drops drops = taps.stream().map(Tap::drops).reduce(Drops.NONE, Drops::plus);
        return new CaptureStats(
                lentFrames.get(), lentBytes.get(), CaptureStats.UNKNOWN, drops.kernel(), drops.device(), 0);
    }

    @Override
    public Intake intake() {
        return taps.stream().map(Tap::intake).reduce(Intake.NONE, Intake::plus);
    }

    @Override
    public void close() {
        ended = true; // what the taps lend is about to be freed
        stop();
        taps.forEach(Tap::close);
    }
}
