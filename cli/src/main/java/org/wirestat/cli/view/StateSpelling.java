package org.wirestat.cli.view;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.TcpState;

/** Reads a TCP state in the spelling of any netstat, of ss and of the RFC, in any case. */
public final class StateSpelling {

    /** Without blanks, dashes and underscores, so that FIN_WAIT1, FIN-WAIT-1 and FIN_WAIT_1 are one. */
    private static final Map<String, TcpState> STATES = Map.ofEntries(
            entry("CLOSED", TcpState.CLOSED),
            entry("CLOSE", TcpState.CLOSED),
            entry("UNCONN", TcpState.CLOSED),
            entry("LISTEN", TcpState.LISTEN),
            entry("LISTENING", TcpState.LISTEN),
            entry("SYNSENT", TcpState.SYN_SENT),
            entry("SYNSEND", TcpState.SYN_SENT), // in Microsoft's documentation
            entry("SYNRECEIVED", TcpState.SYN_RECEIVED),
            entry("SYNRECV", TcpState.SYN_RECEIVED),
            entry("SYNRCVD", TcpState.SYN_RECEIVED),
            entry("ESTABLISHED", TcpState.ESTABLISHED),
            entry("ESTAB", TcpState.ESTABLISHED),
            entry("FINWAIT1", TcpState.FIN_WAIT_1),
            entry("FINWAIT2", TcpState.FIN_WAIT_2),
            entry("CLOSEWAIT", TcpState.CLOSE_WAIT),
            entry("CLOSING", TcpState.CLOSING),
            entry("LASTACK", TcpState.LAST_ACK),
            entry("TIMEWAIT", TcpState.TIME_WAIT),
            entry("TIMEDWAIT", TcpState.TIME_WAIT)); // in Microsoft's documentation

    private StateSpelling() {}

    /** The state, or null if nobody spells one like this. */
    public static @Nullable TcpState parse(String text) {
        return STATES.get(text.toUpperCase(Locale.ROOT).replaceAll("[ _-]", ""));
    }
}
