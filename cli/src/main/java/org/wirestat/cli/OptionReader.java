package org.wirestat.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.file.CaptureFiles;
import org.wirestat.capture.file.UnpackLimit;
import org.wirestat.capture.live.Engine;
import org.wirestat.capture.live.LiveOptions;
import org.wirestat.cli.field.Field;
import org.wirestat.cli.name.Services;
import org.wirestat.cli.print.Columns;
import org.wirestat.cli.print.TableFormat;
import org.wirestat.cli.story.Target;
import org.wirestat.cli.view.IpNetwork;
import org.wirestat.cli.view.Selection;
import org.wirestat.cli.view.StateSpelling;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.TrackerOptions;
import org.wirestat.tracker.Transport;
import org.wirestat.tracker.connlog.ServerPorts;

/** Reads the values of a command line's options. Every complaint names the option, the value and what would do. */
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

    private OptionReader(Arguments arguments, Supplier<Services> services) {
        this.arguments = arguments;
        this.services = services;
    }

    /** @param services asked only where a port is given by its name */
    static Options read(Arguments arguments, Supplier<Services> services) throws UsageError {
        return new OptionReader(arguments, services).read();
    }

    /** The value of {@code --completion}. */
    static Completion.Shell shell(Arguments arguments) throws UsageError {
        return new OptionReader(arguments, Services::load)
                .choice(Flag.COMPLETION, Completion.Shell.BASH, Completion.Shell.values());
    }

    private Options read() throws UsageError {
        if (arguments.has(Flag.CONTINUOUS) && arguments.has(Flag.EVERY)) {
            throw new UsageError("-c and --every both say how often: give one of them");
        }
        return new Options(
                input(),
                view(),
                targets(),
                selection(),
                arrangement(),
                each(Flag.LOCAL, IpNetwork::parse, "an address or a network such as 10.0.0.0/8"),
                moments(),
                everyNs(),
                output(),
                choice(Flag.FORMAT, TableFormat.LINUX, TableFormat.values()),
                new Columns(
                        arguments.has(Flag.WIDE),
                        arguments.has(Flag.EXTEND),
                        arguments.has(Flag.TIMERS),
                        arguments.has(Flag.PROGRAMS)),
                arguments.has(Flag.NUMERIC),
                tracker(),
                log(),
                loudness(),
                arguments.has(Flag.STRICT),
                mirrorHealth());
    }

    private Options.Input input() throws UsageError {
        List<String> files = arguments.all(Flag.READ);
        List<String> interfaces = arguments.all(Flag.INTERFACE);
        if (!files.isEmpty() && !interfaces.isEmpty()) {
            throw new UsageError("-r reads files and -i captures from a wire: give one of them");
        }
        if (!files.isEmpty()) {
            for (Flag live : List.of(Flag.SNAPLEN, Flag.BUFFER, Flag.ENGINE, Flag.NO_PROMISCUOUS)) {
                if (arguments.has(live)) {
                    throw new UsageError(live + " is for a live capture; a file is as it was captured");
                }
            }
        }
        return new Options.Input(
                files,
                interfaces,
                arguments.filter(),
                (int) number(Flag.SNAPLEN, LiveOptions.DEFAULT_SNAPLEN, FrameBatch.MAX_FRAME_LENGTH),
                bufferBytes(),
                !arguments.has(Flag.NO_PROMISCUOUS),
                choice(Flag.ENGINE, Engine.AUTO, Engine.values()),
                durationNs(Flag.FOR, Agenda.NEVER),
                number(Flag.COUNT, Agenda.NEVER, Agenda.NEVER),
                follow(files),
                new UnpackLimit(size(Flag.MAX_UNCOMPRESSED, UnpackLimit.BY_RATIO, 1, Long.MAX_VALUE, "20G")),
                arguments.has(Flag.STRICT),
                root());
    }

    private boolean follow(List<String> files) throws UsageError {
        boolean follow = arguments.has(Flag.FOLLOW);
        if (follow && (files.size() != 1 || files.get(0).equals(CaptureFiles.STANDARD_INPUT))) {
            throw new UsageError("--follow is for one file, given with -r; standard input is read as it comes anyway");
        }
        return follow;
    }

    private Options.Root root() throws UsageError {
        String user = arguments.one(Flag.USER);
        if (user != null && arguments.has(Flag.KEEP_ROOT)) {
            throw new UsageError("--user and --insecure-keep-root contradict each other");
        }
        return new Options.Root(arguments.has(Flag.KEEP_ROOT), user == null ? "" : user);
    }

    private Selection selection() throws UsageError {
        Set<Transport> transports = EnumSet.noneOf(Transport.class);
        boolean tcp = arguments.has(Flag.TCP);
        boolean udp = arguments.has(Flag.UDP);
        if (tcp || !udp) {
            transports.add(Transport.TCP);
        }
        if (udp || !tcp) {
            transports.add(Transport.UDP);
        }
        boolean v4 = arguments.has(Flag.IPV4);
        boolean v6 = arguments.has(Flag.IPV6);
        Set<Integer> versions = v4 == v6 ? Set.of(4, 6) : Set.of(v4 ? 4 : 6);
        return new Selection(
                servers(),
                transports,
                versions,
                states(),
                each(Flag.HOST, IpNetwork::parse, "an address or a network such as 10.0.0.0/8"),
                ports(),
                arguments.has(Flag.BOTH_ENDS),
                Selecting.where(arguments, services));
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
                throw unfit(Flag.SORT, name, "one of " + String.join(", ", known) + ", perhaps with :desc");
            }
        }
        return new Options.Arrangement(order, number(Flag.LIMIT, Agenda.NEVER, Agenda.NEVER));
    }

    private List<Target> targets() throws UsageError {
        List<Target> targets = new ArrayList<>();
        for (String text : arguments.allOfLists(Flag.WHY)) {
            IpNetwork host = IpNetwork.parse(text);
            int colon = text.lastIndexOf(':');
            if (host == null && colon > 0) {
                host = IpNetwork.parse(text.substring(0, colon));
            } else {
                colon = text.length();
            }
            if (host == null) {
                throw unfit(
                        Flag.WHY,
                        text,
                        "an address, with a port or without: 10.0.0.5:443, [fd00::5]:https, 10.0.0.0/8");
            }
            String port = text.substring(Math.min(text.length(), colon + 1));
            targets.add(new Target(host, colon == text.length() ? Set.of() : ports(Flag.WHY, port), text));
        }
        return targets;
    }

    private Selection.Servers servers() {
        if (arguments.has(Flag.ALL) || (arguments.has(Flag.WHY) && !arguments.has(Flag.LISTENING))) {
            return Selection.Servers.TOO; // netstat's -a wins over -l
        }
        return arguments.has(Flag.LISTENING) ? Selection.Servers.ONLY : Selection.Servers.WITHOUT;
    }

    private Set<TcpState> states() throws UsageError {
        Set<TcpState> states = EnumSet.noneOf(TcpState.class);
        states.addAll(each(
                Flag.STATE, StateSpelling::parse, "a TCP state such as ESTABLISHED, SYN_RECV, time-wait, LISTENING"));
        return states;
    }

    private Set<Integer> ports() throws UsageError {
        Set<Integer> ports = new TreeSet<>();
        for (String text : arguments.allOfLists(Flag.PORT)) {
            ports.addAll(ports(Flag.PORT, text));
        }
        return ports;
    }

    private Set<Integer> ports(Flag flag, String text) throws UsageError {
        Long number = digits(text);
        Set<Integer> ports = number == null ? services.get().ports(text.toLowerCase(Locale.ROOT)) : Set.of();
        if (number != null && number <= 0xffff) {
            ports = Set.of(number.intValue());
        }
        if (ports.isEmpty()) {
            throw unfit(flag, text, "a number up to 65535 or the name of a service such as https");
        }
        return ports;
    }

    private List<Moment> moments() throws UsageError {
        List<Moment> moments = new ArrayList<>(moments(Flag.AT));
        List<Moment> compared = moments(Flag.DIFF);
        if (!moments.isEmpty() && !compared.isEmpty()) {
            throw new UsageError("--at and --diff both name moments: give them to one of the two");
        }
        moments.addAll(compared);
        return moments;
    }

    private List<Moment> moments(Flag flag) throws UsageError {
        List<Moment> moments = new ArrayList<>();
        for (String text : arguments.all(flag)) {
            Moment moment = Moment.parse(text);
            if (moment == null) {
                throw unfit(
                        flag,
                        text,
                        "a time such as 14:03:07.25, 2026-11-21T14:03:07Z, 1795276987.5, +30s or #1200 (a frame)");
            }
            moments.add(moment);
        }
        return moments;
    }

    private long everyNs() throws UsageError {
        if (!arguments.has(Flag.CONTINUOUS)) {
            boolean isCompared = arguments.all(Flag.AT).size() > 1
                    || !arguments.all(Flag.DIFF).isEmpty();
            if (arguments.has(Flag.DIFF) && !isCompared && !arguments.has(Flag.EVERY)) {
                if (arguments.has(Flag.READ)) {
                    throw new UsageError(
                            "--diff compares: name two moments, as in --diff +10s +20s, or say --every 10s");
                }
                return Durations.NS_PER_SECOND;
            }
            return durationNs(Flag.EVERY, 0);
        }
        return arguments.all(Flag.CONTINUOUS).isEmpty()
                ? Durations.NS_PER_SECOND
                : durationNs(Flag.CONTINUOUS, Durations.NS_PER_SECOND);
    }

    private TrackerOptions tracker() throws UsageError {
        TrackerOptions usual = TrackerOptions.defaults();
        Timeouts timeouts = arguments.has(Flag.NO_TIMERS) ? Timeouts.none() : usual.timeouts();
        if (arguments.has(Flag.TIME_WAIT)) {
            if (arguments.has(Flag.NO_TIMERS)) {
                throw new UsageError("--no-timers and --time-wait contradict each other");
            }
            timeouts = timeouts.withTimeWait(Duration.ofNanos(durationNs(Flag.TIME_WAIT, 0)));
        }
        return new TrackerOptions(
                timeouts,
                choice(Flag.CHECKSUMS, usual.checksums(), TrackerOptions.Checksums.values()),
                choice(Flag.DUPLICATES, Options.Duplicates.DROP, Options.Duplicates.values())
                        == Options.Duplicates.KEEP,
                choice(Flag.VLAN, Options.Vlan.MERGE, Options.Vlan.values()) == Options.Vlan.SEPARATE,
                arguments.has(Flag.OUTER),
                (int) number(
                        Flag.MAX_CONNECTIONS,
                        arguments.has(Flag.READ)
                                ? Room.inMemory(output().bytesPerConnection())
                                : usual.maxConnections(),
                        Room.MOST_CONNECTIONS));
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
        return choice(Flag.OUTPUT, Options.Output.TABLE, Options.Output.values());
    }

    private Options.Log log() throws UsageError {
        Options.Output output = output();
        if (!output.isLog()) {
            for (Flag logs : List.of(Flag.SERVER_PORTS, Flag.COMMUNITY_ID, Flag.ROTATE)) {
                if (arguments.has(logs)) {
                    throw new UsageError(logs + " is for logs: give --output zeek or zeek-json too");
                }
            }
        } else {
            for (Flag tables : List.of(Flag.AT, Flag.EVERY, Flag.CONTINUOUS, Flag.STATE, Flag.LISTENING)) {
                if (arguments.has(tables)) {
                    throw new UsageError(tables + " is for tables; --output zeek logs connections when they are over");
                }
            }
        }
        int seed = arguments.all(Flag.COMMUNITY_ID).isEmpty() ? 0 : seed();
        return new Options.Log(serverPorts(), arguments.has(Flag.COMMUNITY_ID) ? seed : -1, durationNs(Flag.ROTATE, 0));
    }

    private int seed() throws UsageError {
        String text = arguments.one(Flag.COMMUNITY_ID);
        Long number = text == null ? null : digits(text);
        if (number == null || number > 0xffff) {
            throw unfit(Flag.COMMUNITY_ID, String.valueOf(text), "a seed from 0 to 65535");
        }
        return number.intValue();
    }

    private ServerPorts serverPorts() throws UsageError {
        List<String> all = arguments.allOfLists(Flag.SERVER_PORTS);
        if (all.isEmpty() || all.equals(List.of("default"))) {
            return ServerPorts.usual();
        }
        if (all.equals(List.of("none"))) {
            return ServerPorts.none();
        }
        Set<Integer> ports = new TreeSet<>();
        for (String text : all) {
            Long number = digits(text);
            if (number == null || number > 0xffff) {
                throw unfit(Flag.SERVER_PORTS, text, "default, none, or numbers up to 65535 joined by commas");
            }
            ports.add(number.intValue());
        }
        return ServerPorts.of(ports);
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

    private int bufferBytes() throws UsageError {
        return (int) size(
                Flag.BUFFER, LiveOptions.DEFAULT_BUFFER_BYTES, FrameBatch.MAX_FRAME_LENGTH, Integer.MAX_VALUE, "64M");
    }

    /** A number of bytes, of KiB, MiB or GiB. */
    private long size(Flag flag, long otherwise, long least, long most, String example) throws UsageError {
        String text = arguments.one(flag);
        if (text == null) {
            return otherwise;
        }
        int power = "kmg".indexOf(Character.toLowerCase(text.charAt(text.length() - 1))) + 1;
        Long number = digits(power == 0 ? text : text.substring(0, text.length() - 1));
        if (number == null || number > most >> (10 * power) || number << (10 * power) < least) {
            String to = most == Long.MAX_VALUE ? "" : " to " + (most >> 20) + "M";
            throw unfit(
                    flag,
                    text,
                    "a size" + (least < 1024 ? "" : " from " + (least >> 10) + "k" + to) + ", such as " + example);
        }
        return number << (10 * power);
    }

    private long durationNs(Flag flag, long otherwise) throws UsageError {
        String text = arguments.one(flag);
        if (text == null) {
            return otherwise;
        }
        Long ns = Durations.parseNs(text);
        if (ns == null || (ns == 0 && flag != Flag.TIME_WAIT)) {
            throw unfit(flag, text, "a length of time such as 500ms, 30s, 5m, 2h or 1d");
        }
        return ns;
    }

    private long number(Flag flag, long otherwise, long most) throws UsageError {
        String text = arguments.one(flag);
        if (text == null) {
            return otherwise;
        }
        Long number = digits(text);
        if (number == null || number < 1 || number > most) {
            throw unfit(flag, text, most == Agenda.NEVER ? "a number from 1 on" : "a number from 1 to " + most);
        }
        return number;
    }

    private <E extends Enum<E>> E choice(Flag flag, E otherwise, E[] all) throws UsageError {
        String text = arguments.one(flag);
        if (text == null) {
            return otherwise;
        }
        List<String> names = new ArrayList<>();
        for (E one : all) {
            String name = one.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(text)) {
                return one;
            }
            names.add(name);
        }
        throw unfit(flag, text, String.join(" or ", names));
    }

    private <T> List<T> each(Flag flag, Function<String, @Nullable T> parse, String wanted) throws UsageError {
        Set<T> seen = new HashSet<>();
        List<T> all = new ArrayList<>();
        for (String text : arguments.allOfLists(flag)) {
            T one = parse.apply(text);
            if (one == null) {
                throw unfit(flag, text, wanted);
            }
            if (seen.add(one)) {
                all.add(one);
            }
        }
        return all;
    }

    private static @Nullable Long digits(String text) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        return Long.valueOf(text);
    }

    static UsageError unfit(Flag flag, String text, String wanted) {
        return new UsageError(flag + " " + (text.isEmpty() ? "(nothing)" : text) + ": wanted " + wanted);
    }
}
