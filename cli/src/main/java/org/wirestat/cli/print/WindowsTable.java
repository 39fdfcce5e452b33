package org.wirestat.cli.print;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.field.BasisNames;
import org.wirestat.cli.field.Context;
import org.wirestat.cli.field.Contexts;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.process.Program;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/**
 * The table of Windows' netstat: rows {@code "  %-6s %-22s %-22s %-15s %s"}, in which longer cells push the rest. Its
 * {@code -o} is the process and not a timer.
 */
public final class WindowsTable implements Printer<SocketRow> {

    private static final int PROTO_WIDTH = 6;
    private static final int ADDRESS_WIDTH = 22;
    private static final int STATE_WIDTH = 15;

    private final TextOutput out;
    private final Contexts contexts;
    private final Names names;
    private final Columns columns;
    private final TableHead head;

    /** @param tellsTime whether each table begins with its moment, for outputs with several */
    public WindowsTable(TextOutput out, Contexts contexts, Columns columns, boolean tellsTime) {
        this.out = out;
        this.contexts = contexts;
        names = contexts.names();
        this.columns = columns;
        head = new TableHead(out, tellsTime);
    }

    @Override
    public void print(Table<SocketRow> table) throws IOException {
        head.print(table);
        out.endLine();
        out.add("Active Connections").endLine();
        out.endLine();
        line("Proto", "Local Address", "Foreign Address", "State", "PID", "Basis", "Age", out.line());
        out.endLine();
        Context in = contexts.at(table.timeNs());
        out.lines(table.rows(), line -> row -> line(row, in, line));
    }

    /** There {@code -o} is the process; {@code -p}, which is a protocol there, is taken as here. */
    private boolean hasPid() {
        return columns.timer() || columns.programs();
    }

    private void line(SocketRow row, Context in, StringBuilder line) {
        line(
                row.transport().name(),
                address(row.transport(), row.local()),
                foreign(row),
                row.state() == null ? "" : WindowsStates.name(row.state()),
                pid(in.programs().of(row)),
                BasisNames.name(row.basis()),
                Spans.words(Math.max(0, in.tableNs() - row.sinceNs())),
                line);
    }

    private void line(
            String proto,
            String local,
            String foreign,
            String state,
            String pid,
            String basis,
            String age,
            StringBuilder line) {
        line.append("  ");
        Padding.left(proto, PROTO_WIDTH, line);
        line.append(' ');
        Padding.left(local, ADDRESS_WIDTH, line);
        line.append(' ');
        Padding.left(foreign, ADDRESS_WIDTH, line);
        line.append(' ');
        if (columns.evidence() || hasPid()) {
            Padding.left(state, STATE_WIDTH, line);
            line.append(' ');
        } else {
            line.append(state);
        }
        if (hasPid()) {
            line.append(pid);
        }
        if (columns.evidence()) {
            if (hasPid()) {
                Padding.blanks(8 - pid.length(), line);
            }
            Padding.left(basis, 10, line);
            line.append(' ').append(age);
        }
    }

    private static String pid(@Nullable Program program) {
        return program == null ? "-" : Integer.toString(program.pid());
    }

    private String foreign(SocketRow row) {
        SocketRow.Address peer = row.peer();
        if (peer != null) {
            return address(row.transport(), peer);
        }
        if (row.state() != TcpState.LISTEN) {
            return "*:*";
        }
        // Windows looks up the name of 0.0.0.0, and finds the machine's own.
        IpAddress local = row.local().host();
        return names.numeric() ? (row.ipVersion() == 4 ? "0.0.0.0:0" : "[::]:0") : host(local) + ":0";
    }

    private String address(Transport transport, SocketRow.Address address) {
        return host(address.host()) + ":" + TerminalEscaper.word(names.port(transport, address.port()));
    }

    private String host(IpAddress address) {
        String name = names.host(address);
        return TerminalEscaper.word(name.indexOf(':') >= 0 ? "[" + name + "]" : name);
    }
}
