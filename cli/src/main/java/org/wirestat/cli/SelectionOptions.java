package org.wirestat.cli;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.wirestat.cli.name.Services;
import org.wirestat.cli.print.TerminalEscaper;
import org.wirestat.cli.story.Target;
import org.wirestat.cli.view.IpNetwork;
import org.wirestat.cli.view.Selection;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.StateSpelling;
import org.wirestat.cli.where.Conditions;
import org.wirestat.cli.where.WrongCondition;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/** Reads the options that say which rows are wanted, and whose stories. */
final class SelectionOptions {

    private final Arguments arguments;
    private final Supplier<Services> services;
    private final OptionValues values;

    /** @param services asked only where a port is given by its name */
    SelectionOptions(Arguments arguments, Supplier<Services> services) {
        this.arguments = arguments;
        this.services = services;
        values = new OptionValues(arguments);
    }

    Selection selection() throws UsageError {
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
                values.each(Flag.HOST, IpNetwork::parse, "an address or a network such as 10.0.0.0/8"),
                ports(),
                arguments.has(Flag.BOTH_ENDS),
                where());
    }

    /** Of {@code --why}. */
    List<Target> targets() throws UsageError {
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
                throw OptionValues.unfit(
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
        states.addAll(values.each(
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
        Long number = OptionValues.digits(text);
        Set<Integer> ports = number == null ? services.get().ports(text.toLowerCase(Locale.ROOT)) : Set.of();
        if (number != null && number <= 0xffff) {
            ports = Set.of(number.intValue());
        }
        if (ports.isEmpty()) {
            throw OptionValues.unfit(flag, text, "a number up to 65535 or the name of a service such as https");
        }
        return ports;
    }

    private Predicate<SocketRow> where() throws UsageError {
        Predicate<SocketRow> all = row -> true;
        if (arguments.has(Flag.NET)) {
            List<IpNetwork> networks = values.each(Flag.NET, IpNetwork::parse, "a network such as 10.0.0.0/8");
            all = all.and(row -> isInOneOf(networks, row));
        }
        if (arguments.has(Flag.PROTO)) {
            all = all.and(protocols());
        }
        for (String text : arguments.all(Flag.WHERE)) {
            all = all.and(condition(text));
        }
        return all;
    }

    private static boolean isInOneOf(List<IpNetwork> networks, SocketRow row) {
        for (IpNetwork network : networks) {
            if (row.isIn(network)) {
                return true;
            }
        }
        return false;
    }

    private Predicate<SocketRow> protocols() throws UsageError {
        Predicate<SocketRow> any = row -> false;
        for (String text : arguments.allOfLists(Flag.PROTO)) {
            any = any.or(protocol(text.toLowerCase(Locale.ROOT)));
        }
        return any;
    }

    private static Predicate<SocketRow> protocol(String text) throws UsageError {
        int version = text.endsWith("4") ? 4 : text.endsWith("6") ? 6 : 0;
        String name = version == 0 ? text : text.substring(0, text.length() - 1);
        for (Transport transport : Transport.values()) {
            if (transport.name().toLowerCase(Locale.ROOT).equals(name)) {
                return row -> row.transport() == transport && (version == 0 || row.ipVersion() == version);
            }
        }
        throw OptionValues.unfit(Flag.PROTO, text, "tcp or udp, or one version of it such as tcp6 or udp4");
    }

    private Predicate<SocketRow> condition(String text) throws UsageError {
        try {
            return Conditions.parse(text, name -> services.get().ports(name.toLowerCase(Locale.ROOT)));
        } catch (WrongCondition e) {
            String before = TerminalEscaper.escape(text.substring(0, e.place()));
            throw new UsageError(
                    Flag.WHERE + ": " + e.getMessage(),
                    List.of(TerminalEscaper.escape(text), " ".repeat(before.length()) + "^"));
        }
    }
}
