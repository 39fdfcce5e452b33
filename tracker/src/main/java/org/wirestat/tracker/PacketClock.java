package org.wirestat.tracker;

/**
 * The time of the wire, which only goes forward. A frame from the far future moves it only if the next one agrees: one
 * wrong timestamp must not end every connection.
 */
final class PacketClock {

    private static final long LONGEST_JUMP_NS = 3_600_000_000_000L;

    private long nowNs = Long.MIN_VALUE;
    private long doubtfulNs = Long.MIN_VALUE;

    /** Nanoseconds since 1970; {@link Long#MIN_VALUE} before the first frame. */
    long nowNs() {
        return nowNs;
    }

    /**
     * Takes the time of a frame.
     *
     * @return the time to believe: the frame's own, or the clock's if the frame's is doubtful
     */
    long admit(long timestampNs) {
        if (timestampNs <= nowNs) {
            return timestampNs;
        }
        boolean jumps = nowNs != Long.MIN_VALUE && timestampNs - nowNs > LONGEST_JUMP_NS;
        boolean isAgreed = doubtfulNs != Long.MIN_VALUE && Math.abs(timestampNs - doubtfulNs) <= LONGEST_JUMP_NS;
        if (jumps && !isAgreed) {
            doubtfulNs = timestampNs;
        } else {
            nowNs = timestampNs;
        }
        return nowNs;
    }

    /** Somebody who knows says what time it is. */
    void advanceTo(long timeNs) {
        nowNs = Math.max(nowNs, timeNs);
    }
}
