package org.wirestat.cli.print;

import java.io.IOException;
import org.wirestat.cli.view.Table;

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
        for (String line : table.integrity().lines()) {
            out.add(TerminalEscaper.escape(line)).endLine();
        }
    }
}
