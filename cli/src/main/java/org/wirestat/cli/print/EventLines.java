package org.wirestat.cli.print;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.field.BasisNames;
import org.wirestat.cli.field.LinuxStates;
import org.wirestat.cli.field.SocketField;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.story.Step;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Evidence;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/** One line a change of state, with its moment in front: what a person follows, or a script cuts into words. */
public final class EventLines implements Printer<Step> {

    private static final int WIDTH_OF_CHANGE = "ESTABLISHED -> CLOSE_WAIT".length();

    private final TextOutput out;
    private final SocketWords words;

    public EventLines(TextOutput out, Names names) {
        this.out = out;
        words = new SocketWords(names);
    }

    @Override
    public void print(Table<Step> table) throws IOException {
        out.lines(table.rows(), text -> step -> line(step, text));
    }

    private void line(Step step, StringBuilder line) {
        UtcTime.append(step.timeNs(), line);
        line.append(' ');
        Evidence evidence = step.evidence();
        Padding.right(evidence == null ? "timer" : "#" + evidence.frame(), 7, line);
        line.append(' ');
        words.columns(
                SocketField.proto(Transport.TCP, step.local().host().version()),
                Transport.TCP,
                step.local(),
                step.peer(),
                line);
        Padding.left(change(step.from(), step.to()), WIDTH_OF_CHANGE, line);
        line.append(' ');
        Basis basis = step.basis();
        Padding.left(basis == null ? "" : BasisNames.name(basis), 9, line);
        line.append(' ').append(step.rule().words());
    }

    static String change(@Nullable TcpState from, @Nullable TcpState to) {
        return (from == null ? "" : LinuxStates.name(from)) + " -> " + (to == null ? "" : LinuxStates.name(to));
    }
}
