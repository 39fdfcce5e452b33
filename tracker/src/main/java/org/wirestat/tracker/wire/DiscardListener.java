package org.wirestat.tracker.wire;

import org.wirestat.tracker.Discard;

/** Hears of frames that gave no segment. */
public interface DiscardListener {

    /**
     * @param why never {@link Discard#NONE}
     * @param timestampNs time of the frame, ns since 1970
     */
    void onDiscard(Discard why, long timestampNs);
}
