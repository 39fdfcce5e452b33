package org.wirestat.cli.print;

import java.io.IOException;
import java.util.function.LongSupplier;
import org.wirestat.cli.field.LinuxStates;
import org.wirestat.cli.field.SocketField;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.view.Change;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.TcpState;

/** What became of the sockets between two moments: a line each, with a plus for what opened, a minus for what closed. */
public final class ChangeLines implements Printer<Change> {

    private final TextOutput out;
    private final SocketWords words;
    private final TableHead head;
    private final LongSupplier comparedNs;

    /** @param comparedNs the earlier moment of the table that is being printed; 0 if there is none */
    public ChangeLines(TextOutput out, Names names, LongSupplier comparedNs) {
        this.out = out;
        this.comparedNs = comparedNs;
        words = new SocketWords(names);
        head = new TableHead(out, false);
    }

    @Override
    public void print(Table<Change> table) throws IOException {
        head.print(table);
        StringBuilder line = out.line();
        line.append("# ");
        if (comparedNs.getAsLong() != 0) {
            line.append(UtcTime.text(comparedNs.getAsLong())).append(" to ");
        }
        line.append(UtcTime.text(table.timeNs())).append(": ");
        line.append(count(table, Change.Kind.OPENED)).append(" opened, ");
        line.append(count(table, Change.Kind.CLOSED)).append(" closed, ");
        line.append(count(table, Change.Kind.STATE)).append(" changed state");
        out.endLine();
        for (Change change : table.rows()) {
            line(change, out.line());
            out.endLine();
        }
    }

    private static long count(Table<Change> table, Change.Kind kind) {
        return table.rows().stream().filter(change -> change.kind() == kind).count();
    }

    private void line(Change change, StringBuilder line) {
        SocketRow row = change.row();
        line.append(
                        switch (change.kind()) {
                            case OPENED -> '+';
                            case CLOSED -> '-';
                            case STATE -> '~';
                        })
                .append(' ');
        words.columns(
                SocketField.proto(row.transport(), row.ipVersion()), row.transport(), row.local(), row.peer(), line);
        TcpState state = row.state();
        if (state != null) {
            line.append(
                    change.kind() == Change.Kind.STATE
                            ? EventLines.change(change.from(), change.to())
                            : LinuxStates.name(state));
        } else {
            while (line.charAt(line.length() - 1) == ' ') {
                line.setLength(line.length() - 1);
            }
        }
    }
}
