package org.wirestat.cli.print;

import java.io.IOException;
import org.wirestat.cli.field.Context;
import org.wirestat.cli.field.Contexts;
import org.wirestat.cli.field.LinuxStates;
import org.wirestat.cli.field.SocketField;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.view.Selection;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.Transport;

/** net-tools' table of sockets, byte for byte. */
public final class LinuxTable implements Printer<SocketRow> {

    /** The column's width. net-tools cuts address and port, without their colon, to one less. */
    private static final int ADDRESS_WIDTH = 23;

    private static final int CUT_LENGTH = ADDRESS_WIDTH - 1;
    private static final int CUT_ADDRESS_AT_LEAST = 4;

    private final TextOutput out;
    private final Contexts contexts;
    private final Names names;
    private final Columns columns;
    private final String title;
    private final TableHead head;

    /** @param tellsTime whether each table begins with its moment, for outputs with several */
    public LinuxTable(
            TextOutput out, Contexts contexts, Columns columns, Selection.Servers servers, boolean tellsTime) {
        this.out = out;
        this.contexts = contexts;
        names = contexts.names();
        this.columns = columns;
        head = new TableHead(out, tellsTime);
        title = "Active Internet connections "
                + switch (servers) {
                    case WITHOUT -> "(w/o servers)";
                    case TOO -> "(servers and established)";
                    case ONLY -> "(only servers)";
                };
    }

    @Override
    public void print(Table<SocketRow> table) throws IOException {
        head.print(table);
        out.add(title).endLine();
        out.add("Proto Recv-Q Send-Q Local Address           Foreign Address         State      ");
        ExtraColumns.head(columns, out.line());
        out.endLine();
        Context in = contexts.at(table.timeNs());
        out.lines(table.rows(), line -> row -> row(row, in, line));
    }

    private void row(SocketRow row, Context in, StringBuilder line) {
        // "%-4s  " and "%-5s " are the same bytes for names of three and four letters
        Padding.left(SocketField.proto(row.transport(), row.ipVersion()), 5, line);
        Padding.right("-", 7, line); // Recv-Q: what the application has not read cannot be seen on a wire
        line.append(' ');
        Padding.right(Long.toString(row.sendQueue()), 6, line);
        line.append(' ');
        address(row.transport(), row.local(), line);
        line.append(' ');
        SocketRow.Address peer = row.peer();
        if (peer == null) {
            Padding.left(anybody(row.ipVersion()), ADDRESS_WIDTH, line);
        } else {
            address(row.transport(), peer, line);
        }
        line.append(' ');
        Padding.left(row.state() == null ? "" : LinuxStates.name(row.state()), 11, line);
        ExtraColumns.row(columns, row, in, line);
    }

    /** Numbers that fit, which most are, are written without a string of their own. */
    private void address(Transport transport, SocketRow.Address address, StringBuilder line) {
        int begin = line.length();
        if (names.numeric()) {
            address.host().appendTo(line).append(':').append(address.port());
        }
        if (!names.numeric() || (!columns.wide() && line.length() - begin > CUT_LENGTH + 1)) {
            line.setLength(begin);
            line.append(address(transport, address));
        }
        Padding.blanks(ADDRESS_WIDTH - (line.length() - begin), line);
    }

    private String address(Transport transport, SocketRow.Address address) {
        String host = TerminalEscaper.word(names.host(address.host()));
        if (host.equals("::") && !names.numeric()) {
            host = "[::]"; // glibc's name for it, so to say: net-tools has it in brackets only without -n
        }
        String port = TerminalEscaper.word(names.port(transport, address.port()));
        if (!columns.wide() && host.length() + port.length() > CUT_LENGTH) {
            port = TerminalEscaper.cut(port, CUT_LENGTH - CUT_ADDRESS_AT_LEAST);
            host = TerminalEscaper.cut(host, CUT_LENGTH - port.length());
        }
        return host + ":" + port;
    }

    private String anybody(int ipVersion) {
        if (ipVersion == 4) {
            return "0.0.0.0:*";
        }
        return names.numeric() ? ":::*" : "[::]:*";
    }
}
