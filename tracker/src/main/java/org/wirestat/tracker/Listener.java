package org.wirestat.tracker;

/**
 * A port that takes connections, inferred from a SYN that was answered with SYN-ACK and not refused since.
 *
 * @param accepted handshakes that it answered
 * @param lastAcceptedNs time of the last of these answers, nanoseconds since 1970
 * @param refused SYNs that it refused between its first answer and its last: it was closed in between
 */
public record Listener(
        IpAddress address, int port, long accepted, long firstAcceptedNs, long lastAcceptedNs, long refused) {

    /** One that refused nobody. */
    public Listener(IpAddress address, int port, long accepted, long firstAcceptedNs, long lastAcceptedNs) {
        this(address, port, accepted, firstAcceptedNs, lastAcceptedNs, 0);
    }
}
