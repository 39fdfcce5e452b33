package org.wirestat.tracker.tcp;

/** Times that TCP implementations have in common, in ns: when a silence means something. */
final class Patience {

    static final long MILLISECOND = 1_000_000L;
    static final long SECOND = 1_000 * MILLISECOND;

    /** A SYN or SYN-ACK is repeated after 1 s (RFC 6298 §2) or 3 s (RFC 1122 §4.2.3.1). */
    static final long FIRST_SYN_NS = 7 * SECOND;

    /** A FIN is repeated after the retransmission time-out of a measured path, 0.2 to 1 s with most. */
    static final long FIRST_FIN_NS = 3 * SECOND;

    /** What began before the capture may be in the middle of long gaps: RFC 6298 §2.5 lets them grow to 60 s and more. */
    static final long FIRST_PICKED_UP_NS = 65 * SECOND;

    /** Retransmission timers do not fire faster again after a quick first one (tail loss probe, RFC 8985 §7). */
    static final long LEAST_NS = SECOND;

    /** No kernel repeats a SYN or SYN-ACK earlier: RFC 6298 §2 begins with 1 s. */
    static final long FIRST_RETRANSMISSION_NS = 500 * MILLISECOND;

    static final long SLACK_NS = 300 * MILLISECOND;

    /** Longer than the way from the observer to a host and back: what is sent after that knows of what was seen before. */
    static final long ROUND_TRIP_NS = 100 * MILLISECOND;

    /** What an endpoint that was reset says this long after the RST was seen, it says because it lives. */
    static final long REVIVAL_NS = 500 * MILLISECOND;

    /** A peer that takes data says so more often: RFC 9293 §3.8.6.3 allows it half a second. */
    static final long SILENT_PEER_NS = SECOND;

    /** No time-out of data comes earlier with Linux and most others, though RFC 6298 §2.4 asks for 1 s. */
    static final long LEAST_TIME_OUT_NS = 195 * MILLISECOND;

    /** SYNs are repeated this often at least: Linux's tcp_syn_retries. */
    static final int SYN_RETRIES = 6;

    /** Timestamps are this much older only in segments of an earlier time: 2 s and more of any clock; RFC 7323 §5.4. */
    static final int OLD_TIMESTAMP_TICKS = 2000;

    private Patience() {}
}
