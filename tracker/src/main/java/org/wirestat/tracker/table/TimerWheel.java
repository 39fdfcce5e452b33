package org.wirestat.tracker.table;

import org.jspecify.annotations.Nullable;

/**
 * When to look at which record. A ring of buckets of about half a second; each notes the slots of records, and a record
 * notes the one bucket that it is in.
 *
 * <p>Whoever is used is not moved: it is looked at when its bucket comes up, and put back if its time has not come. Only an
 * earlier deadline moves it at once; then, or when it is freed, the old bucket's note of it stays behind and means nothing any
 * more. There are never more than half as many such notes as records, but for a few.
 */
public final class TimerWheel {

    private static final int TICK_SHIFT = 29;
    private static final int BUCKETS = 1 << 12;
    private static final int BUCKET_MASK = 0xffff;
    private static final int SOON_TICKS = 4;
    private static final int NONE = -1;

    /** Notes that have lost their meaning are not looked for while there are so few. */
    private static final int FEW_LEFT_BEHIND = 1 << 10;

    private final Slab slab;
    private final int bucketWord;
    private final int bucketShift;
    private final @Nullable SlotPage[] buckets = new SlotPage[BUCKETS];
    private final SlotPages pages = new SlotPages();
    private long tick = Long.MIN_VALUE;

    /** What is left of the bucket of {@link #tick}. */
    private @Nullable SlotPage due;

    private int waiting;
    private int notes;
    private long touched;

    /**
     * @param bucketWord word of a record of which the wheel has 16 bits for itself
     * @param bucketShift the lowest of these
     */
    public TimerWheel(Slab slab, int bucketWord, int bucketShift) {
        this.slab = slab;
        this.bucketWord = bucketWord;
        this.bucketShift = bucketShift;
    }

    /**
     * Has the record looked at then or a little later, if it is not already to be looked at earlier.
     *
     * @param nowNs time of the record, where the wheel begins to turn if this is its first
     */
    public void wakeAt(int slot, long nowNs, long deadlineNs) {
        long wanted = (deadlineNs >> TICK_SHIFT) + 1;
        if (tick == Long.MIN_VALUE) {
            tick = (nowNs >> TICK_SHIFT) - 1;
        }
        long at = Math.max(tick + 1, Math.min(wanted, tick + BUCKETS - 1));
        int bucket = (int) (at & BUCKETS - 1);
        int current = bucket(slot) - 1;
        if (current < 0) {
            waiting++;
        } else if ((current - tick & BUCKETS - 1) <= at - tick) {
            return;
        }
        buckets[bucket] = pages.put(buckets[bucket], slot);
        bucket(slot, bucket + 1);
        if (++notes > waiting + waiting / 2 + FEW_LEFT_BEHIND) {
            sweep();
        }
    }

    /** Whether the record is looked at within four ticks, about two seconds, if it is not moved. */
    public boolean isSoon(int slot) {
        int current = bucket(slot) - 1;
        return current >= 0 && (current - tick & BUCKETS - 1) <= SOON_TICKS;
    }

    /** Takes the next record that is due out of the wheel; -1 if there is none up to now. */
    public int nextDue(long nowNs) {
        if (tick == Long.MIN_VALUE) {
            return NONE;
        }
        long nowTick = nowNs >> TICK_SHIFT;
        if (nowTick - tick > BUCKETS) {
            tick = nowTick - BUCKETS;
        }
        while (true) {
            while (due == null) {
                if (tick >= nowTick) {
                    return NONE;
                }
                tick++;
                int bucket = (int) (tick & BUCKETS - 1);
                due = touched(buckets[bucket]);
                buckets[bucket] = null;
            }
            int slot = due.take();
            notes--;
            if (due.isEmpty()) {
                due = touched(pages.release(due));
            }
            if (bucket(slot) == bucketNumber(tick)) {
                bucket(slot, 0);
                waiting--;
                return slot;
            }
        }
    }

    /** The record is about to be freed. */
    public void remove(int slot) {
        if (bucket(slot) != 0) {
            bucket(slot, 0);
            waiting--;
        }
    }

    /** Nobody has used its records for long: they come together, while the first of them is looked at. */
    private @Nullable SlotPage touched(@Nullable SlotPage page) {
        for (int i = 0; page != null && i < page.size(); i++) {
            touched += slab.touch(page.get(i));
        }
        return page;
    }

    /** Means nothing; it is there so that touching is not optimised away. */
    long touched() {
        return touched;
    }

    /** Notes that have a meaning, and those that were left behind. */
    int notes() {
        return notes;
    }

    /** Strikes out what was left behind. All others stay in their order. */
    private void sweep() {
        due = swept(due, bucketNumber(tick));
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = swept(buckets[i], i + 1);
        }
        notes = waiting;
    }

    private @Nullable SlotPage swept(@Nullable SlotPage newest, int bucket) {
        // A record may be noted twice in a bucket that it came back to: the later note counts, as it is taken first.
        for (SlotPage page = newest; page != null; page = page.older()) {
            for (int i = page.size() - 1; i >= 0; i--) {
                int slot = page.get(i);
                if (bucket(slot) == bucket) {
                    bucket(slot, 0);
                } else {
                    page.set(i, NONE);
                }
            }
        }
        SlotPage kept = null;
        SlotPage page = SlotPages.reversed(newest);
        while (page != null) {
            for (int i = 0; i < page.size(); i++) {
                int slot = page.get(i);
                if (slot != NONE) {
                    kept = pages.put(kept, slot);
                    bucket(slot, bucket);
                }
            }
            page = pages.release(page);
        }
        return kept;
    }

    private static int bucketNumber(long tick) {
        return (int) (tick & BUCKETS - 1) + 1;
    }

    /** Number of the record's bucket, from 1 on; 0 if it is in none. */
    private int bucket(int slot) {
        return (int) (slab.chunk(slot)[slab.base(slot) + bucketWord] >>> bucketShift) & BUCKET_MASK;
    }

    private void bucket(int slot, int bucket) {
        long[] chunk = slab.chunk(slot);
        int at = slab.base(slot) + bucketWord;
        chunk[at] = (chunk[at] & ~((long) BUCKET_MASK << bucketShift)) | ((long) bucket << bucketShift);
    }
}
