package org.wirestat.capture.live;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How the polling thread of an engine waits for frames. */
interface Awaiting {

    long GATHER_NS = TimeUnit.MILLISECONDS.toNanos(2);

    /** Waits until one of the taps has news and a batch is worth making, or so many nanoseconds have passed. */
    void await(List<Tap> taps, long ns) throws InterruptedException;

    /** Waits for threads that fill inboxes with this monitor. */
    static Awaiting ofInboxes(Object monitor) {
        return (taps, ns) -> {
            synchronized (monitor) {
                await(monitor, ns, () -> taps.stream().anyMatch(Tap::hasNews));
                // A batch of one frame costs as much as one of hundreds; so the first waits a little for company.
                await(monitor, Math.min(ns, GATHER_NS), () -> taps.stream().anyMatch(Tap::hasPlenty));
            }
        };
    }

    private static void await(Object monitor, long ns, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + ns;
        for (long left = ns; left > 0 && !condition.getAsBoolean(); left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(monitor, left);
        }
    }
}
