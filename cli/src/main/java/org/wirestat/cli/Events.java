package org.wirestat.cli;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.print.Printer;
import org.wirestat.cli.print.TextOutput;
import org.wirestat.cli.story.EventLog;
import org.wirestat.cli.story.Step;
import org.wirestat.cli.view.Integrity;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TransitionListener;

/** {@code --events}: each change of state when it happens, for whoever follows the output. */
final class Events implements Report {

    private final EventLog log;
    private final Printer<Step> printer;
    private final TextOutput out;
    private final @Nullable PrintingThread<Step> thread;

    /** @param isBeside whether events are printed while the next frames are read, and not before */
    Events(EventLog log, Printer<Step> printer, TextOutput out, boolean isBeside) {
        this.log = log;
        this.printer = printer;
        this.out = out;
        thread = isBeside ? new PrintingThread<>(this::print) : null;
    }

    @Override
    public TransitionListener listener() {
        return log;
    }

    @Override
    public void begin(Set<IpAddress> neighbours) {
        log.begin(neighbours);
    }

    @Override
    public boolean printNews() throws IOException {
        List<Step> news = log.take();
        if (news.isEmpty()) {
            return false;
        }
        if (thread == null) {
            print(news);
        } else {
            thread.add(news);
        }
        return true;
    }

    private void print(List<Step> news) throws IOException {
        printer.print(new Table<>(news.get(news.size() - 1).timeNs(), news, Integrity.WHOLE));
        out.flush();
    }

    /** There is no table: at a moment that was asked for, the events up to it have been printed. */
    @Override
    public void print(Snapshot snapshot, long momentNs, Integrity integrity) throws IOException {
        printNews();
        if (thread != null) {
            thread.finish();
        }
    }
}
