package org.wirestat.cli;

import java.io.IOException;
import java.util.List;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureStats;
import org.wirestat.cli.zeek.ConnLogWriter;
import org.wirestat.tracker.Counters;
import org.wirestat.tracker.Frames;
import org.wirestat.tracker.connlog.ConnLog;
import org.wirestat.tracker.connlog.ConnLogOptions;

/**
 * Keeps a log of connections, a line for each that is over. Of a live wire, files that cannot be written (the disk is full,
 * say) are not the end: the capture goes on, and writing is tried again every second of its clock.
 */
final class LogWatcher implements Watcher {

    /** A clock that leaps further leaves out the ends of files between. */
    private static final int MOST_FILES_AT_ONCE = 1000;

    private final ConnLog log;
    private final ConnLogWriter writer;
    private final Messages messages;
    private final boolean outlastsErrors;
    private long triedNs = Long.MIN_VALUE;
    private boolean fails;
    private long lost;
    private volatile boolean isReopenAsked;
    private boolean hasBegun;
    private List<String> remarks = List.of();

    /** @param outlastsErrors whether the log goes on where its files cannot be written */
    LogWatcher(ConnLogOptions options, ConnLogWriter writer, Messages messages, boolean outlastsErrors) {
        this.writer = writer;
        this.messages = messages;
        this.outlastsErrors = outlastsErrors;
        log = new ConnLog(options, writer);
    }

    /** Asks for the file in hand to be finished and a new one to be begun; for any thread. */
    void reopen() {
        isReopenAsked = true;
    }

    @Override
    public void onFrames(Frames lent, int from, int to) throws IOException {
        if (!hasBegun) {
            hasBegun = true;
            long beginNs = lent.timestampNs(from);
            write(() -> writer.advanceTo(beginNs));
        }
        for (int at = from; at < to; ) {
            int end = endOfFile(lent, at, to);
            log.onFrames(lent, at, end);
            write(() -> writer.advanceTo(log.nowNs()));
            at = end;
        }
    }

    /** The frame after the one that shows that the file in hand is over. */
    private int endOfFile(Frames lent, int from, int to) {
        int last = from;
        while (last < to - 1 && lent.timestampNs(last) < writer.fileEndNs()) {
            last++;
        }
        return last + 1;
    }

    /** By way of each file's end: when this process was held up, what was over before that still belongs into the file. */
    @Override
    public void advanceTo(long nowNs) throws IOException {
        for (int i = 0; i < MOST_FILES_AT_ONCE && writer.fileEndNs() < nowNs; i++) {
            log.advanceTo(writer.fileEndNs());
            write(() -> writer.advanceTo(writer.fileEndNs()));
        }
        log.advanceTo(nowNs);
        write(() -> writer.advanceTo(log.nowNs()));
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void write(Writing writing) throws IOException {
        if (fails && Math.abs(log.nowNs() - triedNs) < Durations.NS_PER_SECOND) {
            return;
        }
        try {
            writing.run();
            fails = false;
        } catch (IOException e) {
            if (!outlastsErrors) {
                throw e;
            }
            if (!fails) {
                messages.say("cannot write the log: " + e.getMessage() + "; the capture goes on");
            }
            fails = true;
            triedNs = log.nowNs();
            lost += writer.dropIfTooMuch();
        }
    }

    @Override
    public void printNews() throws IOException {
        if (isReopenAsked && hasBegun) {
            isReopenAsked = false;
            write(() -> writer.reopen(log.nowNs()));
        }
        write(writer::flush);
    }

    @Override
    public long nowNs() {
        return log.nowNs();
    }

    @Override
    public void print(long momentNs, CaptureStats stats, List<CaptureException> lost) throws IOException {
        log.end();
        writer.close(log.nowNs());
        remarks = Gaps.of(stats, log.counters(), lost).lines();
    }

    /** A log has no place for what is missing from it. */
    @Override
    public List<String> remarks() {
        return remarks;
    }

    @Override
    public Counters counters() {
        return log.counters();
    }

    @Override
    public long lost() {
        return lost;
    }

    @Override
    public void close() {}
}
