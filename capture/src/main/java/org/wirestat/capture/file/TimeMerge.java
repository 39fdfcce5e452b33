package org.wirestat.capture.file;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

/**
 * Several captures as one, by time. Frames of one capture keep their order even where their times go back; frames of the
 * same time come in the order in which their captures were named.
 */
final class TimeMerge implements FrameSource {

    private final List<Lane> lanes = new ArrayList<>();
    // By the time of the frame that comes next; a lane that is not ready yet stands where it will be or before.
    private final PriorityQueue<Lane> queue = new PriorityQueue<>();
    private final List<CaptureException> failures = new ArrayList<>();
    private volatile boolean stopped;
    private final AtomicLong lentFrames = new AtomicLong();

    private TimeMerge() {}

    /** @param inputs at least one */
    static TimeMerge of(List<NamedInput> inputs) throws CaptureException {
        TimeMerge merge = new TimeMerge();
        Deque<FrameBatch> spareBatches = new ArrayDeque<>();
        FrameBatch first = new FrameBatch(1, FrameBatch.MAX_FRAME_LENGTH);
        try {
            for (NamedInput input : inputs) {
                try {
                    merge.lanes.add(Lane.of(input.inputs(), merge.lanes.size(), first, spareBatches));
                } catch (CaptureException e) {
                    // Whoever names a folder means the captures in it; not so who names a file.
                    if (!input.isOfFolder() || e.reason() != Reason.NOT_A_CAPTURE) {
                        throw e;
                    }
                }
            }
            if (merge.lanes.isEmpty()) {
                throw new CaptureException(
                        Reason.NOT_A_CAPTURE, "there is no capture among the files of that folder", List.of());
            }
        } catch (CaptureException e) {
            merge.close();
            throw e;
        }
        merge.queue.addAll(merge.lanes);
        return merge;
    }

    @Override
    public int poll(FrameBatch batch) throws CaptureException {
        batch.clear();
        while (!stopped) {
            Lane lane = queue.poll();
            if (lane == null) {
                break;
            }
            if (lane.isReady()) {
                if (!moveTurn(lane, batch)) {
                    queue.add(lane);
                    break;
                }
            } else if (batch.size() > 0) {
                // Filling it may have to wait, so what is here is lent first.
                queue.add(lane);
                break;
            } else if (!hasMore(lane)) {
                lane.close();
                continue;
            }
            queue.add(lane);
        }
        if (batch.size() == 0) {
            return atEnd();
        }
        lentFrames.addAndGet(batch.size());
        return batch.size();
    }

    /** Moves frames of the lane until it is another's turn; false if the batch has no room. */
    private boolean moveTurn(Lane lane, FrameBatch batch) {
        Lane rival = queue.peek();
        do {
            if (!lane.moveTo(batch)) {
                return false;
            }
        } while (lane.isReady() && (rival == null || lane.compareTo(rival) < 0));
        return true;
    }

    private boolean hasMore(Lane lane) {
        try {
            return lane.fill();
        } catch (CaptureException e) {
            failures.add(e);
            return false;
        }
    }

    /** One broken capture must not keep the others from being read, so it is told when all of them are. */
    private int atEnd() throws CaptureException {
        if (stopped || failures.isEmpty()) {
            return END;
        }
        CaptureException broken = failures.get(0);
        if (failures.size() > 1) {
            List<String> messages = new ArrayList<>();
            List<String> remedies = new ArrayList<>();
            for (CaptureException failure : failures) {
                messages.add(failure.getMessage());
                remedies.addAll(failure.remedies());
            }
            broken = new CaptureException(broken.reason(), String.join("; ", messages), remedies);
        }
        failures.clear();
        throw broken;
    }

    @Override
    public void stop() {
        stopped = true;
        for (Lane lane : lanes) {
            lane.stop();
        }
    }

    @Override
    public CaptureStats stats() {
        long bytes = 0;
        long total = 0;
        long odd = 0;
        for (Lane lane : lanes) {
            CaptureStats stats = lane.stats();
            bytes += stats.bytes();
            odd += stats.oddRecords();
            total = total == CaptureStats.UNKNOWN || stats.totalBytes() == CaptureStats.UNKNOWN
                    ? CaptureStats.UNKNOWN
                    : total + stats.totalBytes();
        }
        return new CaptureStats(lentFrames.get(), bytes, total, 0, 0, odd);
    }

    @Override
    public void close() {
        stop();
        for (Lane lane : lanes) {
            lane.close();
        }
    }
}
