package org.wirestat.tracker;

import org.jspecify.annotations.Nullable;

/**
 * Watches how many frames bring a decoder of ours to fall: each is left out alone, but not any number of them. It goes by
 * the frames' own time, so that a capture that is replayed ends as it did live, and the same on any machine.
 */
public final class Defects {

    private static final int MOST_OF_A_SECOND = 1_000;
    private static final long SECOND_NS = 1_000_000_000L;

    private long secondNs;
    private int ofSecond;
    private boolean areTooMany;

    /** A frame of this time, ns since 1970, could not be read. */
    public void note(long timestampNs) {
        if (ofSecond == 0 || timestampNs < secondNs || timestampNs - secondNs >= SECOND_NS) {
            secondNs = timestampNs;
            ofSecond = 0;
        }
        areTooMany |= ++ofSecond > MOST_OF_A_SECOND;
    }

    /** @param latest what happened at the last of them; null if that is not known */
    public void check(@Nullable RuntimeException latest) {
        if (areTooMany) {
            throw new TooManyDefects(MOST_OF_A_SECOND, latest);
        }
    }
}
