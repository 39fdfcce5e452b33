package org.wirestat.tracker.connlog;

/** How a connection began and ended, as conn.log's conn_state has it. */
final class ConnState {

    private ConnState() {}

    static String of(Conn conn) {
        return switch (conn.protocol()) {
            case Protocol.TCP -> ofTcp(conn);
            case Protocol.UDP -> ofUdp(conn);
            default -> "OTH";
        };
    }

    private static String ofTcp(Conn conn) {
        EndState originator = conn.originator().state();
        EndState responder = conn.responder().state();
        boolean originatorIsQuiet = isQuiet(originator);
        boolean responderIsQuiet = isQuiet(responder);
        if (responder == EndState.RESET) {
            if (originator == EndState.SYN_SENT
                    || originator == EndState.SYN_ACK_SENT
                    || (originator == EndState.RESET
                            && conn.payloadBytes(conn.originator()) == 0
                            && conn.payloadBytes(conn.responder()) == 0)) {
                return "REJ";
            }
            return originatorIsQuiet ? "RSTRH" : "RSTR";
        }
        if (originator == EndState.RESET) {
            if (!responderIsQuiet) {
                return "RSTO";
            }
            return isAbortedAttempt(conn.history()) ? "RSTOS0" : "OTH";
        }
        if (originator == EndState.CLOSED) {
            if (responder == EndState.CLOSED) {
                return "SF";
            }
            return responderIsQuiet ? "SH" : "S2";
        }
        if (responder == EndState.CLOSED) {
            return originatorIsQuiet ? "SHR" : "S3";
        }
        if (originator == EndState.SYN_SENT && responder == EndState.INACTIVE) {
            return "S0";
        }
        return originator == EndState.ESTABLISHED && responder == EndState.ESTABLISHED ? "S1" : "OTH";
    }

    private static String ofUdp(Conn conn) {
        boolean answered = conn.responder().is(ConnEnd.HEARD);
        if (conn.originator().is(ConnEnd.HEARD)) {
            return answered ? "SF" : "S0";
        }
        return answered ? "SHR" : "OTH";
    }

    private static boolean isQuiet(EndState state) {
        return state == EndState.INACTIVE || state == EndState.PARTIAL;
    }

    /** A SYN, then a RST, and nothing of its own between them but more of the same and data. */
    private static boolean isAbortedAttempt(String history) {
        int at = history.startsWith("^") ? 1 : 0;
        if (at == history.length() || history.charAt(at) != 'S') {
            return false;
        }
        for (at++; at < history.length(); at++) {
            char letter = history.charAt(at);
            if (letter == 'R') {
                return true;
            }
            if ("HAFGIQ".indexOf(letter) >= 0) {
                return false;
            }
        }
        return false;
    }
}
