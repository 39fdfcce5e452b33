package org.wirestat.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

/** Lends what its script says, one step a poll; after the last step it has ended. */
final class ScriptedSource implements FrameSource {

    /** One poll. */
    private interface Step {
        int poll(FrameBatch batch) throws CaptureException;
    }

    private static final int ETHERNET = 1;
    private static final int FRAME_LENGTH = 60;

    private final Program program;
    private final Deque<Step> script = new ArrayDeque<>();
    private final Deque<CaptureException> losses = new ArrayDeque<>();
    private final Deque<String> news = new ArrayDeque<>();
    private double printingSeconds;
    private boolean stopped;
    private long lent;
    private long kernelDropped;
    boolean closed;

    ScriptedSource(Program program) {
        this.program = program;
    }

    /** Empty frames at these seconds after the start, in one batch. */
    ScriptedSource frames(double... seconds) {
        script.add(batch -> {
            for (double second : seconds) {
                long stampNs = Program.START_NS + (long) (second * Program.SECOND);
                batch.add(ETHERNET, stampNs, FRAME_LENGTH, 0, FRAME_LENGTH);
            }
            return seconds.length;
        });
        return this;
    }

    /** A frame whose bytes are not there, so that reading it fails as a defect of a decoder would; then a sound one. */
    ScriptedSource frameThatCannotBeRead() {
        script.add(batch -> {
            batch.add(ETHERNET, Program.START_NS, FRAME_LENGTH, batch.bytes().capacity() - 1, FRAME_LENGTH);
            batch.add(ETHERNET, Program.START_NS + 1, FRAME_LENGTH, 0, FRAME_LENGTH);
            return 2;
        });
        return this;
    }

    /** The same, a row of them one after another within half a second from this second on. */
    ScriptedSource framesThatCannotBeRead(int count, double second) {
        script.add(batch -> {
            for (int i = 0; i < count; i++) {
                long stampNs = Program.START_NS + (long) ((second + 0.5 * i / count) * Program.SECOND);
                batch.add(ETHERNET, stampNs, FRAME_LENGTH, batch.bytes().capacity() - 1, FRAME_LENGTH);
            }
            return count;
        });
        return this;
    }

    /** Nothing for so long. */
    ScriptedSource silence(double seconds) {
        script.add(batch -> {
            program.monotonicNs += (long) (seconds * Program.SECOND);
            return 0;
        });
        return this;
    }

    ScriptedSource signal(String name) {
        script.add(batch -> {
            program.signal.accept(name);
            return 0;
        });
        return this;
    }

    ScriptedSource breaks(CaptureException.Reason reason, String message) {
        script.add(batch -> {
            throw new CaptureException(reason, message, List.of());
        });
        return this;
    }

    /** Loses one of several interfaces. */
    ScriptedSource loses(CaptureException.Reason reason, String message) {
        script.add(batch -> {
            losses.add(new CaptureException(reason, message, List.of()));
            return 0;
        });
        return this;
    }

    ScriptedSource news(String line) {
        script.add(batch -> {
            news.add(line);
            return 0;
        });
        return this;
    }

    @Override
    public @Nullable String nextNews() {
        return news.poll();
    }

    @Override
    public @Nullable CaptureException nextLoss() {
        return losses.poll();
    }

    /** From now on printing a table takes so long. */
    ScriptedSource busyPrinting(double seconds) {
        printingSeconds = seconds;
        return this;
    }

    @Override
    public void readerIsBusy() {
        program.monotonicNs += (long) (printingSeconds * Program.SECOND);
    }

    @Override
    public String description() {
        return "engine script";
    }

    ScriptedSource fails(RuntimeException defect) {
        script.add(batch -> {
            throw defect;
        });
        return this;
    }

    ScriptedSource drops(long frames) {
        kernelDropped = frames;
        return this;
    }

    @Override
    public int poll(FrameBatch batch) throws CaptureException {
        batch.clear();
        if (stopped || script.isEmpty()) {
            return END;
        }
        int polled = script.pop().poll(batch);
        lent += polled;
        return polled;
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public CaptureStats stats() {
        return new CaptureStats(
                lent, lent * FRAME_LENGTH, CaptureStats.UNKNOWN, kernelDropped, CaptureStats.UNKNOWN, 0);
    }

    @Override
    public void close() {
        closed = true;
    }
}
