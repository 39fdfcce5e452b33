package org.wirestat.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.wirestat.cli.name.Services;
import org.wirestat.cli.print.TerminalEscaper;
import org.wirestat.cli.view.IpNetwork;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.where.Conditions;
import org.wirestat.cli.where.WrongCondition;
import org.wirestat.tracker.Transport;

/** Reads the options that a row must fit all of: {@code --net}, {@code --proto} and {@code --where}. */
final class Selecting {

    private Selecting() {}

    static Predicate<SocketRow> where(Arguments arguments, Supplier<Services> services) throws UsageError {
        Predicate<SocketRow> all = row -> true;
        if (arguments.has(Flag.NET)) {
            List<IpNetwork> networks = networks(arguments);
            all = all.and(row -> isInOneOf(networks, row));
        }
        if (arguments.has(Flag.PROTO)) {
            all = all.and(protocols(arguments));
        }
        for (String text : arguments.all(Flag.WHERE)) {
            all = all.and(condition(text, services));
        }
        return all;
    }

    private static List<IpNetwork> networks(Arguments arguments) throws UsageError {
        List<IpNetwork> networks = new ArrayList<>();
        for (String text : arguments.allOfLists(Flag.NET)) {
            IpNetwork network = IpNetwork.parse(text);
            if (network == null) {
                throw OptionReader.unfit(Flag.NET, text, "a network such as 10.0.0.0/8");
            }
            networks.add(network);
        }
        return networks;
    }

    private static boolean isInOneOf(List<IpNetwork> networks, SocketRow row) {
        for (IpNetwork network : networks) {
            if (row.isIn(network)) {
                return true;
            }
        }
        return false;
    }

    private static Predicate<SocketRow> protocols(Arguments arguments) throws UsageError {
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
        throw OptionReader.unfit(Flag.PROTO, text, "tcp or udp, or one version of it such as tcp6 or udp4");
    }

    private static Predicate<SocketRow> condition(String text, Supplier<Services> services) throws UsageError {
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
