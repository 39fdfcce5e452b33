package org.wirestat.cli.where;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.view.IpNetwork;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.StateSpelling;
import org.wirestat.tracker.TcpState;

/**
 * Reads conditions, from the loosest binding to the tightest: {@code or}, {@code and} (which may be left out), {@code not}.
 * As in ss, several {@code state} in a row are a choice, {@code exclude} takes states away, and a UDP socket counts as
 * established if it is connected to somebody, else as closed.
 */
public final class Conditions {

    /** Parentheses in parentheses; more are no condition that anybody typed. */
    private static final int DEEPEST = 100;

    private final Words words;
    private final Function<String, Set<Integer>> services;
    private int depth;

    private Conditions(String text, Function<String, Set<Integer>> services) {
        words = new Words(text);
        this.services = services;
    }

    /** @param services the ports of a service of that name; empty if there is none */
    public static Predicate<SocketRow> parse(String text, Function<String, Set<Integer>> services)
            throws WrongCondition {
        Conditions conditions = new Conditions(text, services);
        Predicate<SocketRow> whole = conditions.anyOf();
        if (!conditions.words.atEnd()) {
            throw conditions.words.wrong("and, or, or the end");
        }
        return whole;
    }

    private Predicate<SocketRow> anyOf() throws WrongCondition {
        Predicate<SocketRow> any = allOf();
        while (words.take("or", "|", "||")) {
            any = any.or(allOf());
        }
        return any;
    }

    private Predicate<SocketRow> allOf() throws WrongCondition {
        Predicate<SocketRow> all = single();
        while (words.take("and", "&", "&&") || begins()) {
            all = all.and(single());
        }
        return all;
    }

    /** Whether another condition follows without a word between. */
    private boolean begins() {
        return switch (words.peek()) {
            case "(", "!", "not", "state", "exclude", "src", "dst", "sport", "dport" -> true;
            default -> false;
        };
    }

    private Predicate<SocketRow> single() throws WrongCondition {
        if (depth == DEEPEST) {
            throw words.wrong("less nesting");
        }
        depth++;
        try {
            if (words.take("not", "!")) {
                return single().negate();
            }
            if (words.take("(")) {
                Predicate<SocketRow> inner = anyOf();
                if (!words.take(")")) {
                    throw words.wrong("and, or, or )");
                }
                return inner;
            }
            return switch (words.peek()) {
                case "state", "exclude" -> states();
                case "src", "dst" -> host(isLocal());
                case "sport", "dport" -> port(isLocal());
                default -> throw words.wrong("state, exclude, src, dst, sport, dport, not or (");
            };
        } finally {
            depth--;
        }
    }

    private Predicate<SocketRow> states() throws WrongCondition {
        Set<TcpState> states = EnumSet.noneOf(TcpState.class);
        if (words.peek().equals("exclude")) {
            states.addAll(EnumSet.allOf(TcpState.class));
        }
        while (true) {
            if (words.take("state")) {
                states.addAll(stateOrGroup());
            } else if (words.take("exclude")) {
                states.removeAll(stateOrGroup());
            } else {
                return row -> states.contains(state(row));
            }
        }
    }

    /** Takes the word that says of which end; ss's source is the row's own. */
    private boolean isLocal() {
        boolean isLocal = words.take("src", "sport");
        return isLocal || !words.take("dst", "dport");
    }

    private static TcpState state(SocketRow row) {
        TcpState state = row.state();
        if (state != null) {
            return state;
        }
        return row.isServer() ? TcpState.CLOSED : TcpState.ESTABLISHED;
    }

    private Set<TcpState> stateOrGroup() throws WrongCondition {
        String wanted = "a state such as established or time-wait, or all, connected, synchronized, bucket, big";
        String text = words.next(wanted);
        Set<TcpState> bucket = EnumSet.of(TcpState.SYN_RECEIVED, TcpState.TIME_WAIT);
        Set<TcpState> connected = EnumSet.complementOf(EnumSet.of(TcpState.CLOSED, TcpState.LISTEN));
        switch (text) {
            case "all" -> {
                return EnumSet.allOf(TcpState.class);
            }
            case "connected" -> {
                return connected;
            }
            case "synchronized" -> {
                connected.remove(TcpState.SYN_SENT);
                return connected;
            }
            case "bucket" -> {
                return bucket;
            }
            case "big" -> {
                return EnumSet.complementOf(EnumSet.copyOf(bucket));
            }
            default -> {
                TcpState state = StateSpelling.parse(text);
                if (state == null) {
                    throw words.wrongBefore(wanted);
                }
                return EnumSet.of(state);
            }
        }
    }

    /** {@code dst 10.0.0.0/8}, {@code src = [fd00::1]:443}, {@code dst :443}, {@code dst *:443}. */
    private Predicate<SocketRow> host(boolean ofLocal) throws WrongCondition {
        boolean isNegated = false;
        if (!words.take("=", "==", "eq")) {
            isNegated = words.take("!=", "ne", "neq");
        }
        String wanted = "an address or network, with or without a port: 10.0.0.0/8, 10.0.0.1:443, [fd00::1]:443, :443";
        String text = words.next(wanted);
        int bracket = text.indexOf(']');
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > bracket && (bracket >= 0 || text.indexOf(':') == colon);
        String hostText = hasPort ? text.substring(0, colon) : text;
        Predicate<SocketRow> all = row -> true;
        if (!hostText.isEmpty() && !hostText.equals("*")) {
            IpNetwork network = IpNetwork.parse(hostText);
            if (network == null) {
                throw words.wrongBefore(wanted);
            }
            all = row -> {
                SocketRow.Address end = end(row, ofLocal);
                return end != null && network.contains(end.host());
            };
        }
        if (hasPort && !text.endsWith(":*")) {
            Set<Integer> ports = ports(text.substring(colon + 1), wanted);
            all = all.and(portIs(ofLocal, ports::contains));
        }
        return isNegated ? all.negate() : all;
    }

    private Predicate<SocketRow> port(boolean ofLocal) throws WrongCondition {
        Comparison comparison = comparison();
        String wanted = "a port such as :443 or :https";
        String text = words.next(wanted);
        Set<Integer> ports = ports(text.startsWith(":") ? text.substring(1) : text, wanted);
        int one = ports.iterator().next();
        return switch (comparison) {
            case IS -> portIs(ofLocal, ports::contains);
            case IS_NOT -> portIs(ofLocal, ports::contains).negate();
            case BELOW -> portIs(ofLocal, port -> port < one);
            case AT_MOST -> portIs(ofLocal, port -> port <= one);
            case ABOVE -> portIs(ofLocal, port -> port > one);
            case AT_LEAST -> portIs(ofLocal, port -> port >= one);
        };
    }

    private enum Comparison {
        IS,
        IS_NOT,
        BELOW,
        AT_MOST,
        ABOVE,
        AT_LEAST;

        static @Nullable Comparison of(String word) {
            return switch (word) {
                case "=", "==", "eq" -> IS;
                case "!=", "ne", "neq" -> IS_NOT;
                case "<", "lt" -> BELOW;
                case "<=", "le", "leq" -> AT_MOST;
                case ">", "gt" -> ABOVE;
                case ">=", "ge", "geq" -> AT_LEAST;
                default -> null;
            };
        }
    }

    private Comparison comparison() throws WrongCondition {
        String wanted = "= != < > <= or >=";
        Comparison comparison = Comparison.of(words.peek());
        if (comparison == null) {
            throw words.wrong(wanted);
        }
        words.next(wanted);
        return comparison;
    }

    private Set<Integer> ports(String text, String wanted) throws WrongCondition {
        boolean isNumber = !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        Set<Integer> ports = isNumber ? Set.of(Integer.valueOf(text)) : services.apply(text);
        if (ports.isEmpty() || ports.iterator().next() > 0xffff) {
            throw words.wrongBefore(wanted);
        }
        return ports;
    }

    private static Predicate<SocketRow> portIs(boolean ofLocal, IntPredicate fits) {
        return row -> {
            SocketRow.Address end = end(row, ofLocal);
            return end != null && fits.test(end.port());
        };
    }

    private static SocketRow.@Nullable Address end(SocketRow row, boolean ofLocal) {
        return ofLocal ? row.local() : row.peer();
    }
}
