package org.wirestat.tracker;

import java.time.Duration;

/**
 * How long kernels keep sockets, how long their silence may last before it says something, and how long we keep what can no
 * longer be told. All of it is measured in packet time.
 *
 * <p>Times that are in the protocol itself, and that nobody can set on a kernel either, are not here but constants of the
 * room that judges: how much later a repetition, an echo or an answer may come and still be about the same segment.
 *
 * @param timeWait life of TIME_WAIT after the last segment that it took. Linux: 60 s, {@code TCP_TIMEWAIT_LEN}; others
 *     2 MSL of their own
 * @param finWait2 life of a FIN_WAIT2 to which no data came any more, so that nobody may be reading. Linux:
 *     {@code net.ipv4.tcp_fin_timeout}, 60 s, if the socket was closed, and for ever if only its sending was shut down. The
 *     wire shows no difference, so that by default it lives like any other
 * @param opening silence after a SYN or SYN-ACK that is not repeated, until it must have been answered or given up. Linux
 *     repeats the first after 1 s, {@code TCP_TIMEOUT_INIT}; RFC 1122 §4.2.3.1 asks for 3 s
 * @param closing silence after a FIN that is not repeated, until it must have been acknowledged. Linux repeats it after
 *     {@code TCP_RTO_MIN}, 200 ms, and the path's round trip
 * @param backOff longest gap between two repetitions of which the first were not seen: what began before the capture may
 *     be in the middle of gaps that have grown; RFC 6298 §2.5 lets them grow to 60 s and more
 * @param synRetries times that a SYN is repeated before the attempt is given up. Linux: 6, {@code net.ipv4.tcp_syn_retries}
 * @param synAckRetries times that a SYN-ACK is repeated before the request is dropped. Linux: 5,
 *     {@code net.ipv4.tcp_synack_retries}
 * @param orphan how long a socket that its program has closed repeats a FIN that nobody acknowledges. Linux: until a time-out
 *     comes 102.2 s after the first, {@code net.ipv4.tcp_orphan_retries}: the time of 8 repetitions if they begin after 200 ms
 * @param roundTrip longest way from the observer to a host and back: what is sent after that knows of what was seen before,
 *     and two FINs that are closer together may have crossed
 * @param idle life of a connection of which both ends were heard, after its last segment
 * @param unanswered life of a connection, not being opened, of which only one end was heard
 * @param linger how long a closed connection is remembered, so that late segments are recognised
 * @param udpAnswered life of a UDP conversation after its last datagram, if both ends spoke
 * @param udpUnanswered the same if only one end spoke
 */
public record Timeouts(
        Duration timeWait,
        Duration finWait2,
        Duration opening,
        Duration closing,
        Duration backOff,
        int synRetries,
        int synAckRetries,
        Duration orphan,
        Duration roundTrip,
        Duration idle,
        Duration unanswered,
        Duration linger,
        Duration udpAnswered,
        Duration udpUnanswered) {

    /** A time that does not come: longer than any capture, and short enough to be added to any time. */
    public static final Duration NEVER = Duration.ofDays(20_000);

    /** What Linux does, where a kernel has a time-out; else what conntrack and people who read netstat are used to. */
    public static Timeouts linux() {
        return new Timeouts(
                Duration.ofSeconds(60),
                Duration.ofHours(24),
                Duration.ofSeconds(7),
                Duration.ofSeconds(3),
                Duration.ofSeconds(65),
                6,
                5,
                Duration.ofMillis(102_200),
                Duration.ofMillis(100),
                Duration.ofHours(24),
                Duration.ofMinutes(5),
                Duration.ofMinutes(2),
                Duration.ofMinutes(3),
                Duration.ofMinutes(2));
    }

    /**
     * No time passes for any endpoint: it is shown as its last segment left it. Only what is closed is forgotten, as with
     * {@link #linux}.
     */
    public static Timeouts none() {
        Timeouts usual = linux();
        return new Timeouts(
                NEVER,
                NEVER,
                NEVER,
                NEVER,
                NEVER,
                usual.synRetries,
                usual.synAckRetries,
                NEVER,
                NEVER,
                NEVER,
                NEVER,
                usual.linger,
                NEVER,
                NEVER);
    }

    /** Whether no endpoint ever goes by time. */
    public boolean areOff() {
        return opening.equals(NEVER);
    }

    public Timeouts withTimeWait(Duration timeWait) {
        return with(timeWait, finWait2, linger);
    }

    public Timeouts withFinWait2(Duration finWait2) {
        return with(timeWait, finWait2, linger);
    }

    public Timeouts withLinger(Duration linger) {
        return with(timeWait, finWait2, linger);
    }

    private Timeouts with(Duration timeWait, Duration finWait2, Duration linger) {
        return new Timeouts(
                timeWait,
                finWait2,
                opening,
                closing,
                backOff,
                synRetries,
                synAckRetries,
                orphan,
                roundTrip,
                idle,
                unanswered,
                linger,
                udpAnswered,
                udpUnanswered);
    }
}
