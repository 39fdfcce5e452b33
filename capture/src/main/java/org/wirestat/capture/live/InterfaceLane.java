package org.wirestat.capture.live;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameBatch;

/**
 * One of several interfaces, on the way into one order by time. A tap gives each direction of a connection on an interface
 * of its own; without an order the answer would come before the question.
 */
final class InterfaceLane {

    /**
     * While an interface is silent, frames of the others wait so long for older ones that the kernel may still hold back
     * for it: twice the time after which it hands over what it has.
     */
    private static final long HOLD_NS = TimeUnit.MILLISECONDS.toNanos(2L * Tap.GATHER_MS);

    private final Tap tap;
    private final FrameBatch ready;
    private int next;
    private long takenNs;
    private boolean over;

    InterfaceLane(Tap tap, FrameBatch ready) {
        this.tap = tap;
        this.ready = ready;
    }

    /** Takes what has come, once all that came before has gone. */
    void refill() {
        if (isReady()) {
            return;
        }
        next = 0;
        tap.take(ready);
        if (ready.size() > 0) {
            takenNs = System.nanoTime();
        } else {
            over = tap.isEnded();
        }
    }

    /** Its tap, if a refill would want to hear of news there. */
    @Nullable
    Tap awaited() {
        return isReady() || over ? null : tap;
    }

    private boolean isReady() {
        return next < ready.size();
    }

    /** Whether no more frames will come from here. */
    boolean isOver() {
        return over;
    }

    void rethrow() throws CaptureException {
        tap.rethrow();
    }

    /** Moves frames into the batch, the oldest first, as far as no older one can come any more. */
    static void moveInOrder(List<InterfaceLane> lanes, FrameBatch batch) {
        long now = System.nanoTime();
        boolean complete = lanes.stream().allMatch(lane -> lane.isReady() || lane.over);
        InterfaceLane oldest = oldest(lanes);
        while (oldest != null && (complete || now - oldest.takenNs > HOLD_NS)) {
            if (!batch.addCopy(oldest.ready, oldest.next)) {
                return;
            }
            oldest.next++;
            complete = complete && oldest.isReady();
            oldest = oldest(lanes);
        }
    }

    private static @Nullable InterfaceLane oldest(List<InterfaceLane> lanes) {
        InterfaceLane oldest = null;
        for (InterfaceLane lane : lanes) {
            if (lane.isReady()
                    && (oldest == null || lane.ready.timestampNs(lane.next) < oldest.ready.timestampNs(oldest.next))) {
                oldest = lane;
            }
        }
        return oldest;
    }
}
