package org.wirestat.tracker;

/**
 * A port that takes connections, inferred from a SYN that was answered with SYN-ACK and not refused since.
 *
 * @param accepted handshakes that it answered
 * @param lastAcceptedNs time of the last of these answers, nanoseconds since 1970
 */
public record Listener(IpAddress address, int port, long accepted, long firstAcceptedNs, long lastAcceptedNs) {}
