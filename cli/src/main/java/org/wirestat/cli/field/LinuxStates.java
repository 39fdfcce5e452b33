package org.wirestat.cli.field;

import org.wirestat.tracker.TcpState;

/** Names of the states in net-tools, which machine outputs use too. */
public final class LinuxStates {

    private LinuxStates() {}

    public static String name(TcpState state) {
        return switch (state) {
            case CLOSED -> "CLOSE";
            case LISTEN -> "LISTEN";
            case SYN_SENT -> "SYN_SENT";
            case SYN_RECEIVED -> "SYN_RECV";
            case ESTABLISHED -> "ESTABLISHED";
            case FIN_WAIT_1 -> "FIN_WAIT1";
            case FIN_WAIT_2 -> "FIN_WAIT2";
            case CLOSE_WAIT -> "CLOSE_WAIT";
            case CLOSING -> "CLOSING";
            case LAST_ACK -> "LAST_ACK";
            case TIME_WAIT -> "TIME_WAIT";
        };
    }
}
