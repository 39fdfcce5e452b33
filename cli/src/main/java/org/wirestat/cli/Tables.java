package org.wirestat.cli;

import java.io.IOException;
import java.util.List;
import org.wirestat.cli.field.Context;
import org.wirestat.cli.field.Sorting;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.print.Printer;
import org.wirestat.cli.print.TextOutput;
import org.wirestat.cli.view.Integrity;
import org.wirestat.cli.view.Table;
import org.wirestat.cli.view.View;
import org.wirestat.tracker.Snapshot;

/** From a snapshot to printed text: the view that was asked for, in the form that was asked for. */
final class Tables<R> {

    private final View<R> view;
    private final Sorting<R> order;
    private final long limit;
    private final Printer<R> printer;
    private final TextOutput out;

    /** @param limit how many rows of a table are printed */
    Tables(View<R> view, Sorting<R> order, long limit, Printer<R> printer, TextOutput out) {
        this.view = view;
        this.order = order;
        this.limit = limit;
        this.printer = printer;
        this.out = out;
    }

    /** Prints the table of one moment and hands it to the reader, who may be waiting for it. */
    void print(Snapshot snapshot, long momentNs, Integrity integrity) throws IOException {
        Table<R> table = view.table(snapshot, momentNs, integrity);
        List<R> rows = order.sorted(table.rows(), new Context(momentNs, Names.none()));
        if (rows.size() > limit) {
            rows = rows.subList(0, (int) limit);
        }
        printer.print(new Table<>(momentNs, rows, integrity));
        out.flush();
    }
}
