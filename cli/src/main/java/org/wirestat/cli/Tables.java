package org.wirestat.cli;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.wirestat.cli.print.Printer;
import org.wirestat.cli.print.TextOutput;
import org.wirestat.cli.view.Integrity;
import org.wirestat.cli.view.Table;
import org.wirestat.cli.view.View;
import org.wirestat.tracker.Snapshot;

/** From a snapshot to printed text: the view that was asked for, in the form that was asked for. */
final class Tables<R> implements Report {

    private final View<R> view;
    private final UnaryOperator<Table<R>> arranging;
    private final Printer<R> printer;
    private final TextOutput out;

    /** @param arranging gives the rows another order, or leaves some of them out */
    Tables(View<R> view, UnaryOperator<Table<R>> arranging, Printer<R> printer, TextOutput out) {
        this.view = view;
        this.arranging = arranging;
        this.printer = printer;
        this.out = out;
    }

    @Override
    public void print(Snapshot snapshot, long momentNs, Integrity integrity) throws IOException {
        printer.print(arranging.apply(view.table(snapshot, momentNs, integrity)));
        out.flush();
    }
}
