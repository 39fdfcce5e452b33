package org.wirestat.capture.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

/** One or more interfaces as one source of frames. */
final class WireSource implements FrameSource {

    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    /** A batch of one frame costs as much as one of hundreds; so the first frame waits a little for company. */
    private static final long GATHER_NS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Object monitor = new Object();
    private final List<Tap> taps = new ArrayList<>();
    private final List<Inbox> inboxes = new ArrayList<>();
    private final List<InterfaceLane> lanes = new ArrayList<>();
    private final AtomicLong lentFrames = new AtomicLong();
    private final AtomicLong lentBytes = new AtomicLong();
    private boolean started;
    private boolean ended;
    private volatile boolean stopped;

    private WireSource() {}

    static WireSource open(LiveOptions options) throws CaptureException {
        WireSource source = new WireSource();
        try {
            for (String name : options.interfaces()) {
                Inbox inbox = new Inbox(source.monitor);
                source.taps.add(Tap.open(name, options, inbox));
                source.inboxes.add(inbox);
            }
        } catch (CaptureException e) {
            source.close();
            throw e;
        }
        return source;
    }

    @Override
    public int poll(FrameBatch batch) throws CaptureException {
        batch.clear();
        if (!started) {
            start(batch);
        }
        if (!stopped && !ended) {
            try {
                if (taps.size() == 1) {
                    takeFrom(inboxes.get(0), batch);
                } else {
                    merge(batch);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stop();
            }
        }
        count(batch);
        if (batch.size() > 0) {
            return batch.size();
        }
        return stopped || ended ? END : 0;
    }

    private void start(FrameBatch like) {
        started = true;
        for (int i = 0; i < taps.size(); i++) {
            inboxes.get(i).fill(new FrameBatch(like.capacity(), like.bytes().capacity()));
            if (taps.size() > 1) {
                lanes.add(new InterfaceLane(
                        inboxes.get(i),
                        new FrameBatch(like.capacity(), like.bytes().capacity())));
            }
            taps.get(i).start();
        }
    }

    private void takeFrom(Inbox inbox, FrameBatch batch) throws CaptureException, InterruptedException {
        synchronized (monitor) {
            await(POLL_NS, () -> inbox.size() > 0 || inbox.isEnded());
            if (inbox.size() > 0) {
                await(GATHER_NS, () -> inbox.size() >= batch.capacity() / 2 || inbox.isEnded());
                inbox.take(batch);
            } else if (inbox.isEnded()) {
                ended = true;
                inbox.rethrow();
            }
        }
    }

    private void merge(FrameBatch batch) throws CaptureException, InterruptedException {
        long deadline = System.nanoTime() + POLL_NS;
        while (!stopped) {
            synchronized (monitor) {
                for (InterfaceLane lane : lanes) {
                    lane.refill();
                }
            }
            InterfaceLane.moveInOrder(lanes, batch);
            if (batch.size() > 0) {
                return;
            }
            for (InterfaceLane lane : lanes) {
                if (lane.isOver()) {
                    ended = true;
                    lane.rethrow();
                    return;
                }
            }
            if (System.nanoTime() >= deadline) {
                return;
            }
            synchronized (monitor) {
                await(GATHER_NS, () -> lanes.stream().anyMatch(InterfaceLane::hasNews));
            }
        }
    }

    /** For whoever holds the monitor. */
    private void await(long ns, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + ns;
        long left = ns;
        while (left > 0 && !stopped && !condition.getAsBoolean()) {
            TimeUnit.NANOSECONDS.timedWait(monitor, left);
            left = deadline - System.nanoTime();
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
    public void stop() {
        stopped = true;
        synchronized (monitor) {
            inboxes.forEach(Inbox::close);
            monitor.notifyAll();
        }
        taps.forEach(Tap::stop);
    }

    @Override
    public CaptureStats stats() {
        long kernel = 0;
        long device = 0;
        for (Tap tap : taps) {
            DropCounter drops = tap.drops();
            kernel = sum(kernel, drops.kernel());
            device = sum(device, drops.device());
        }
        return new CaptureStats(lentFrames.get(), lentBytes.get(), CaptureStats.UNKNOWN, kernel, device, 0);
    }

    private static long sum(long a, long b) {
        return a == CaptureStats.UNKNOWN || b == CaptureStats.UNKNOWN ? CaptureStats.UNKNOWN : a + b;
    }

    @Override
    public void close() {
        stop();
        taps.forEach(Tap::close);
    }
}
