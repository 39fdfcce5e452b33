package org.wirestat.cli;

import java.io.IOException;
import org.wirestat.cli.print.Printer;
import org.wirestat.cli.print.TextOutput;
import org.wirestat.cli.view.Integrity;
import org.wirestat.cli.view.View;
import org.wirestat.tracker.Snapshot;

/** From a snapshot to printed text: the view that was asked for, in the form that was asked for. */
final class Tables<R> {

    private final View<R> view;
    private final Printer<R> printer;
    private final TextOutput out;

    Tables(View<R> view, Printer<R> printer, TextOutput out) {
        this.view = view;
        this.printer = printer;
        this.out = out;
    }

    /** Prints the table of one moment and hands it to the reader, who may be waiting for it. */
    void print(Snapshot snapshot, long momentNs, Integrity integrity) throws IOException {
        printer.print(view.table(snapshot, momentNs, integrity));
        out.flush();
    }
}
