package org.wirestat.tracker.flow;

import java.util.Arrays;
import org.wirestat.tracker.EvictionClass;
import org.wirestat.tracker.Timeouts;

/**
 * How long those live that are worth least while their table is crowded: a sixth of their usual time. So there is room for
 * the next ones before anybody has to be searched out, and a flood that is over is forgotten soon.
 */
final class Haste {

    private static final int FRACTION = 6;
    private static final long SECOND_NS = 1_000_000_000L;

    /** Classes that are in haste, which are the first to go; the others keep their time. */
    private static final EvictionClass[] CLASSES = {
        EvictionClass.CLOSED,
        EvictionClass.TIME_WAIT,
        EvictionClass.ONE_WAY_PACKET,
        EvictionClass.SYN_UNANSWERED,
        EvictionClass.SYN_RECEIVED
    };

    private final long[] livesNs = new long[EvictionClass.values().length];
    private final long datagramNs;
    private int turn;

    Haste(Timeouts timeouts) {
        Arrays.fill(livesNs, Long.MAX_VALUE);
        if (!timeouts.areOff()) {
            livesNs[EvictionClass.CLOSED.ordinal()] = timeouts.linger().toNanos() / FRACTION;
            livesNs[EvictionClass.TIME_WAIT.ordinal()] = timeouts.timeWait().toNanos() / FRACTION;
            livesNs[EvictionClass.ONE_WAY_PACKET.ordinal()] =
                    timeouts.unanswered().toNanos() / FRACTION;
            livesNs[EvictionClass.SYN_UNANSWERED.ordinal()] = repeatedNs(timeouts.synRetries()) / FRACTION;
            livesNs[EvictionClass.SYN_RECEIVED.ordinal()] = repeatedNs(timeouts.synAckRetries()) / FRACTION;
        }
        datagramNs =
                timeouts.areOff() ? Long.MAX_VALUE : timeouts.udpUnanswered().toNanos() / FRACTION;
    }

    /** A kernel waits one second for an answer, and then twice as long each time. */
    private static long repeatedNs(int retries) {
        return ((1L << (retries + 1)) - 1) * SECOND_NS;
    }

    /** The class to be looked at now: one after the other, so that one look costs no more than a few words read. */
    EvictionClass next() {
        turn = (turn + 1) % CLASSES.length;
        return CLASSES[turn];
    }

    /** Whether its time in this class is over. */
    boolean isOver(ConnectionRecord connection, EvictionClass worth, long nowNs) {
        if (connection.isUdp()) {
            return nowNs - connection.lastNs() >= datagramNs;
        }
        long sinceNs =
                Math.max(connection.lower().sinceNs(nowNs), connection.higher().sinceNs(nowNs));
        return nowNs - sinceNs >= livesNs[worth.ordinal()];
    }
}
