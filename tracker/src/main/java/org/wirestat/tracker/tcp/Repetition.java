package org.wirestat.tracker.tcp;

import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.wire.Segment;

/**
 * What an endpoint asks (SYN, SYN-ACK, data, FIN: whatever must be answered), how often it has repeated it, and with which
 * gap. RFC 6298 §5: a retransmission timer doubles each time that it fires.
 */
final class Repetition {

    private Repetition() {}

    /**
     * Whether a segment that says the same as before is the same segment, late: a mirror's copy, or a duplicate of the
     * network. Who sends it once more after a time-out has a newer clock by then, since clocks tick at least as fast as
     * retransmission timers; RFC 7323 §5.4.
     */
    static boolean isLateCopy(EndpointRecord endpoint, Segment segment, long nowNs) {
        return segment.hasTimestamp
                && endpoint.is(EndpointRecord.HAS_TIMESTAMP)
                && segment.tsVal == endpoint.tsRecent()
                && nowNs - endpoint.askedNs(nowNs) > Patience.LEAST_TIME_OUT_NS;
    }

    /** The endpoint asks something new. */
    static void asksAnew(EndpointRecord endpoint, long nowNs) {
        endpoint.askedAt(nowNs);
        endpoint.repeats(0);
        endpoint.gapNs(0);
        endpoint.unset(EndpointRecord.LACKS_ANSWER);
    }

    /** The endpoint asks the same again. */
    static void asksAgain(EndpointRecord endpoint, long nowNs) {
        endpoint.gapNs(nowNs - endpoint.askedNs(nowNs));
        endpoint.askedAt(nowNs);
        endpoint.repeats(endpoint.repeats() + 1);
    }

    /**
     * The endpoint sends data or its FIN again. Kernels count time-outs, not the tail loss probe that comes before the first
     * one (RFC 8985 §7) nor what SACK asks for: those come earlier than a time-out can, or the gap after them is no longer
     * than the one before.
     */
    static void sendsAgain(EndpointRecord endpoint, long nowNs) {
        long lastGapNs = endpoint.gapNs();
        int repeats = endpoint.repeats();
        asksAgain(endpoint, nowNs);
        boolean isProbe = repeats == 0 && endpoint.gapNs() < Patience.LEAST_TIME_OUT_NS;
        boolean followsProbe = repeats == 1 && endpoint.gapNs() < lastGapNs * 3 / 2;
        if (isProbe || followsProbe) {
            endpoint.repeats(repeats);
        }
    }

    /** Something new of it was acknowledged. */
    static void isAnswered(EndpointRecord endpoint) {
        endpoint.repeats(0);
        endpoint.gapNs(0);
        endpoint.unset(EndpointRecord.LACKS_ANSWER | EndpointRecord.REPEATS_DATA);
    }

    /**
     * The endpoint began to ask this before the capture did, as the timestamps tell: of a clock of milliseconds, as most
     * are. Since its gaps double, the next one is about as long as all of that time, and the last was half of it.
     */
    static void hasAskedFor(EndpointRecord endpoint, int ticks) {
        if (ticks > Patience.OLD_ECHO_TICKS) {
            long longestNs = Math.min(ticks, Patience.MOST_TICKS) * Patience.MILLISECOND;
            endpoint.gapNs(Math.max(endpoint.gapNs(), (longestNs + Patience.SECOND) / 2));
        }
    }

    /**
     * When the next repetition is overdue, so that the endpoint must have got its answer or have given up: ns since 1970. Of
     * one that was not seen to ask, the time counts from when it came into its state.
     *
     * @param firstNs how long to wait for the first repetition
     */
    static long overdueNs(EndpointRecord endpoint, long firstNs, long nowNs) {
        long gapNs = Math.min(endpoint.gapNs(), Patience.LONGEST_GAP_NS);
        long patienceNs = gapNs == 0 ? firstNs : Math.max(Patience.LEAST_NS, gapNs * 22 / 10 + Patience.SLACK_NS);
        long askedNs = endpoint.askedNs(nowNs);
        return (askedNs == 0 ? endpoint.sinceNs(nowNs) : askedNs) + patienceNs;
    }
}
