package org.wirestat.cli;

import java.io.IOException;
import java.util.List;
import org.wirestat.cli.print.Printer;
import org.wirestat.cli.print.TextOutput;
import org.wirestat.cli.story.Story;
import org.wirestat.cli.story.StoryBook;
import org.wirestat.cli.view.Integrity;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TransitionListener;

/** {@code --why}: at each moment the whole stories, up to it, of the sockets that were asked for. */
final class Stories implements Report {

    private final StoryBook book;
    private final Printer<Story> printer;
    private final TextOutput out;

    Stories(StoryBook book, Printer<Story> printer, TextOutput out) {
        this.book = book;
        this.printer = printer;
        this.out = out;
    }

    @Override
    public TransitionListener listener() {
        return book;
    }

    @Override
    public void print(Snapshot snapshot, long momentNs, Integrity integrity) throws IOException {
        printer.print(book.table(snapshot, momentNs, integrity));
        out.flush();
    }

    @Override
    public List<String> remarks() {
        return book.remarks();
    }
}
