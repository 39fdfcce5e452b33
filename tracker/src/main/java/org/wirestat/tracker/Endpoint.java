package org.wirestat.tracker;

import org.jspecify.annotations.Nullable;

/**
 * One end of a connection as it stood at the snapshot's time.
 *
 * @param state {@link TcpState#CLOSED} for a socket that is gone, and for every UDP endpoint
 * @param basis of a UDP endpoint that never spoke: {@link Basis#PRESUMED}, or {@link Basis#OBSERVED} if its host said that
 *     nobody is there
 * @param sinceNs when it came into this state, nanoseconds since 1970, to the millisecond below
 * @param sendQueue bytes sent and not acknowledged, as far as seen on the wire; SYN and FIN count one each
 * @param packets packets that it sent
 * @param frameBytes bytes of the frames that carried them, as long as they were on the wire
 * @param ipBytes bytes of the IP packets, headers included
 * @param payloadBytes bytes of TCP or UDP payload, retransmissions included
 * @param retransmissions segments that repeated sequence space which it had sent before
 * @param timer what its kernel is waiting for, or null where none is known to run
 */
public record Endpoint(
        IpAddress address,
        int port,
        TcpState state,
        Basis basis,
        long sinceNs,
        long sendQueue,
        long packets,
        long frameBytes,
        long ipBytes,
        long payloadBytes,
        long retransmissions,
        @Nullable Timer timer) {

    /** Kinds of timers, with netstat's names in mind. */
    public enum TimerKind {
        /** Retransmission of a SYN, data or a FIN. */
        ON,
        TIME_WAIT
    }

    /**
     * A running timer of the endpoint's kernel, inferred.
     *
     * @param leftNs time until it is due, nanoseconds, at least 0
     * @param repeats times that it has fired since it was last answered
     */
    public record Timer(TimerKind kind, long leftNs, int repeats) {}
}
