package org.wirestat.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.wirestat.cli.field.Field;
import org.wirestat.cli.field.FlowField;
import org.wirestat.cli.field.SocketField;
import org.wirestat.cli.field.Sorting;
import org.wirestat.cli.name.HostsFile;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.name.Services;
import org.wirestat.cli.print.BsdTable;
import org.wirestat.cli.print.JsonArrays;
import org.wirestat.cli.print.JsonLines;
import org.wirestat.cli.print.LinuxTable;
import org.wirestat.cli.print.Printer;
import org.wirestat.cli.print.SeparatedValues;
import org.wirestat.cli.print.SsTable;
import org.wirestat.cli.print.TextOutput;
import org.wirestat.cli.print.ViewTables;
import org.wirestat.cli.print.WindowsTable;
import org.wirestat.cli.view.FlowView;
import org.wirestat.cli.view.IpNetwork;
import org.wirestat.cli.view.LocalHosts;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.SocketView;
import org.wirestat.cli.view.View;
import org.wirestat.cli.zeek.ConnFilter;
import org.wirestat.cli.zeek.ConnLogWriter;
import org.wirestat.cli.zeek.Destination;
import org.wirestat.cli.zeek.LocalNetworks;
import org.wirestat.cli.zeek.LogForm;
import org.wirestat.cli.zeek.RotatedFiles;
import org.wirestat.cli.zeek.StreamDestination;

/** Puts together what a command line asks to see: which rows, and how they look. */
final class Reports {

    private final Options options;
    private final Io io;
    private final TextOutput out;

    Reports(Options options, Io io, TextOutput out) {
        this.options = options;
        this.io = io;
        this.out = out;
    }

    Tables<?> tables(Wire wire) {
        List<IpNetwork> near = options.local().isEmpty() ? wire.networks() : List.of();
        LocalHosts localHosts = new LocalHosts(options.local(), near);
        Names names = names();
        return switch (options.view()) {
            case SOCKETS ->
                tables(
                        new SocketView(options.selection(), localHosts),
                        SocketField.ALL,
                        names,
                        () -> socketTable(names));
            case FLOWS ->
                tables(
                        new FlowView(options.selection()),
                        FlowField.ALL,
                        names,
                        () -> viewTables(names).flows());
        };
    }

    private <R> Tables<R> tables(View<R> view, List<Field<R>> fields, Names names, Supplier<Printer<R>> forPeople) {
        Options.Arrangement arrangement = options.arrangement();
        return new Tables<>(
                view,
                Sorting.of(arrangement.order(), fields),
                arrangement.limit(),
                options.output() == Options.Output.TABLE ? forPeople.get() : forPrograms(fields, names),
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

    private boolean tellsTime() {
        return options.moments().size() > 1
                || (options.everyNs() > 0 && !options.input().isLive());
    }

    private Printer<SocketRow> socketTable(Names names) {
        boolean tellsTime = tellsTime();
        return switch (options.format()) {
            case LINUX ->
                new LinuxTable(
                        out, names, options.columns(), options.selection().servers(), tellsTime);
            case WINDOWS -> new WindowsTable(out, names, options.columns(), tellsTime);
            case BSD ->
                new BsdTable(out, names, options.columns(), options.selection().servers(), tellsTime);
            case SS -> new SsTable(out, names, options.columns(), options.selection(), tellsTime);
        };
    }

    private <R> Printer<R> forPrograms(List<Field<R>> fields, Names names) {
        return switch (options.output()) {
            case JSON -> new JsonArrays<>(out, fields, names);
            case CSV -> new SeparatedValues<>(out, SeparatedValues.Form.CSV, fields, names);
            case TSV -> new SeparatedValues<>(out, SeparatedValues.Form.TSV, fields, names);
            case JSONL, TABLE, ZEEK, ZEEK_JSON -> new JsonLines<>(out, fields, names); // a log prints no table
        };
    }

    private Names names() {
        boolean numeric = options.numeric() || options.output() != Options.Output.TABLE;
        return numeric ? Names.none() : Names.of(Services.load(), HostsFile.read(io.hostsFile()));
    }
}
