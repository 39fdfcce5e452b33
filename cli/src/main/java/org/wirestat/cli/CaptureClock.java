package org.wirestat.cli;

import java.util.function.LongSupplier;

/**
 * What time it is on the wire. A replayed capture knows only its frames' stamps. A live wire goes on between frames: from
 * the latest stamp (or, before the first frame, from the wall clock) by a clock that nobody sets, so that a stepped wall
 * clock neither ages nor freezes anything.
 */
final class CaptureClock {

    private final boolean follows;
    private boolean live;
    private final LongSupplier monotonicNs;
    private long latestNs;
    private long latestAtNs;

    private CaptureClock(boolean live, boolean follows, LongSupplier monotonicNs, long latestNs) {
        this.live = live;
        this.follows = follows;
        this.monotonicNs = monotonicNs;
        this.latestNs = latestNs;
        latestAtNs = live ? monotonicNs.getAsLong() : 0;
    }

    static CaptureClock live(Io io) {
        return new CaptureClock(true, false, io.monotonicNs(), io.wallClockNs().getAsLong());
    }

    static CaptureClock replay(Io io) {
        return new CaptureClock(false, false, io.monotonicNs(), Long.MIN_VALUE);
    }

    /** Of a file that is still being written: a replay up to its end, and then a wire. */
    static CaptureClock follow(Io io) {
        return new CaptureClock(false, true, io.monotonicNs(), Long.MIN_VALUE);
    }

    /** Nothing came for a while: whoever follows a file has caught up with its writer. */
    void onSilence() {
        if (follows && !live && latestNs != Long.MIN_VALUE) {
            live = true;
            latestAtNs = monotonicNs.getAsLong();
        }
    }

    boolean isLive() {
        return live;
    }

    /** Takes note of the latest stamp; one that lies behind does not turn the clock back. */
    void onFrames(long stampNs) {
        if (!live) {
            latestNs = Math.max(latestNs, stampNs);
        } else if (stampNs > nowNs()) {
            latestNs = stampNs;
            latestAtNs = monotonicNs.getAsLong();
        }
    }

    long nowNs() {
        return live ? latestNs + (monotonicNs.getAsLong() - latestAtNs) : latestNs;
    }
}
