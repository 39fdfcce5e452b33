package org.wirestat.tracker;

import java.util.EnumMap;
import java.util.Map;

/** Counts frames by what became of them. */
public final class DiscardCounts {

    private static final Discard[] REASONS = Discard.values();

    private final long[] counts = new long[REASONS.length];

    /** @param why {@link Discard#NONE} for a frame that was of use */
    public void add(Discard why) {
        counts[why.ordinal()]++;
    }

    public long of(Discard why) {
        return counts[why.ordinal()];
    }

    /** Frames of no use, by reason; only reasons that occurred. */
    public Map<Discard, Long> reasons() {
        Map<Discard, Long> reasons = new EnumMap<>(Discard.class);
        for (Discard why : REASONS) {
            if (why != Discard.NONE && of(why) > 0) {
                reasons.put(why, of(why));
            }
        }
        return reasons;
    }
}
