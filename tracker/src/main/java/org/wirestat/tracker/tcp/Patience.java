package org.wirestat.tracker.tcp;

/**
 * Times that lie in the protocol and not in a kernel's settings, in ns: how close together two segments may stand to be
 * about the same thing. What depends on a kernel's settings or on the network, so that a user may want to change it, stands
 * in {@link org.wirestat.tracker.Timeouts}; of what stands here every value comes from an RFC or from code that has no
 * setting for it, and another one would not describe another host but misread all of them.
 */
final class Patience {

    static final long MILLISECOND = 1_000_000L;
    static final long SECOND = 1_000 * MILLISECOND;

    /** Retransmission timers do not fire faster again after a quick first one (tail loss probe, RFC 8985 §7). */
    static final long LEAST_NS = SECOND;

    /** No kernel repeats a SYN or SYN-ACK earlier: RFC 6298 §2 begins with 1 s. */
    static final long FIRST_RETRANSMISSION_NS = 500 * MILLISECOND;

    /** No retransmission timer waits longer: TCP_RTO_MAX of Linux, more than others have; RFC 6298 §2.5 allows 60 s. */
    static final long LONGEST_GAP_NS = 120 * SECOND;

    /** A SYN-ACK whose first repetition comes so late was not repeated before on purpose. */
    static final long DEFERRED_NS = 5 * SECOND;

    /** Echoes this much older are no echoes of the last segment: as {@link #FIRST_RETRANSMISSION_NS}, in ms clocks. */
    static final int OLD_ECHO_TICKS = 500;

    /** Of faster clocks no more is believed. */
    static final int MOST_TICKS = 64_000;

    static final long SLACK_NS = 300 * MILLISECOND;

    /** What an endpoint that was reset says this long after the RST was seen, it says because it lives. */
    static final long REVIVAL_NS = 500 * MILLISECOND;

    /** A peer that takes data says so more often: RFC 9293 §3.8.6.3 allows it half a second. */
    static final long SILENT_PEER_NS = SECOND;

    /** No time-out of data comes earlier with Linux and most others, though RFC 6298 §2.4 asks for 1 s. */
    static final long LEAST_TIME_OUT_NS = 195 * MILLISECOND;

    /** Timestamps are this much older only in segments of an earlier time: 2 s and more of any clock; RFC 7323 §5.4. */
    static final int OLD_TIMESTAMP_TICKS = 2000;

    private Patience() {}
}
