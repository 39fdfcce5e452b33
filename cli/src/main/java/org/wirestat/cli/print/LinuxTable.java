package org.wirestat.cli.print;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.view.Selection;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.SocketTable;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.Transport;

/** net-tools' table of sockets, byte for byte. */
public final class LinuxTable implements Printer {

    /** The column's width. net-tools cuts address and port, without their colon, to one less. */
    private static final int ADDRESS_WIDTH = 23;

    private static final int CUT_LENGTH = ADDRESS_WIDTH - 1;
    private static final int CUT_ADDRESS_AT_LEAST = 4;

    private static final long NS_PER_HUNDREDTH = 10_000_000;

    private final TextOutput out;
    private final Names names;
    private final Columns columns;
    private final String title;
    private final boolean tellsTime;

    /**
     * Which columns, and how wide.
     *
     * @param wide addresses are never cut ({@code -W})
     * @param evidence basis and age of the state ({@code -e}; net-tools has User and Inode here, which no wire tells)
     * @param timer the Timer column ({@code -o})
     */
    public record Columns(boolean wide, boolean evidence, boolean timer) {}

    /** @param tellsTime whether each table begins with its moment, for outputs with several */
    public LinuxTable(TextOutput out, Names names, Columns columns, Selection.Servers servers, boolean tellsTime) {
        this.out = out;
        this.names = names;
        this.columns = columns;
        this.tellsTime = tellsTime;
        title = "Active Internet connections "
                + switch (servers) {
                    case WITHOUT -> "(w/o servers)";
                    case TOO -> "(servers and established)";
                    case ONLY -> "(only servers)";
                };
    }

    @Override
    public void print(SocketTable table) throws IOException {
        if (tellsTime) {
            out.add("# ").add(UtcTime.text(table.timeNs())).endLine();
        }
        if (!table.integrity().isWhole()) {
            out.add("! incomplete: ")
                    .add(TerminalEscaper.escape(table.integrity().words()))
                    .endLine();
        }
        out.add(title).endLine();
        out.add("Proto Recv-Q Send-Q Local Address           Foreign Address         State      ");
        if (columns.evidence) {
            out.add(" Basis      Age       ");
        }
        if (columns.timer) {
            out.add(" Timer");
        }
        out.endLine();
        for (SocketRow row : table.rows()) {
            row(row, table.timeNs(), out.line());
            out.endLine();
        }
    }

    private void row(SocketRow row, long tableNs, StringBuilder line) {
        boolean tcp = row.transport() == Transport.TCP;
        String proto = (tcp ? "tcp" : "udp") + (row.ipVersion() == 6 ? "6" : "");
        left(proto, 5, line); // "%-4s  " and "%-5s " are the same bytes for names of three and four letters
        right("-", 7, line); // Recv-Q: what the application has not read cannot be seen on a wire
        line.append(' ');
        right(Long.toString(row.sendQueue()), 6, line);
        line.append(' ');
        left(address(row.transport(), row.local()), ADDRESS_WIDTH, line);
        line.append(' ');
        SocketRow.Address peer = row.peer();
        left(peer == null ? anybody(row.ipVersion()) : address(row.transport(), peer), ADDRESS_WIDTH, line);
        line.append(' ');
        left(row.state() == null ? "" : LinuxStates.name(row.state()), 11, line);
        if (columns.evidence) {
            line.append(' ');
            left(BasisNames.name(row.basis()), 10, line);
            line.append(' ');
            left(age(Math.max(0, tableNs - row.sinceNs())), 10, line);
        }
        if (columns.timer) {
            line.append(' ');
            timer(row.timer(), line);
        }
    }

    private String address(Transport transport, SocketRow.Address address) {
        String host = TerminalEscaper.escape(names.host(address.host()));
        String port = TerminalEscaper.escape(names.port(transport, address.port()));
        if (!columns.wide && host.length() + port.length() > CUT_LENGTH) {
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

    private static void timer(Endpoint.@Nullable Timer timer, StringBuilder line) {
        if (timer == null) {
            line.append("off (0.00/0/0)");
            return;
        }
        line.append(LinuxTimers.name(timer.kind())).append(" (");
        hundredths((timer.leftNs() + NS_PER_HUNDREDTH / 2) / NS_PER_HUNDREDTH, line);
        line.append('/').append(timer.repeats()).append("/0)");
    }

    private static String age(long ns) {
        long seconds = ns / (100 * NS_PER_HUNDREDTH);
        StringBuilder age = new StringBuilder(10);
        if (seconds < 60) {
            hundredths(ns / NS_PER_HUNDREDTH, age);
            return age.append('s').toString();
        }
        if (seconds < 3600) {
            return twoUnits(seconds / 60, 'm', seconds % 60, 's', age);
        }
        if (seconds < 86_400) {
            return twoUnits(seconds / 3600, 'h', seconds / 60 % 60, 'm', age);
        }
        return twoUnits(seconds / 86_400, 'd', seconds / 3600 % 24, 'h', age);
    }

    private static String twoUnits(long large, char largeUnit, long small, char smallUnit, StringBuilder to) {
        to.append(large).append(largeUnit);
        twoDigits(small, to);
        return to.append(smallUnit).toString();
    }

    /** As {@code %.2f} would, without a formatter for each row. */
    private static void hundredths(long value, StringBuilder to) {
        to.append(value / 100).append('.');
        twoDigits(value % 100, to);
    }

    private static void twoDigits(long value, StringBuilder to) {
        if (value < 10) {
            to.append('0');
        }
        to.append(value);
    }

    private static void left(String text, int width, StringBuilder line) {
        line.append(text);
        for (int i = text.length(); i < width; i++) {
            line.append(' ');
        }
    }

    private static void right(String text, int width, StringBuilder line) {
        for (int i = text.length(); i < width; i++) {
            line.append(' ');
        }
        line.append(text);
    }
}
