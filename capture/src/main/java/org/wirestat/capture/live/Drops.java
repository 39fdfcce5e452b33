package org.wirestat.capture.live;

import org.wirestat.capture.CaptureStats;

/**
 * Frames lost before they reached us.
 *
 * @param kernel those that the kernel had no room for, or {@link CaptureStats#UNKNOWN}
 * @param device those that the interface itself lost, or {@link CaptureStats#UNKNOWN}
 */
record Drops(long kernel, long device) {

    static final Drops NONE = new Drops(0, 0);

    Drops plus(Drops other) {
        return new Drops(sum(kernel, other.kernel), sum(device, other.device));
    }

    private static long sum(long a, long b) {
        return a == CaptureStats.UNKNOWN || b == CaptureStats.UNKNOWN ? CaptureStats.UNKNOWN : a + b;
    }
}
