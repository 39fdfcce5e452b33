package org.wirestat.cli.print;

import java.io.IOException;
import java.util.Iterator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.field.BasisNames;
import org.wirestat.cli.field.LinuxStates;
import org.wirestat.cli.field.LinuxTimers;
import org.wirestat.cli.field.SocketField;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.story.RelativeNumbers;
import org.wirestat.cli.story.Step;
import org.wirestat.cli.story.Story;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.Evidence;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/** Stories of sockets for people: who, then each step with the segment that shows it and the rule, then how it stands. */
public final class StoryText implements Printer<Story> {

    private static final String INDENT = "      ";

    private final TextOutput out;
    private final SocketWords words;
    private final TableHead head;

    /** @param tellsTime whether each set of stories begins with its moment, for outputs with several */
    public StoryText(TextOutput out, Names names, boolean tellsTime) {
        this.out = out;
        words = new SocketWords(names);
        head = new TableHead(out, tellsTime);
    }

    @Override
    public void print(Table<Story> table) throws IOException {
        head.print(table);
        for (Iterator<Story> stories = table.rows().iterator(); stories.hasNext(); ) {
            print(stories.next(), table.timeNs());
            if (stories.hasNext()) {
                out.endLine();
            }
        }
    }

    private void print(Story story, long nowNs) throws IOException {
        StringBuilder line = out.line();
        int ipVersion = story.local().host().version();
        line.append(SocketField.proto(Transport.TCP, ipVersion))
                .append(' ')
                .append(words.address(Transport.TCP, story.local(), ipVersion));
        SocketRow.Address peer = story.peer();
        if (peer == null) {
            line.append(", the listening port");
        } else {
            line.append(story.isOriginator() ? " -> " : " <- ").append(words.address(Transport.TCP, peer, ipVersion));
            line.append(", ").append(beginning(story));
        }
        out.endLine();
        RelativeNumbers numbers = new RelativeNumbers();
        for (Step step : story.steps()) {
            print(step, numbers);
        }
        ending(story, nowNs);
    }

    private void print(Step step, RelativeNumbers numbers) throws IOException {
        StringBuilder line = out.line();
        line.append("  ").append(UtcTime.text(step.timeNs())).append("  ");
        Evidence evidence = step.evidence();
        Padding.left(evidence == null ? "timer" : "#" + evidence.frame(), 7, line);
        line.append(' ');
        TcpState to = step.to();
        line.append(
                switch (step.kind()) {
                    case TRANSITION -> EventLines.change(step.from(), to);
                    case CONFIRMATION -> name(to) + ", presumed";
                    case DISREGARD -> to == null ? "no socket is known" : "still " + name(to);
                });
        switch (step.kind()) {
            case TRANSITION -> line.append(", ").append(basis(step.basis()));
            case CONFIRMATION -> line.append(" -> ").append(basis(step.basis()));
            case DISREGARD -> {}
        }
        out.endLine();
        if (evidence != null) {
            segment(evidence, numbers);
            copies(step);
            repetitions(step, evidence.timestampNs());
        }
        out.line()
                .append(INDENT)
                .append(step.rule().words())
                .append(" (")
                .append(step.rule().source())
                .append(')');
        out.endLine();
    }

    private void copies(Step step) throws IOException {
        if (!step.copies().isEmpty()) {
            out.line()
                    .append(INDENT)
                    .append("copied by the mirror: ")
                    .append(step.copies().stream().map(frame -> "#" + frame).collect(Collectors.joining(", ")));
            out.endLine();
        }
    }

    private void repetitions(Step step, long firstNs) throws IOException {
        if (!step.repetitions().isEmpty()) {
            StringBuilder line = out.line().append(INDENT).append("sent again:");
            String before = " ";
            for (Evidence again : step.repetitions()) {
                line.append(before).append('#').append(again.frame()).append(" after ");
                line.append(Spans.words(Math.max(0, again.timestampNs() - firstNs)));
                before = ", ";
            }
            out.endLine();
        }
    }

    private static String name(@Nullable TcpState state) {
        return state == null ? "" : LinuxStates.name(state);
    }

    private static String beginning(Story story) {
        if (story.steps().get(0).basis() == Basis.PICKED_UP) {
            return "begun before the capture";
        }
        return story.isOriginator() ? "begun by this end" : "begun by the other end";
    }

    /** As tcpdump's line, so that it is found in tcpdump's output. */
    private void segment(Evidence evidence, RelativeNumbers numbers) throws IOException {
        out.line()
                .append(INDENT)
                .append(evidence.source().version() == 4 ? "IP " : "IP6 ")
                .append(dotted(evidence.source(), evidence.sourcePort()))
                .append(" > ")
                .append(dotted(evidence.destination(), evidence.destinationPort()))
                .append(": ")
                .append(numbers.words(evidence));
        out.endLine();
    }

    private static String dotted(IpAddress host, int port) {
        return port == 0 ? host.toString() : host + "." + port;
    }

    private void ending(Story story, long nowNs) throws IOException {
        StringBuilder line = out.line();
        TcpState state = story.state();
        if (state == null) {
            line.append("  = no socket is known of");
        } else if (state == TcpState.CLOSED) {
            line.append("  = gone, so no table has it any more");
        } else {
            line.append("  = ").append(LinuxStates.name(state)).append(" for ");
            line.append(Spans.words(Math.max(0, nowNs - story.sinceNs())));
            now(story.now(), line);
            line.append("; ").append(basis(story.basis())).append(": ").append(meaning(story.basis()));
        }
        out.endLine();
    }

    private static void now(@Nullable Endpoint now, StringBuilder line) {
        if (now == null) {
            return;
        }
        line.append(", Send-Q ").append(now.sendQueue());
        Endpoint.Timer timer = now.timer();
        if (timer != null) {
            line.append(", timer ").append(LinuxTimers.name(timer.kind())).append(" (");
            Spans.seconds(timer.leftNs(), line);
            line.append('/').append(timer.repeats()).append("/0)");
        }
    }

    private static String basis(@Nullable Basis basis) {
        return basis == null ? "" : BasisNames.name(basis);
    }

    private static String meaning(@Nullable Basis basis) {
        if (basis == null) {
            return "";
        }
        return switch (basis) {
            case OBSERVED -> "the endpoint itself proved it";
            case PRESUMED -> "its peer's segment went to it, or silence says so, and nothing contradicts that";
            case PICKED_UP ->
                "the capture began later than the connection; the likeliest state that fits what was seen";
        };
    }
}
