package org.wirestat.tracker;

import java.time.Duration;

/**
 * How long kernels keep sockets, and how long we keep what can no longer be told. All of it is measured in packet time.
 *
 * @param timeWait life of TIME_WAIT after the last segment that it took; Linux 60 s, others 2 MSL of their own
 * @param idle life of a connection of which both ends were heard, after its last segment
 * @param unanswered life of a connection, not being opened, of which only one end was heard
 * @param linger how long a closed connection is remembered, so that late segments are recognised
 * @param udpAnswered life of a UDP conversation after its last datagram, if both ends spoke
 * @param udpUnanswered the same if only one end spoke
 */
public record Timeouts(
        Duration timeWait,
        Duration idle,
        Duration unanswered,
        Duration linger,
        Duration udpAnswered,
        Duration udpUnanswered) {

    /** What Linux does, where a kernel has a time-out; else what conntrack and people who read netstat are used to. */
    public static Timeouts linux() {
        return new Timeouts(
                Duration.ofSeconds(60),
                Duration.ofHours(24),
                Duration.ofMinutes(5),
                Duration.ofMinutes(2),
                Duration.ofMinutes(3),
                Duration.ofMinutes(2));
    }

    public Timeouts withTimeWait(Duration timeWait) {
        return new Timeouts(timeWait, idle, unanswered, linger, udpAnswered, udpUnanswered);
    }
}
