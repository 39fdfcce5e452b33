package org.wirestat.cli.print;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.field.Context;
import org.wirestat.cli.field.Contexts;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.view.Selection;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.Transport;

/** The table of macOS's netstat, which is FreeBSD's with one blank more after Send-Q. */
public final class BsdTable implements Printer<SocketRow> {

    private static final int WIDTH = 22;
    private static final int WIDE_IPV6_WIDTH = 45;
    private static final int HOST_AT_MOST = 16;
    private static final int PORT_AT_MOST = 15;

    private final TextOutput out;
    private final Contexts contexts;
    private final Names names;
    private final Columns columns;
    private final String title;
    private final TableHead head;

    /** @param tellsTime whether each table begins with its moment, for outputs with several */
    public BsdTable(TextOutput out, Contexts contexts, Columns columns, Selection.Servers servers, boolean tellsTime) {
        this.out = out;
        this.contexts = contexts;
        names = contexts.names();
        this.columns = columns;
        head = new TableHead(out, tellsTime);
        title = "Active Internet connections"
                + switch (servers) {
                    case WITHOUT -> "";
                    case TOO -> " (including servers)";
                    case ONLY -> " (only servers)";
                };
    }

    @Override
    public void print(Table<SocketRow> table) throws IOException {
        head.print(table);
        out.add(title).endLine();
        int width = WIDTH;
        if (columns.wide() && table.rows().stream().anyMatch(row -> row.ipVersion() == 6)) {
            width = WIDE_IPV6_WIDTH;
        }
        StringBuilder line = out.line();
        line.append("Proto Recv-Q Send-Q  ");
        Padding.left("Local Address", width, line);
        line.append(' ');
        Padding.left("Foreign Address", width, line);
        line.append(" (state)    ");
        ExtraColumns.head(columns, line);
        out.endLine();
        Context in = contexts.at(table.timeNs());
        int addressWidth = width;
        out.lines(table.rows(), text -> row -> line(row, in, addressWidth, text));
    }

    private void line(SocketRow row, Context in, int width, StringBuilder line) {
        String proto = row.transport() == Transport.TCP ? "tcp" : "udp";
        Padding.left(proto + row.ipVersion(), 5, line);
        Padding.right("-", 7, line); // Recv-Q: what the application has not read cannot be seen on a wire
        line.append(' ');
        Padding.right(Long.toString(row.sendQueue()), 6, line);
        line.append("  ");
        Padding.left(address(row.transport(), row.local(), width), width, line);
        line.append(' ');
        Padding.left(address(row.transport(), row.peer(), width), width, line);
        line.append(' ');
        Padding.left(row.state() == null ? "" : BsdStates.name(row.state()), 11, line);
        ExtraColumns.row(columns, row, in, line);
    }

    private String address(Transport transport, SocketRow.@Nullable Address address, int width) {
        if (address == null) {
            return "*.*";
        }
        boolean isAny = address.host().high() == 0 && address.host().low() == 0;
        String host = isAny ? "*" : TerminalEscaper.word(names.host(address.host()));
        String port = TerminalEscaper.word(names.port(transport, address.port()));
        if (columns.wide()) {
            return host + "." + port;
        }
        return TerminalEscaper.cut(
                TerminalEscaper.cut(host, HOST_AT_MOST) + "." + TerminalEscaper.cut(port, PORT_AT_MOST), width);
    }
}
