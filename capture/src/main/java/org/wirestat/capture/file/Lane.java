package org.wirestat.capture.file;

import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

/**
 * One of several captures that are merged, and the frame of it that comes next. It is open, with memory of its own, only
 * from its first frame to its last: a year of hourly captures must not need a year of open files.
 */
final class Lane implements Comparable<Lane> {

    private static final int FRAMES = 1024;
    private static final int BYTES = 512 << 10;

    private final Inputs inputs;
    private final int number;
    private final Deque<FrameBatch> spareBatches;
    private volatile @Nullable CaptureFile file;
    private volatile CaptureStats stats;
    private @Nullable FrameBatch batch;
    private int next;
    private long nextNs;

    /** Opens the lane's input, as often as it is asked. */
    interface Inputs {
        Opening open() throws CaptureException;
    }

    private Lane(Inputs inputs, int number, CaptureFile file, Deque<FrameBatch> spareBatches) {
        this.inputs = inputs;
        this.number = number;
        this.file = file;
        this.spareBatches = spareBatches;
        stats = new CaptureStats(0, 0, file.stats().totalBytes(), 0, 0, 0);
    }

    /**
     * Opens a capture and judges it. One that is at hand is closed again when the time of its first frame is known.
     *
     * @param number its place among those of the same time
     * @param first lent for a look at the first frame
     * @param spareBatches where memory is taken from and put back
     */
    static Lane of(Inputs inputs, int number, FrameBatch first, Deque<FrameBatch> spareBatches)
            throws CaptureException {
        CaptureFile file = CaptureFile.open(inputs.open());
        Lane lane = new Lane(inputs, number, file, spareBatches);
        if (!file.isAtHand()) {
            lane.nextNs = Long.MIN_VALUE;
            return lane;
        }
        try (file) {
            lane.file = null;
            // A break before the first frame is told when the lane is opened again.
            lane.nextNs = Long.MIN_VALUE;
            if (file.poll(first) > 0) {
                lane.nextNs = first.timestampNs(0);
            }
        } catch (CaptureException e) {
            return lane;
        }
        return lane;
    }

    /** Whether the next frame stands in memory. */
    boolean isReady() {
        return batch != null && next < batch.size();
    }

    /**
     * Gets frames into memory; may wait for them.
     *
     * @return false if there are no more
     */
    boolean fill() throws CaptureException {
        CaptureFile open = file;
        if (open == null) {
            open = CaptureFile.open(inputs.open());
            file = open;
        }
        FrameBatch into = batch;
        if (into == null) {
            into = spareBatches.isEmpty() ? new FrameBatch(FRAMES, BYTES) : spareBatches.pop();
            batch = into;
        }
        next = 0;
        int count = open.poll(into);
        stats = open.stats();
        if (count > 0) {
            nextNs = into.timestampNs(0);
        }
        return count > 0;
    }

    /** Copies the next frame into {@code target} and goes on to the one after it; false if it had no room. */
    boolean moveTo(FrameBatch target) {
        FrameBatch from = batch;
        if (from == null || !target.addCopy(from, next)) {
            return false;
        }
        next++;
        if (next < from.size()) {
            nextNs = from.timestampNs(next);
        }
        return true;
    }

    CaptureStats stats() {
        return stats;
    }

    void stop() {
        FrameSource open = file;
        if (open != null) {
            open.stop();
        }
    }

    void close() {
        FrameSource open = file;
        if (open != null) {
            open.close();
        }
        if (batch != null) {
            spareBatches.push(batch);
            batch = null;
        }
    }

    @Override
    public int compareTo(Lane other) {
        int byTime = Long.compare(nextNs, other.nextNs);
        return byTime != 0 ? byTime : Integer.compare(number, other.number);
    }
}
