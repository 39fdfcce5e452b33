package org.wirestat.cli.print;

import org.wirestat.tracker.TcpState;

/** Names of the states in the netstats of BSD and macOS. */
final class BsdStates {

    private BsdStates() {}

    static String name(TcpState state) {
        return switch (state) {
            case CLOSED -> "CLOSED";
            case LISTEN -> "LISTEN";
            case SYN_SENT -> "SYN_SENT";
            case SYN_RECEIVED -> "SYN_RCVD";
            case ESTABLISHED -> "ESTABLISHED";
            case FIN_WAIT_1 -> "FIN_WAIT_1";
            case FIN_WAIT_2 -> "FIN_WAIT_2";
            case CLOSE_WAIT -> "CLOSE_WAIT";
            case CLOSING -> "CLOSING";
            case LAST_ACK -> "LAST_ACK";
            case TIME_WAIT -> "TIME_WAIT";
        };
    }
}
