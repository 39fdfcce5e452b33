package org.wirestat.tracker.tcp;

import static org.wirestat.tracker.TcpState.CLOSED;
import static org.wirestat.tracker.TcpState.CLOSE_WAIT;
import static org.wirestat.tracker.TcpState.CLOSING;
import static org.wirestat.tracker.TcpState.ESTABLISHED;
import static org.wirestat.tracker.TcpState.FIN_WAIT_1;
import static org.wirestat.tracker.TcpState.FIN_WAIT_2;
import static org.wirestat.tracker.TcpState.LAST_ACK;
import static org.wirestat.tracker.TcpState.SYN_RECEIVED;
import static org.wirestat.tracker.TcpState.SYN_SENT;
import static org.wirestat.tracker.TcpState.TIME_WAIT;

import org.wirestat.tracker.TcpState;

/**
 * The whole of the state machine: every event in every state, after RFC 9293 §3.10 and figure 5, with the rows that take a
 * presumption back. The compiler proves that no row is missing: there is no default.
 */
final class TcpRules {

    /** The rules once more, worked out: a look-up a segment where the switches would be several jumps. */
    private static final TcpState[][] NEXT = new TcpState[TcpEvent.values().length][TcpState.values().length];

    static {
        for (TcpEvent event : TcpEvent.values()) {
            for (TcpState state : TcpState.values()) {
                NEXT[event.ordinal()][state.ordinal()] = rule(state, event);
            }
        }
    }

    private TcpRules() {}

    /** The state in which an endpoint is after the event; the same state if the event does not move it. */
    static TcpState next(TcpState state, TcpEvent event) {
        return NEXT[event.ordinal()][state.ordinal()];
    }

    private static TcpState rule(TcpState state, TcpEvent event) {
        return switch (event) {
            case SENDS_SYN ->
                switch (state) {
                    case CLOSED, LISTEN -> SYN_SENT; // active open, §3.10.1
                    // A SYN inside a connection only earns its sender a challenge ACK: RFC 5961 §4.
                    case SYN_SENT, SYN_RECEIVED, ESTABLISHED -> state;
                    case FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> state;
                };
            case SENDS_SYN_ACK ->
                switch (state) {
                    case CLOSED, LISTEN -> SYN_RECEIVED; // passive open, §3.10.7.2
                    case SYN_SENT -> SYN_RECEIVED; // simultaneous open, §3.5 figure 7
                    case SYN_RECEIVED, ESTABLISHED -> state; // an old copy
                    case FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> state;
                };
            case SENDS_ACK ->
                switch (state) {
                    case SYN_SENT -> ESTABLISHED; // third segment of the handshake, §3.10.7.3
                    case SYN_RECEIVED -> ESTABLISHED; // it speaks as only a synchronised endpoint does
                    case CLOSED, LISTEN, ESTABLISHED -> state;
                    case FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> state;
                };
            case SENDS_FIN ->
                switch (state) {
                    case SYN_RECEIVED, ESTABLISHED -> FIN_WAIT_1; // §3.10.4
                    case CLOSE_WAIT -> LAST_ACK; // §3.10.4
                    case CLOSED, LISTEN, SYN_SENT -> state; // nothing to close
                    case FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT -> state; // closed once already
                };
            case SENDS_RST -> CLOSED; // abort, §3.10.5, or no socket at all, §3.5.2
            case SPEAKS ->
                switch (state) {
                    case CLOSED, LISTEN -> ESTABLISHED; // the likeliest state of one who speaks
                    case SYN_SENT, SYN_RECEIVED, ESTABLISHED -> state;
                    case FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> state;
                };
            case GETS_SYN ->
                switch (state) {
                    case SYN_SENT -> SYN_RECEIVED; // simultaneous open, §3.5 figure 7
                    case CLOSED, LISTEN -> state; // it may refuse or ignore it: its answer tells
                    case SYN_RECEIVED, ESTABLISHED -> state; // RFC 5961 §4
                    case FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> state;
                };
            case GETS_SYN_ACK ->
                switch (state) {
                    case SYN_SENT -> ESTABLISHED; // §3.10.7.3
                    case CLOSED, LISTEN, SYN_RECEIVED, ESTABLISHED -> state;
                    case FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> state;
                };
            case GETS_ACK_OF_SYN ->
                switch (state) {
                    case SYN_RECEIVED -> ESTABLISHED; // §3.10.7.4, fifth check
                    case SYN_SENT -> state; // an ACK without SYN does not open: §3.10.7.3
                    case CLOSED, LISTEN, ESTABLISHED -> state;
                    case FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> state;
                };
            case GETS_FIN ->
                switch (state) {
                    case SYN_RECEIVED, ESTABLISHED -> CLOSE_WAIT; // §3.10.7.4, eighth check
                    case FIN_WAIT_1 -> CLOSING; // both closed at once, §3.6 figure 13
                    case FIN_WAIT_2 -> TIME_WAIT; // §3.10.7.4
                    case CLOSED, LISTEN, SYN_SENT -> state; // cannot judge its number: §3.10.7.4
                    case CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> state; // came once already
                };
            case GETS_ACK_OF_FIN ->
                switch (state) {
                    case FIN_WAIT_1 -> FIN_WAIT_2; // §3.10.7.4, fifth check
                    case CLOSING -> TIME_WAIT;
                    case LAST_ACK -> CLOSED;
                    case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED -> state;
                    case FIN_WAIT_2, CLOSE_WAIT, TIME_WAIT -> state;
                };
            case FROM_TIME_WAIT ->
                switch (state) {
                    case ESTABLISHED, CLOSE_WAIT -> TIME_WAIT; // its own FIN was sent and taken before the capture
                    case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED -> state;
                    case FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK -> TIME_WAIT;
                    case TIME_WAIT -> state;
                };
            case SECOND_TO_CLOSE ->
                switch (state) {
                    case FIN_WAIT_1 -> LAST_ACK; // its FIN was the second
                    case FIN_WAIT_2 -> CLOSED;
                    case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED -> state;
                    case CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> state;
                };
            case GETS_ICMP_ERROR ->
                switch (state) {
                    case SYN_SENT -> CLOSED; // Linux ends the attempt at once, RFC 5461 §4.1
                    case CLOSED, LISTEN, SYN_RECEIVED, ESTABLISHED -> state; // a soft error, RFC 1122 §4.2.3.9
                    case FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> state;
                };
            case GETS_RST ->
                switch (state) {
                    case LISTEN -> state; // §3.10.7.2
                    case CLOSED, SYN_SENT, SYN_RECEIVED, ESTABLISHED -> CLOSED; // RFC 5961 §3.2
                    case FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK -> CLOSED;
                    case TIME_WAIT -> CLOSED; // Linux with tcp_rfc1337=0, as all run it
                };
            case REPEATS_SYN ->
                switch (state) {
                    case ESTABLISHED, SYN_RECEIVED -> SYN_SENT; // was only presumed to have got the answer
                    case CLOSED -> SYN_SENT; // the RST that refused it did not arrive
                    case LISTEN, SYN_SENT, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> state;
                };
            case REPEATS_SYN_ACK ->
                switch (state) {
                    case ESTABLISHED -> SYN_RECEIVED; // was only presumed to have got the third ACK
                    case CLOSE_WAIT -> SYN_RECEIVED;
                    case CLOSED, SYN_SENT -> SYN_RECEIVED; // the RST did not arrive
                    case LISTEN, SYN_RECEIVED, FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT -> state;
                };
            case REPEATS_FIN ->
                switch (state) {
                    case FIN_WAIT_2 -> FIN_WAIT_1; // the ACK was only presumed to arrive
                    case TIME_WAIT -> CLOSING;
                    case CLOSED -> LAST_ACK;
                    case LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED -> state;
                    case FIN_WAIT_1, CLOSE_WAIT, CLOSING, LAST_ACK -> state;
                };
            case LACKS_SYN_ACK ->
                switch (state) {
                    case ESTABLISHED -> SYN_SENT; // the SYN-ACK was only presumed to arrive
                    case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED -> state;
                    case FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> state;
                };
            case CROSSED_FIN ->
                switch (state) {
                    case LAST_ACK -> CLOSING; // a FIN sent after its peer's would have acknowledged that
                    case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 -> state;
                    case CLOSE_WAIT, CLOSING, TIME_WAIT -> state;
                };
            case LACKS_FIN ->
                switch (state) {
                    case CLOSE_WAIT -> ESTABLISHED; // the FIN was only presumed to arrive
                    case CLOSING, LAST_ACK -> FIN_WAIT_1;
                    case TIME_WAIT -> FIN_WAIT_2;
                    case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 -> state;
                };
            case SENDS_ON ->
                switch (state) {
                    case FIN_WAIT_1, FIN_WAIT_2 -> ESTABLISHED; // its FIN had not been seen, only concluded
                    case CLOSING, LAST_ACK, TIME_WAIT -> CLOSE_WAIT;
                    case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED, CLOSE_WAIT -> state;
                };
            case MAKES_WAY -> CLOSED; // the ports are used anew, §3.10.7.4, for TIME-WAIT also RFC 6191
            case TIME_WAIT_OVER ->
                switch (state) {
                    case TIME_WAIT -> CLOSED; // §3.10.8
                    case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED -> state;
                    case FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK -> state;
                };
            case FIN_WAIT_OVER ->
                switch (state) {
                    case FIN_WAIT_2 -> CLOSED; // Linux does not let an orphan wait for ever, as §3.6 would
                    case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED -> state;
                    case FIN_WAIT_1, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> state;
                };
            case GIVES_UP -> CLOSED; // §3.8.3: R2
        };
    }
}
