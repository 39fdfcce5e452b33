package org.wirestat.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/**
 * Which tables are still to be printed, in the order of the capture's clock. It begins with the first frame, since most
 * ways to name a moment count from there.
 */
final class Agenda {

    /** Answers of {@link #nextNs()} and {@link #nextFrame()} when there is nothing more. */
    static final long NEVER = Long.MAX_VALUE;

    private final List<Moment> asked;
    private final long everyNs;
    private final boolean live;
    private final Deque<Long> momentsNs = new ArrayDeque<>();
    private final Deque<Long> frames = new ArrayDeque<>();
    private long nextTickNs = NEVER;
    private boolean begun;

    /**
     * @param everyNs a table whenever so much time has passed; 0 for none
     * @param live whether ticks that were missed, by a clock that jumped, are left out rather than made up for
     */
    Agenda(List<Moment> asked, long everyNs, boolean live) {
        this.asked = List.copyOf(asked);
        this.everyNs = everyNs;
        this.live = live;
    }

    /** Fixes all moments. */
    void begin(long firstFrameNs) {
        begun = true;
        TreeSet<Long> sortedNs = new TreeSet<>();
        TreeSet<Long> sortedFrames = new TreeSet<>();
        for (Moment moment : asked) {
            if (moment.isFrame()) {
                sortedFrames.add(moment.value());
            } else {
                sortedNs.add(moment.epochNs(firstFrameNs));
            }
        }
        momentsNs.addAll(sortedNs);
        frames.addAll(sortedFrames);
        if (everyNs > 0) {
            nextTickNs = Durations.later(firstFrameNs, everyNs);
        }
    }

    boolean hasBegun() {
        return begun;
    }

    /** The next moment whose table is wanted, once no frame of it or before it can come any more. */
    long nextNs() {
        return momentsNs.isEmpty() ? nextTickNs : Math.min(momentsNs.peek(), nextTickNs);
    }

    /** The next frame after which a table is wanted. */
    long nextFrame() {
        return frames.isEmpty() ? NEVER : frames.peek();
    }

    /** The table of {@link #nextNs()} has been printed, and now it is {@code nowNs}. */
    void printedMoment(long nowNs) {
        long done = nextNs();
        if (!momentsNs.isEmpty() && momentsNs.peek() == done) {
            momentsNs.pop();
        }
        if (nextTickNs == done) {
            long missed = live && nowNs > done ? (nowNs - done) / everyNs : 0;
            nextTickNs = Durations.later(done, (missed + 1) * everyNs);
        }
    }

    void printedFrame() {
        frames.pop();
    }

    /** Ticks are over, and only single moments may still be wanted. */
    void endTicks() {
        nextTickNs = NEVER;
    }

    /** Whether single moments or frames are still to come. */
    boolean isOpen() {
        return !momentsNs.isEmpty() || !frames.isEmpty();
    }

    boolean isWaitingForFrame() {
        return !frames.isEmpty();
    }

    /** Whether the table of the end is wanted: it is unless only single moments were. */
    boolean wantsEnd() {
        return asked.isEmpty() || everyNs > 0;
    }

    /** Nothing more will ever be wanted. */
    boolean isDone() {
        return begun && !isOpen() && !wantsEnd();
    }
}
