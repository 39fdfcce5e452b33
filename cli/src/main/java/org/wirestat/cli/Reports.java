package org.wirestat.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureStats;
import org.wirestat.cli.field.Addresses;
import org.wirestat.cli.field.ChangeField;
import org.wirestat.cli.field.Contexts;
import org.wirestat.cli.field.Field;
import org.wirestat.cli.field.FlowField;
import org.wirestat.cli.field.SocketField;
import org.wirestat.cli.field.Sorting;
import org.wirestat.cli.field.StepField;
import org.wirestat.cli.field.ViewFields;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.print.BsdTable;
import org.wirestat.cli.print.ChangeLines;
import org.wirestat.cli.print.EventLines;
import org.wirestat.cli.print.JsonArrays;
import org.wirestat.cli.print.JsonLines;
import org.wirestat.cli.print.LinuxTable;
import org.wirestat.cli.print.Printer;
import org.wirestat.cli.print.SeparatedValues;
import org.wirestat.cli.print.SsTable;
import org.wirestat.cli.print.StoryText;
import org.wirestat.cli.print.TextOutput;
import org.wirestat.cli.print.ViewTables;
import org.wirestat.cli.print.WindowsTable;
import org.wirestat.cli.process.Programs;
import org.wirestat.cli.story.EventLog;
import org.wirestat.cli.story.Step;
import org.wirestat.cli.story.Story;
import org.wirestat.cli.story.StoryBook;
import org.wirestat.cli.view.Change;
import org.wirestat.cli.view.ChangeView;
import org.wirestat.cli.view.Crew;
import org.wirestat.cli.view.FlowView;
import org.wirestat.cli.view.GroupView;
import org.wirestat.cli.view.HostView;
import org.wirestat.cli.view.LocalHosts;
import org.wirestat.cli.view.Selection;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.SocketView;
import org.wirestat.cli.view.StatisticsView;
import org.wirestat.cli.view.SummaryView;
import org.wirestat.cli.view.Table;
import org.wirestat.cli.view.View;
import org.wirestat.cli.zeek.ConnFilter;
import org.wirestat.cli.zeek.ConnLogWriter;
import org.wirestat.cli.zeek.Destination;
import org.wirestat.cli.zeek.LocalNetworks;
import org.wirestat.cli.zeek.LogForm;
import org.wirestat.cli.zeek.RotatedFiles;
import org.wirestat.cli.zeek.StreamDestination;
import org.wirestat.tracker.host.HostTracker;

/** Puts together what a command line asks to see: which rows, and how they look. */
final class Reports {

    private final Options options;
    private final Io io;
    private final TextOutput out;
    private final Naming naming;
    private final HostTracker hosts;
    private final Crew crew;

    Reports(Options options, Io io, TextOutput out, Naming naming) {
        this.options = options;
        this.io = io;
        this.out = out;
        this.naming = naming;
        crew = new Crew(options.input().threads());
        hosts = new HostTracker(options.tracker());
        naming.leaveOutOwnQuestions(hosts);
    }

    /** What has to see every frame too, for the view that is wanted; null if nothing has. */
    @Nullable
    HostTracker hosts() {
        return options.view().isOfHosts() ? hosts : null;
    }

    Report report(Wire wire, LocalHosts localHosts, Supplier<CaptureStats> stats) {
        Selection selection = options.selection();
        Names names = naming.names();
        return switch (options.view()) {
            case SOCKETS ->
                tables(new SocketView(selection, localHosts, crew), SocketField.ALL, names, () -> socketTable(names));
            case FLOWS ->
                tables(
                        new FlowView(selection, crew),
                        FlowField.ALL,
                        names,
                        () -> viewTables(names).flows());
            case HOSTS ->
                tables(
                        new HostView(selection, localHosts, hosts, crew),
                        ViewFields.HOSTS,
                        names,
                        () -> viewTables(names).hosts());
            case SUMMARY ->
                tables(
                        new SummaryView(selection, localHosts, crew),
                        ViewFields.SUMMARY,
                        names,
                        () -> viewTables(names).summary());
            case STATISTICS ->
                tables(
                        new StatisticsView(selection, localHosts, hosts, crew),
                        ViewFields.STATISTICS,
                        names,
                        () -> viewTables(names).statistics());
            case GROUPS ->
                tables(
                        new GroupView(selection, hosts),
                        ViewFields.GROUPS,
                        names,
                        () -> viewTables(names).groups());
            case INTERFACES ->
                tables(
                        interfaces(wire, stats),
                        ViewFields.INTERFACES,
                        names,
                        () -> viewTables(names).interfaces());
            case STORIES ->
                new Stories(
                        new StoryBook(options.why(), options.selection()),
                        isForPeople()
                                ? new StoryText(out, names, tellsTime())
                                : stepsOf(forPrograms(StepField.ALL, names)),
                        out);
            case EVENTS ->
                new Events(
                        new EventLog(options.selection(), localHosts),
                        isForPeople() ? new EventLines(out, names) : forPrograms(StepField.ALL, names),
                        out,
                        printsBeside());
            case CHANGES -> changes(localHosts, names);
        };
    }

    /** Names are noted by the thread that reads frames; and a live capture has to hear at once what cannot be written. */
    private boolean printsBeside() {
        return options.input().threads() > 1 && !options.input().isLive() && !naming.isActive();
    }

    private Interfaces interfaces(Wire wire, Supplier<CaptureStats> stats) {
        boolean live = options.input().isLive();
        List<String> sources = live ? wire.interfaces() : options.input().files();
        return new Interfaces(sources, live, stats, Path.of("/sys/class/net"));
    }

    private Report changes(LocalHosts localHosts, Names names) {
        ChangeView view = new ChangeView(options.selection(), localHosts, crew);
        Printer<Change> printer =
                isForPeople() ? new ChangeLines(out, names, view::comparedNs) : forPrograms(ChangeField.ALL, names);
        return new Changes(view, printer, out, options.moments().isEmpty());
    }

    /** Programs take stories step by step. */
    private static Printer<Story> stepsOf(Printer<Step> printer) {
        return stories -> {
            List<Step> steps = new ArrayList<>();
            stories.rows().forEach(story -> steps.addAll(story.steps()));
            printer.print(new Table<>(stories.timeNs(), steps, stories.integrity()));
        };
    }

    private boolean isForPeople() {
        return options.output() == Options.Output.TABLE;
    }

    private <R> Tables<R> tables(View<R> view, List<Field<R>> fields, Names names, Supplier<Printer<R>> forPeople) {
        Sorting<R> order = Sorting.of(options.arrangement().order(), fields);
        long limit = options.arrangement().limit();
        return new Tables<>(
                view,
                table -> {
                    List<R> rows =
                            order.sorted(table.rows(), () -> contexts(names).at(table.timeNs()));
                    List<R> shown = rows.size() > limit ? rows.subList(0, (int) limit) : rows;
                    if (naming.isActive() && !isRepeated()) {
                        naming.await(
                                Addresses.of(shown, fields, Contexts.of(names).at(table.timeNs())));
                    }
                    return new Table<>(table.timeNs(), shown, table.integrity());
                },
                isForPeople() ? forPeople.get() : forPrograms(fields, names),
                out);
    }

    ConnLogWriter connLog() {
        LocalNetworks local = new LocalNetworks(options.local());
        int seed = options.log().communityIdSeed();
        LogForm.Extras extras = new LogForm.Extras(options.columns().evidence(), seed >= 0, Math.max(0, seed));
        LogForm form = options.output() == Options.Output.ZEEK
                ? LogForm.tabSeparated(local, extras)
                : LogForm.json(local, extras);
        Destination destination = options.log().everyNs() > 0
                ? new RotatedFiles(Path.of(""), options.log().everyNs())
                : new StreamDestination(io.out());
        return new ConnLogWriter(form, destination, new ConnFilter(options.selection()));
    }

    private ViewTables viewTables(Names names) {
        return new ViewTables(out, names, options.format(), tellsTime());
    }

    /** Whether the next table, soon, will have the names that this one lacks. */
    private boolean isRepeated() {
        return options.everyNs() > 0 && options.input().isLive();
    }

    private boolean tellsTime() {
        return options.moments().size() > 1
                || (options.everyNs() > 0 && !options.input().isLive());
    }

    private Printer<SocketRow> socketTable(Names names) {
        boolean tellsTime = tellsTime();
        return switch (options.format()) {
            case LINUX ->
                new LinuxTable(
                        out,
                        contexts(names),
                        options.columns(),
                        options.selection().servers(),
                        tellsTime);
            case WINDOWS -> new WindowsTable(out, contexts(names), options.columns(), tellsTime);
            case BSD ->
                new BsdTable(
                        out,
                        contexts(names),
                        options.columns(),
                        options.selection().servers(),
                        tellsTime);
            case SS -> new SsTable(out, contexts(names), options.columns(), options.selection(), tellsTime);
        };
    }

    private <R> Printer<R> forPrograms(List<Field<R>> fields, Names names) {
        return switch (options.output()) {
            case JSON -> new JsonArrays<>(out, fields, contexts(names));
            case CSV -> new SeparatedValues<>(out, SeparatedValues.Form.CSV, fields, contexts(names));
            case TSV -> new SeparatedValues<>(out, SeparatedValues.Form.TSV, fields, contexts(names));
            case JSONL, TABLE, ZEEK, ZEEK_JSON ->
                new JsonLines<>(out, fields, contexts(names)); // a log prints no table
        };
    }

    /** Sockets of a capture file belonged to processes that may have ended since: only those of a live wire are looked up. */
    private Contexts contexts(Names names) {
        return options.looksUpPrograms() ? new Contexts(names, () -> Programs.of(Programs.PROC)) : Contexts.of(names);
    }
}
