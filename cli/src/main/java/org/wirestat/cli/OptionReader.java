package org.wirestat.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.wirestat.cli.field.Field;
import org.wirestat.cli.name.Services;
import org.wirestat.cli.print.Columns;
import org.wirestat.cli.print.TableFormat;
import org.wirestat.cli.view.IpNetwork;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.TrackerOptions;

/** From a command line's options to what they mean together. */
final class OptionReader {

    private static final Map<Flag, Options.View> VIEWS = Map.of(
            Flag.FLOWS, Options.View.FLOWS,
            Flag.HOSTS, Options.View.HOSTS,
            Flag.SUMMARY, Options.View.SUMMARY,
            Flag.STATISTICS, Options.View.STATISTICS,
            Flag.GROUPS, Options.View.GROUPS,
            Flag.INTERFACES, Options.View.INTERFACES,
            Flag.WHY, Options.View.STORIES,
            Flag.EVENTS, Options.View.EVENTS,
            Flag.DIFF, Options.View.CHANGES);

    private final Arguments arguments;
    private final Supplier<Services> services;
    private final OptionValues values;

    private OptionReader(Arguments arguments, Supplier<Services> services) {
        this.arguments = arguments;
        this.services = services;
        values = new OptionValues(arguments);
    }

    /** @param services asked only where a port is given by its name */
    static Options read(Arguments arguments, Supplier<Services> services) throws UsageError {
        return new OptionReader(arguments, services).read();
    }

    /** The value of {@code --completion}. */
    static Completion.Shell shell(Arguments arguments) throws UsageError {
        return new OptionValues(arguments).choice(Flag.COMPLETION, Completion.Shell.BASH, Completion.Shell.values());
    }

    private Options read() throws UsageError {
        if (arguments.has(Flag.CONTINUOUS) && arguments.has(Flag.EVERY)) {
            throw new UsageError("-c and --every both say how often: give one of them");
        }
        SelectionOptions rows = new SelectionOptions(arguments, services);
        WhenOptions when = new WhenOptions(arguments);
        return new Options(
                InputOptions.read(arguments),
                view(),
                rows.targets(),
                rows.selection(),
                arrangement(),
                values.each(Flag.LOCAL, IpNetwork::parse, "an address or a network such as 10.0.0.0/8"),
                when.moments(),
                when.everyNs(),
                output(),
                values.choice(Flag.FORMAT, TableFormat.LINUX, TableFormat.values()),
                values.choice(Flag.COLOR, Options.Colour.AUTO, Options.Colour.values()),
                new Columns(
                        arguments.has(Flag.WIDE),
                        arguments.has(Flag.EXTEND),
                        arguments.has(Flag.TIMERS),
                        arguments.has(Flag.PROGRAMS)),
                names(),
                tracker(),
                LogOptions.read(arguments),
                loudness(),
                arguments.has(Flag.STRICT),
                mirrorHealth());
    }

    private Options.View view() throws UsageError {
        List<Flag> given =
                VIEWS.keySet().stream().filter(arguments::has).sorted().toList();
        if (given.size() > 1) {
            throw new UsageError(given.get(0) + " and " + given.get(1) + " are different tables: give one of them");
        }
        if (given.isEmpty()) {
            return Options.View.SOCKETS;
        }
        Flag flag = given.get(0);
        boolean isOfStates = flag == Flag.WHY || flag == Flag.EVENTS;
        if (isOfStates && arguments.has(Flag.UDP) && !arguments.has(Flag.TCP)) {
            throw new UsageError(flag + " tells of states, and UDP sockets have none: leave -u out");
        }
        String form = arguments.one(Flag.OUTPUT);
        boolean isOfSteps = isOfStates || flag == Flag.DIFF;
        if (isOfSteps && form != null && form.startsWith("zeek")) {
            throw new UsageError("--output " + form + " is a log of connections: leave " + flag + " out");
        }
        if (flag == Flag.EVENTS && "json".equals(form)) {
            throw new UsageError(
                    "--output json is one array, which ends with the run: --events takes jsonl, csv or tsv");
        }
        if (isOfSteps && (arguments.has(Flag.SORT) || arguments.has(Flag.LIMIT))) {
            throw new UsageError("--sort and --limit are for tables; " + flag + " has an order of its own");
        }
        return VIEWS.getOrDefault(flag, Options.View.SOCKETS);
    }

    private Options.Arrangement arrangement() throws UsageError {
        List<String> order = arguments.allOfLists(Flag.SORT);
        List<String> known = view().fields().stream().map(Field::fieldName).toList();
        for (String name : order) {
            String plain = name.replaceFirst(":(asc|desc)$", "");
            if (!known.contains(plain)) {
                throw OptionValues.unfit(
                        Flag.SORT, name, "one of " + String.join(", ", known) + ", perhaps with :desc");
            }
        }
        return new Options.Arrangement(order, values.number(Flag.LIMIT, Agenda.NEVER, Agenda.NEVER));
    }

    private Options.Names names() throws UsageError {
        Options.Resolve how = values.choice(Flag.RESOLVE, Options.Resolve.PASSIVE, Options.Resolve.values());
        if (arguments.has(Flag.NUMERIC)) {
            if (arguments.has(Flag.RESOLVE) && how != Options.Resolve.NONE) {
                throw new UsageError("-n shows numbers only, and --resolve wants names: give one of them");
            }
            return new Options.Names(true, Options.Resolve.NONE);
        }
        return new Options.Names(false, how);
    }

    private TrackerOptions tracker() throws UsageError {
        TrackerOptions usual = TrackerOptions.defaults();
        Timeouts timeouts = arguments.has(Flag.NO_TIMERS) ? Timeouts.none() : usual.timeouts();
        if (arguments.has(Flag.TIME_WAIT)) {
            if (arguments.has(Flag.NO_TIMERS)) {
                throw new UsageError("--no-timers and --time-wait contradict each other");
            }
            timeouts = timeouts.withTimeWait(Duration.ofNanos(values.durationNs(Flag.TIME_WAIT, 0)));
        }
        if (arguments.has(Flag.FLOWS) && arguments.has(Flag.READ)) {
            timeouts = timeouts.withLinger(Timeouts.NEVER); // whoever asks for the connections of a capture means all
        }
        boolean isFile = arguments.has(Flag.READ);
        int room = isFile ? Room.inMemory(output().bytesPerConnection()) : usual.maxConnections();
        return usual.withTimeouts(timeouts)
                .withChecksums(values.choice(Flag.CHECKSUMS, usual.checksums(), TrackerOptions.Checksums.values()))
                .withDuplicates(values.choice(Flag.DUPLICATES, usual.duplicates(), TrackerOptions.Duplicates.values()))
                .withVlans(values.choice(Flag.VLAN, usual.vlans(), TrackerOptions.Vlans.values()))
                .withCarriers(arguments.has(Flag.OUTER) ? TrackerOptions.Carriers.SHOW : usual.carriers())
                .withInput(isFile ? TrackerOptions.Input.FILE : TrackerOptions.Input.WIRE)
                .withMaxConnections((int) values.number(Flag.MAX_CONNECTIONS, room, Room.MOST_CONNECTIONS));
    }

    private boolean mirrorHealth() throws UsageError {
        if (!arguments.has(Flag.MIRROR_HEALTH)) {
            return false;
        }
        for (Flag moment : List.of(Flag.AT, Flag.EVERY, Flag.CONTINUOUS)) {
            if (arguments.has(moment)) {
                throw new UsageError("--mirror-health reports once, at the end, and " + moment
                        + " asks for tables: leave one of them out, or bound the capture with --for or --count");
            }
        }
        String form = arguments.one(Flag.OUTPUT);
        if (form != null && (form.equals("csv") || form.equals("tsv"))) {
            throw new UsageError("--mirror-health is no table of rows: --output " + form + " cannot hold it; json can");
        }
        return true;
    }

    private Options.Output output() throws UsageError {
        return values.choice(Flag.OUTPUT, Options.Output.TABLE, Options.Output.values());
    }

    private Options.Loudness loudness() throws UsageError {
        if (arguments.has(Flag.QUIET)) {
            if (arguments.has(Flag.VERBOSE)) {
                throw new UsageError("--quiet and -v contradict each other");
            }
            return Options.Loudness.QUIET;
        }
        return arguments.has(Flag.VERBOSE) ? Options.Loudness.VERBOSE : Options.Loudness.NORMAL;
    }
}
