package org.wirestat.tracker;

/**
 * The time of the wire, which only goes forward. A frame from the far future moves it only if the next one agrees: one
 * wrong timestamp must not end every connection.
 */
final class PacketClock {

    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private long nowNs = UNKNOWN;
    private long doubtfulNs = UNKNOWN;

    /** Longest silence that is believed at once. A wire that was silent for long once may be so again. */
    private long longestJumpNs = HOUR_NS;

    /** Nanoseconds since 1970; {@link Long#MIN_VALUE} before the first frame. */
    long nowNs() {
        return nowNs;
    }

    /** Whether a frame's time should be believed only when the next frame's is known. */
    boolean doubts(long timestampNs) {
        return nowNs == UNKNOWN || (jumps(timestampNs) && !agrees(doubtfulNs, timestampNs));
    }

    /**
     * Takes the time of a frame.
     *
     * @param nextNs time of the frame after it; {@link Long#MIN_VALUE} if there is none yet
     * @return the time to believe: the frame's own, or the clock's if the frame's is doubtful
     */
    long admit(long timestampNs, long nextNs) {
        if (nowNs == UNKNOWN) {
            boolean isRefuted = nextNs != UNKNOWN && timestampNs - nextNs > HOUR_NS;
            nowNs = isRefuted ? nextNs : timestampNs;
            return nowNs;
        }
        if (jumps(timestampNs)) {
            if (!agrees(nextNs, timestampNs) && !agrees(doubtfulNs, timestampNs)) {
                doubtfulNs = timestampNs;
                return nowNs;
            }
            longestJumpNs = Math.max(longestJumpNs, 2 * Math.min(timestampNs - nowNs, Long.MAX_VALUE / 2));
        }
        doubtfulNs = UNKNOWN;
        if (timestampNs > nowNs) {
            nowNs = timestampNs;
        }
        return timestampNs;
    }

    /** Takes the time of a frame that has no part in any connection: alone it does not begin the wire's time. */
    void hears(long timestampNs) {
        if (nowNs == UNKNOWN) {
            doubtfulNs = timestampNs;
        } else {
            admit(timestampNs, UNKNOWN);
        }
    }

    /** There is no better time than that of the frames without a part. */
    void settle() {
        if (nowNs == UNKNOWN) {
            nowNs = doubtfulNs;
        }
    }

    /** Somebody who knows says what time it is. */
    void advanceTo(long timeNs) {
        nowNs = Math.max(nowNs, timeNs);
    }

    private boolean jumps(long timestampNs) {
        return timestampNs > nowNs && timestampNs - nowNs > longestJumpNs;
    }

    /** Whether another frame tells of the same time, or of a later one. */
    private static boolean agrees(long witnessNs, long timestampNs) {
        return witnessNs != UNKNOWN && timestampNs - witnessNs <= HOUR_NS;
    }
}
