package org.wirestat.cli.print;

import org.wirestat.tracker.TcpState;

/** Names of the states in Windows' netstat. */
final class WindowsStates {

    private WindowsStates() {}

    static String name(TcpState state) {
        return switch (state) {
            case CLOSED -> "CLOSED";
            case LISTEN -> "LISTENING";
            case SYN_SENT -> "SYN_SENT";
            case SYN_RECEIVED -> "SYN_RECEIVED";
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
