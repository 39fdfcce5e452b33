package org.wirestat.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;
import org.wirestat.tracker.Counters;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.Frames;

/**
 * Feeds the frames of a source to a watcher, and has it print the tables that the agenda asks for between them: the table
 * of a moment after the last frame stamped at or before it, in the order in which the source lends them.
 *
 * <p>One thread runs it. It holds the session's lock but while it waits for frames, so that another may ask how far it is.
 */
final class Session {

    static final int BATCH_FRAMES = 1024;
    static final int BATCH_BYTES = 1 << 20;

    /** A single frame so far ahead of both its neighbours has a wrong stamp, and no moment is over because of it. */
    private static final long STRAY_NS = 3600 * Durations.NS_PER_SECOND;

    /** The kernel hands frames over in blocks: while they flow, a moment is surely over only after this long. */
    private static final long LATE_NS = Durations.NS_PER_SECOND / 5;

    private static final long SILENCE_NS = 60 * Durations.NS_PER_SECOND;

    private final FrameSource source;
    private final Watcher watcher;
    private final Agenda agenda;
    private final CaptureClock clock;
    private final Options.Input limits;

    private long frames;
    private int firstLinkType;
    private long firstNs = Long.MAX_VALUE;
    private long lastNs = Long.MIN_VALUE;
    private long endNs = Agenda.NEVER;
    private long silentUntilNs = Agenda.NEVER;
    private boolean pastEnd;
    private boolean isCutOff;
    private @Nullable CaptureException broken;
    private final List<CaptureException> losses = new ArrayList<>();

    Session(FrameSource source, Watcher watcher, Agenda agenda, CaptureClock clock, Options.Input limits) {
        this.source = source;
        this.watcher = watcher;
        this.agenda = agenda;
        this.clock = clock;
        this.limits = limits;
    }

    /** Runs to the end of the source, or until nothing more is wanted of it; then prints what is due at the end. */
    void run(Progress progress) throws IOException {
        FrameBatch batch = new FrameBatch(BATCH_FRAMES, BATCH_BYTES);
        Frames lent = new BatchFrames(batch);
        if (clock.isLive()) {
            begin(clock.nowNs());
            silentUntilNs = Durations.later(clock.nowNs(), SILENCE_NS);
        }
        try {
            while (wantsFrames()) {
                if (clock.isLive() && clock.nowNs() > endNs) {
                    source.stop(); // it still lends what came before
                }
                int polled = source.poll(batch);
                if (polled == FrameSource.END) {
                    break;
                }
                synchronized (this) {
                    progress.tellNewsOf(source, losses);
                    if (polled == 0) {
                        clock.onSilence();
                        tellOfSilence(progress);
                    }
                    if (polled > 0) {
                        take(batch, lent);
                        progress.onFrames(this);
                    }
                    if (clock.isLive() && polled < batch.capacity()) {
                        tick(polled == 0); // a full batch: more waits, and the frames themselves tell what is over
                    }
                    watcher.printNews();
                }
            }
        } catch (CaptureException e) {
            broken = e;
        }
        progress.end();
        finish();
    }

    /** A mirror that does not run looks like a wire on which nobody talks. */
    private void tellOfSilence(Progress progress) {
        if (frames == 0 && clock.isLive() && clock.nowNs() >= silentUntilNs) {
            silentUntilNs = Agenda.NEVER;
            progress.onNews("no frame in a minute: is it the right interface, does its mirror run, does the filter let"
                    + " anything pass?");
        }
    }

    private synchronized void finish() throws IOException {
        if (broken == null || frames > 0 || clock.isLive() || broken.reason() == CaptureException.Reason.DAMAGED) {
            end();
        }
    }

    private void begin(long firstNs) {
        agenda.begin(firstNs);
        endNs = Durations.later(firstNs, limits.forNs());
    }

    private boolean wantsFrames() {
        return !pastEnd && frames < limits.count() && (limits.toTheEnd() || !agenda.isDone());
    }

    /** Gives the frames to the watcher, in rows as long as nothing is to be printed between them. */
    private void take(FrameBatch batch, Frames lent) throws IOException {
        if (frames == 0) {
            firstLinkType = batch.linkType(0);
        }
        if (!agenda.hasBegun()) {
            begin(batch.timestampNs(0));
        }
        int from = 0;
        while (from < batch.size() && wantsFrames()) {
            int to = endOfRow(batch, from);
            watcher.onFrames(lent, from, to);
            frames += to - from;
            if (frames == agenda.nextFrame()) {
                print(watcher.nowNs());
                agenda.printedFrame();
            }
            if (to < batch.size() && wantsFrames() && isPast(batch, to, watchNs())) {
                long stampNs = batch.timestampNs(to);
                pastEnd = stampNs > endNs;
                printMomentsBefore(pastEnd ? endNs + 1 : stampNs);
            }
            from = to;
        }
        isCutOff = agenda.isDone() && !pastEnd && from < batch.size();
        clock.onFrames(lastNs);
    }

    /** The frame before which something is to be printed, or none more is wanted; notes the stamps of those before it. */
    private int endOfRow(FrameBatch batch, int from) {
        long watchNs = watchNs();
        long most = Math.min(limits.count(), agenda.nextFrame()) - frames;
        int to = (int) Math.min(batch.size(), from + most);
        for (int i = from; i < to; i++) {
            if (isPast(batch, i, watchNs)) {
                return i;
            }
            long stampNs = batch.timestampNs(i);
            firstNs = Math.min(firstNs, stampNs);
            lastNs = Math.max(lastNs, stampNs);
        }
        return to;
    }

    private long watchNs() {
        return Math.min(agenda.nextNs(), endNs);
    }

    private boolean isPast(FrameBatch batch, int i, long watchNs) {
        return batch.timestampNs(i) > watchNs && !isStray(batch, i);
    }

    private boolean isStray(FrameBatch batch, int i) {
        long beforeNs = i > 0 ? batch.timestampNs(i - 1) : lastNs;
        return Durations.later(beforeNs, STRAY_NS) < batch.timestampNs(i)
                && i + 1 < batch.size()
                && Durations.later(batch.timestampNs(i + 1), STRAY_NS) < batch.timestampNs(i);
    }

    /** Lets a live clock run on where no frame does. */
    private void tick(boolean silent) throws IOException {
        long nowNs = Math.min(clock.nowNs(), endNs);
        if (silent) {
            watcher.advanceTo(nowNs);
        }
        printMomentsBefore(silent ? nowNs : nowNs - LATE_NS);
    }

    /** Prints what is due before that moment; true if the last of it was one nanosecond before. */
    private boolean printMomentsBefore(long nowNs) throws IOException {
        long dueNs = agenda.nextNs();
        long printedNs = Agenda.NEVER;
        while (dueNs < nowNs) {
            watcher.advanceTo(dueNs);
            print(dueNs);
            printedNs = dueNs;
            // Live, what printing took counts too: a table that takes seconds must not be asked for every second.
            agenda.printedMoment(clock.isLive() ? Math.max(nowNs, clock.nowNs()) : nowNs);
            dueNs = agenda.nextNs();
        }
        return printedNs == nowNs - 1;
    }

    private void end() throws IOException {
        if (!agenda.hasBegun()) {
            begin(0);
        }
        if (pastEnd) {
            watcher.advanceTo(endNs);
        } else if (clock.isLive()) {
            watcher.advanceTo(Math.min(clock.nowNs(), endNs));
        }
        long nowNs = frames == 0 && !clock.isLive() ? 0 : watcher.nowNs();
        boolean printed = printMomentsBefore(Durations.later(nowNs, 1));
        agenda.endTicks();
        // A live wire that was told to stop will not see the moments that were to come: its table of now stands for
        // them.
        boolean cutShort = clock.isLive() && agenda.isOpen();
        if (!printed && (agenda.wantsEnd() || cutShort || agenda.isWaitingForFrame())) {
            print(nowNs);
        }
        if (!clock.isLive()) {
            printMomentsBefore(Agenda.NEVER); // the clock of a capture that has ended simply runs on
        }
    }

    /** What is said at the end, as it is now; for any thread. */
    synchronized List<String> summary() {
        return Summary.lines(this);
    }

    private void print(long momentNs) throws IOException {
        source.readerIsBusy();
        List<CaptureException> lost = new ArrayList<>(losses);
        if (broken != null) {
            lost.add(broken);
        }
        watcher.print(momentNs, stats(), lost);
    }

    /** Whether frames were left unread, since the last moment whose table is wanted was over. */
    boolean isCutOff() {
        return isCutOff;
    }

    /** Whether there were frames, and none of a link type that the tracker reads. */
    boolean isForeign() {
        return frames > 0 && counters().discarded().getOrDefault(Discard.UNKNOWN_LINK_TYPE, 0L) == frames;
    }

    /** LINKTYPE_ number of the first frame. */
    int firstLinkType() {
        return firstLinkType;
    }

    /** Frames given to the watcher. */
    long frames() {
        return frames;
    }

    /** Stamps of the earliest and the latest of them; meaningless without any. */
    long firstNs() {
        return firstNs;
    }

    long lastNs() {
        return lastNs;
    }

    CaptureStats stats() {
        return source.stats();
    }

    Counters counters() {
        return watcher.counters();
    }

    /** What of the source was lost while the rest went on. */
    List<CaptureException> losses() {
        return losses;
    }

    /** Why the source ended before its time, or null. */
    @Nullable
    CaptureException broken() {
        return broken;
    }
}
