package org.wirestat.cli.print;

import org.jspecify.annotations.Nullable;
import org.wirestat.cli.field.BasisNames;
import org.wirestat.cli.field.Context;
import org.wirestat.cli.field.LinuxTimers;
import org.wirestat.cli.process.Program;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.tracker.Endpoint;

/** What {@code -e} and {@code -o} add at the end of a line, in net-tools' order. */
final class ExtraColumns {

    private ExtraColumns() {}

    static void head(Columns columns, StringBuilder line) {
        if (columns.evidence()) {
            line.append(" Basis      Age        Accepted (last, refused)");
        }
        if (columns.programs()) {
            line.append(" PID/Program name    ");
        }
        if (columns.timer()) {
            line.append(" Timer");
        }
    }

    static void row(Columns columns, SocketRow row, Context in, StringBuilder line) {
        long tableNs = in.tableNs();
        if (columns.evidence()) {
            line.append(' ');
            Padding.left(BasisNames.name(row.basis()), 10, line);
            line.append(' ');
            Padding.left(Spans.words(Math.max(0, tableNs - row.sinceNs())), 10, line);
            line.append(' ');
            Padding.left(accepted(row, tableNs), 24, line);
        }
        if (columns.programs()) {
            line.append(' ');
            Padding.left(program(in.programs().of(row)), 20, line);
        }
        if (columns.timer()) {
            line.append(' ');
            timer(row.timer(), line);
        }
    }

    /** What proves that a port listens: handshakes that it answered, how long ago the last was, and SYNs that it refused. */
    private static String accepted(SocketRow row, long tableNs) {
        Long accepted = row.accepted();
        return accepted == null
                ? ""
                : accepted + " (" + Spans.words(Math.max(0, tableNs - row.lastNs())) + ", " + row.refused() + ")";
    }

    /** net-tools keeps one of its twenty columns free. */
    private static String program(@Nullable Program program) {
        return program == null
                ? "-"
                : TerminalEscaper.cut(program.pid() + "/" + TerminalEscaper.escape(program.name()), 19);
    }

    /** net-tools' three numbers: seconds left, retransmissions, unanswered probes (which no wire tells from data). */
    private static void timer(Endpoint.@Nullable Timer timer, StringBuilder line) {
        if (timer == null) {
            line.append("off (0.00/0/0)");
            return;
        }
        line.append(LinuxTimers.name(timer.kind())).append(" (");
        Spans.seconds(timer.leftNs(), line);
        line.append('/').append(timer.repeats()).append("/0)");
    }
}
