package org.wirestat.cli.print;

import java.io.IOException;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.Overflow;

/** What stands above every table for people: its moment, if there are several, and what is missing from it. */
final class TableHead {

    private final TextOutput out;
    private final boolean tellsTime;

    TableHead(TextOutput out, boolean tellsTime) {
        this.out = out;
        this.tellsTime = tellsTime;
    }

    void print(Table<?> table) throws IOException {
        if (tellsTime) {
            out.add("# ").add(UtcTime.text(table.timeNs())).endLine();
        }
        if (!table.integrity().isWhole()) {
            out.add("! incomplete: ")
                    .add(TerminalEscaper.escape(table.integrity().words()))
                    .endLine();
            for (Overflow.Target flood : table.integrity().floods()) {
                out.add("! without room: " + flood.address() + ":" + flood.port() + ", " + flood.connections()
                                + " connections begun by about " + flood.hosts() + " hosts")
                        .endLine();
            }
        }
    }
}
