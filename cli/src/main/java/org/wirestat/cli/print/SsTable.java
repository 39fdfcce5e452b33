package org.wirestat.cli.print;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.field.BasisNames;
import org.wirestat.cli.field.Context;
import org.wirestat.cli.field.Contexts;
import org.wirestat.cli.field.LinuxTimers;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.process.Program;
import org.wirestat.cli.view.Selection;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/**
 * The table of ss, as it prints into a pipe: every column as wide as its widest cell, addresses at the right and ports at
 * the left of their colon. Hosts are numbers, as there.
 */
public final class SsTable implements Printer<SocketRow> {

    private static final int CELLS = 9;
    private static final int NETID = 0;
    private static final int STATE = 1;
    private static final int LOCAL = 4;
    private static final int LOCAL_PORT = 5;
    private static final int PEER = 6;
    private static final int PEER_PORT = 7;
    private static final int PROCESS = 8;

    private static final long NS_PER_MS = 1_000_000;

    private final TextOutput out;
    private final Contexts contexts;
    private final Names names;
    private final Columns columns;
    private final boolean hasNetid;
    private final boolean hasState;
    private final TableHead head;

    /** @param tellsTime whether each table begins with its moment, for outputs with several */
    public SsTable(TextOutput out, Contexts contexts, Columns columns, Selection selection, boolean tellsTime) {
        this.out = out;
        this.contexts = contexts;
        names = contexts.names();
        this.columns = columns;
        Set<Transport> transports = selection.transports();
        hasNetid = transports.size() > 1;
        hasState = selection.states().size() != 1;
        head = new TableHead(out, tellsTime);
    }

    @Override
    public void print(Table<SocketRow> table) throws IOException {
        head.print(table);
        String[] headings = {
            "Netid", "State", "Recv-Q", "Send-Q", "Local Address:", "Port", "Peer Address:", "Port", "Process"
        };
        Context in = contexts.at(table.timeNs());
        // Twice: the lines of a long table are too many to be kept until their widths are known.
        int[] widths = out.widths(headings, table.rows(), row -> cells(row, in));
        widths[PROCESS] = headings[PROCESS].length();
        line(headings, widths, out.line());
        out.endLine();
        out.lines(table.rows(), line -> row -> line(cells(row, in), widths, line));
    }

    private void line(String[] cells, int[] widths, StringBuilder line) {
        for (int i = 0; i < CELLS; i++) {
            if ((i == NETID && !hasNetid) || (i == STATE && !hasState)) {
                continue;
            }
            boolean isFirst = i == (hasNetid ? NETID : hasState ? STATE : STATE + 1);
            boolean isGlued = i == LOCAL_PORT || i == PEER_PORT || i == PROCESS;
            if (!isFirst && !isGlued) {
                line.append(' ');
            }
            if (i == LOCAL || i == PEER) {
                Padding.right(cells[i], widths[i], line);
            } else {
                Padding.left(cells[i], widths[i], line);
            }
        }
    }

    private String[] cells(SocketRow row, Context in) {
        SocketRow.Address peer = row.peer();
        boolean tcp = row.transport() == Transport.TCP;
        TcpState state = row.state();
        // A UDP socket is as connected as it has a peer.
        String stateName = state != null
                ? SsStates.name(state)
                : SsStates.name(peer == null ? TcpState.CLOSED : TcpState.ESTABLISHED);
        return new String[] {
            tcp ? "tcp" : "udp",
            stateName,
            "-", // what the application has not read, or the connections that wait for it: no wire tells
            state == TcpState.LISTEN ? "-" : Long.toString(row.sendQueue()), // of a listening socket: its backlog
            host(row.local()) + ":",
            TerminalEscaper.word(names.port(row.transport(), row.local().port())),
            peer == null ? (row.ipVersion() == 4 ? "0.0.0.0:" : "[::]:") : host(peer) + ":",
            peer == null ? "*" : TerminalEscaper.word(names.port(row.transport(), peer.port())),
            process(row, in)
        };
    }

    private static String host(SocketRow.Address address) {
        String host = address.host().toString();
        return address.host().version() == 4 ? host : "[" + host + "]";
    }

    private String process(SocketRow row, Context in) {
        StringBuilder text = new StringBuilder();
        Program program = columns.programs() ? in.programs().of(row) : null;
        if (program != null) {
            text.append(" users:((\"").append(TerminalEscaper.escape(program.name()));
            text.append("\",pid=").append(program.pid()).append("))");
        }
        if (columns.timer() && row.timer() != null) {
            timer(row.timer(), text);
        }
        if (columns.evidence()) {
            text.append(" basis:").append(BasisNames.name(row.basis()));
            text.append(" age:").append(Spans.words(Math.max(0, in.tableNs() - row.sinceNs())));
            text.append(' ').append(arrow(row.state()));
        }
        return text.toString();
    }

    /** Which directions are still open: {@code >} this end may send, {@code <} its peer may. */
    private static String arrow(@Nullable TcpState state) {
        if (state == null) {
            return "<->";
        }
        return switch (state) {
            case LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED -> "<->";
            case FIN_WAIT_1, FIN_WAIT_2 -> "<--";
            case CLOSE_WAIT -> "-->";
            case CLOSED, CLOSING, LAST_ACK, TIME_WAIT -> "---";
        };
    }

    private static void timer(Endpoint.Timer timer, StringBuilder text) {
        text.append(" timer:(").append(LinuxTimers.name(timer.kind())).append(',');
        long ms = timer.leftNs() / NS_PER_MS;
        long minutes = ms / 60_000;
        long seconds = ms / 1000 % 60;
        if (minutes > 0) {
            text.append(minutes).append("min");
        }
        // ss leaves out what is small beside the rest, and writes 5.431 s as 5.431ms.
        if (seconds > 0 && minutes <= 9) {
            text.append(seconds).append(minutes > 0 || seconds > 9 || ms % 1000 == 0 ? "sec" : ".");
        }
        if (minutes == 0 && seconds <= 9 && ms % 1000 > 0) {
            text.append(threeDigits(ms % 1000)).append("ms");
        }
        text.append(',').append(timer.repeats()).append(')');
    }

    private static String threeDigits(long number) {
        return number < 10 ? "00" + number : number < 100 ? "0" + number : Long.toString(number);
    }
}
