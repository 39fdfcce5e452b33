package org.wirestat.cli.print;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirestat.tracker.TcpState;

/**
 * Colours lines for terminals: names of states by what they mean for whoever looks for trouble, and what is missing from a
 * table. Finished lines go in, so that no printer has to think of it; a column's width stays what it is.
 */
public final class StateColours {

    private static final String PLAIN = "\u001b[0m";
    private static final String BRIGHT_RED = "\u001b[1;31m";

    /** A word that stands for itself: in a table, names of states are no part of longer ones. */
    private static final Pattern WORD = Pattern.compile("(?<![^ \\n])[A-Z][A-Z0-9_-]*(?![^ \\n,])");

    private static final Pattern MISSING = Pattern.compile("(?m)^! .*$");

    private final Map<String, String> colourOf = new HashMap<>();

    /** @param format whose names of states are coloured */
    public StateColours(TableFormat format) {
        for (TcpState state : TcpState.values()) {
            colourOf.put(format.state(state).toUpperCase(Locale.ROOT), colour(state));
        }
    }

    /** One colour a family. */
    private static String colour(TcpState state) {
        return switch (state) {
            case LISTEN -> "\u001b[34m";
            case SYN_SENT, SYN_RECEIVED -> "\u001b[36m";
            case ESTABLISHED -> "\u001b[32m";
            case FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK -> "\u001b[33m";
            case CLOSE_WAIT -> "\u001b[35m"; // the peer has closed, and a program here does not: what people look for
            case TIME_WAIT, CLOSED -> "\u001b[2m";
        };
    }

    String paint(String lines) {
        String painted = WORD.matcher(lines).replaceAll(word -> {
            String colour = colourOf.get(word.group());
            return Matcher.quoteReplacement(colour == null ? word.group() : colour + word.group() + PLAIN);
        });
        return MISSING.matcher(painted).replaceAll(line -> Matcher.quoteReplacement(BRIGHT_RED + line.group() + PLAIN));
    }
}
