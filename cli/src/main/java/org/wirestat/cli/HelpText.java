package org.wirestat.cli;

import java.util.EnumSet;
import java.util.Set;
import java.util.StringJoiner;

/** What {@code --help} says, from the one definition of the options. */
final class HelpText {

    private static final int COLUMN = 28;

    static final String USAGE = "usage: wirestat [options] [capture filter]\n";

    /** How values are written. */
    static final String VALUES = """

        TIME is 14:03:07.25 (UTC, on the day of the first frame), 2026-11-21T14:03:07Z, seconds since
        1970 with a fraction, +30s after the first frame, or #1200, the frame of that number.
        DURATION is 500ms, 30s, 5m, 2h, 1d, or a number of seconds. The capture filter is tcpdump's.
        CONDITION is made of state, exclude, src, dst, sport, dport, and, or, not and parentheses:
        'state established and ( dport = :443 or dst 10.0.0.0/8 )'.
        """;

    /** What most people need. */
    private static final Set<Flag> COMMON = EnumSet.of(
            Flag.INTERFACE,
            Flag.READ,
            Flag.ALL,
            Flag.LISTENING,
            Flag.TCP,
            Flag.UDP,
            Flag.NUMERIC,
            Flag.STATE,
            Flag.HOST,
            Flag.PORT,
            Flag.FLOWS,
            Flag.HOSTS,
            Flag.AT,
            Flag.CONTINUOUS,
            Flag.EXTEND,
            Flag.TIMERS,
            Flag.FORMAT,
            Flag.OUTPUT,
            Flag.WHOLE_HELP);

    private HelpText() {}

    static String brief() {
        StringBuilder text = new StringBuilder("wirestat: netstat for a wire\n\n")
                .append(USAGE)
                .append('\n');
        for (Flag flag : Flag.values()) {
            if (COMMON.contains(flag)) {
                option(flag, text);
            }
        }
        return text.toString();
    }

    static String whole() {
        StringBuilder text = new StringBuilder("wirestat: netstat for a wire\n\n").append(USAGE);
        text.append("       wirestat -i eth0 -a             the sockets of all hosts near eth0, until Ctrl-C\n");
        text.append("       wirestat -r FILE --at 14:03:07  as they were at that time\n");
        for (Flag.Group group : Flag.Group.values()) {
            text.append('\n').append(group.title()).append(":\n");
            for (Flag flag : Flag.values()) {
                if (flag.group() == group) {
                    option(flag, text);
                }
            }
        }
        return text.append(VALUES).toString();
    }

    private static void option(Flag flag, StringBuilder text) {
        StringJoiner names = new StringJoiner(", ");
        for (String spelling : flag.spellings()) {
            names.add(spelling);
        }
        StringBuilder line = new StringBuilder(flag.spellings().get(0).startsWith("--") ? "      " : "  ");
        line.append(names);
        if (flag.takesValue()) {
            line.append(' ').append(flag.parameter());
        }
        if (line.length() >= COLUMN - 1) {
            text.append(line).append('\n');
            line.setLength(0);
        }
        while (line.length() < COLUMN) {
            line.append(' ');
        }
        text.append(line).append(flag.description()).append('\n');
    }
}
