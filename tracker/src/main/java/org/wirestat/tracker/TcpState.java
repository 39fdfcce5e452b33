package org.wirestat.tracker;

/** The states of RFC 9293 §3.3.2, of one endpoint. */
public enum TcpState {
    /** No socket: before the first SYN, or after everything. A closed endpoint has no row in any table. */
    CLOSED,
    LISTEN,
    SYN_SENT,
    SYN_RECEIVED,
    ESTABLISHED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    CLOSE_WAIT,
    CLOSING,
    LAST_ACK,
    TIME_WAIT
}
