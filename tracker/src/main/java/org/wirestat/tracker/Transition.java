package org.wirestat.tracker;

/**
 * One endpoint's change of state.
 *
 * @param timeNs when, nanoseconds since 1970: the time of the segment that proves it, or of the timer
 * @param local the endpoint that changed
 * @param foreign its peer
 * @param reason what happened to the endpoint, in words that follow its name
 * @param source where the rule stands
 */
public record Transition(
        long timeNs,
        IpAddress local,
        int localPort,
        IpAddress foreign,
        int foreignPort,
        TcpState from,
        TcpState to,
        Basis basis,
        String reason,
        String source) {}
