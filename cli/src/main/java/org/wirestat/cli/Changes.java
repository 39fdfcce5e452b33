package org.wirestat.cli;

import java.io.IOException;
import org.wirestat.cli.print.Printer;
import org.wirestat.cli.print.TextOutput;
import org.wirestat.cli.view.Change;
import org.wirestat.cli.view.ChangeView;
import org.wirestat.cli.view.Integrity;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.Snapshot;

/** {@code --diff}: at each moment what became of the sockets since the one before. */
final class Changes implements Report {

    private final ChangeView view;
    private final Printer<Change> printer;
    private final TextOutput out;
    private boolean hasStart;

    /** @param fromNothing whether the first moment is compared with none, rather than only remembered */
    Changes(ChangeView view, Printer<Change> printer, TextOutput out, boolean fromNothing) {
        this.view = view;
        this.printer = printer;
        this.out = out;
        hasStart = fromNothing;
    }

    @Override
    public void print(Snapshot snapshot, long momentNs, Integrity integrity) throws IOException {
        Table<Change> changes = view.table(snapshot, momentNs, integrity);
        if (hasStart) {
            printer.print(changes);
            out.flush();
        }
        hasStart = true;
    }
}
