package org.wirestat.tracker.connlog;

/** What one end of a TCP connection has shown: Zeek's six endpoint states, which are not RFC 9293's. */
public enum EndState {
    /** Nothing was seen of it. */
    INACTIVE,
    /** A SYN. */
    SYN_SENT,
    /** A SYN with an ACK from the originator, so that the SYN before it was missed. */
    SYN_ACK_SENT,
    /** Segments, but no SYN. */
    PARTIAL,
    /** It answered the SYN, or its SYN was answered. */
    ESTABLISHED,
    /** A FIN. */
    CLOSED,
    /** A RST. */
    RESET;

    private static final EndState[] ALL = values();

    static EndState of(int ordinal) {
        return ALL[ordinal];
    }

    /** Nothing that would make a connection of it yet. */
    boolean isHandshake() {
        return this == INACTIVE || this == SYN_SENT || this == SYN_ACK_SENT;
    }
}
