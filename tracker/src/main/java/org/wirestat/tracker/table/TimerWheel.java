package org.wirestat.tracker.table;

import java.util.Arrays;

/**
 * When to look at which record. A ring of buckets of about half a second; every record is in no more than one, in a list
 * that runs through the records themselves.
 *
 * <p>Whoever is used is not moved: it is looked at when its bucket comes up, and put back if its time has not come. Only an
 * earlier deadline moves it at once.
 */
public final class TimerWheel {

    private static final int TICK_SHIFT = 29;
    private static final int BUCKETS = 1 << 12;
    private static final int BUCKET_MASK = 0xffff;
    private static final int SOON_TICKS = 4;
    private static final int NONE = -1;

    private final Slab slab;
    private final int links;
    private final int bucketWord;
    private final int bucketShift;
    private final int[] heads = new int[BUCKETS];
    private long tick = Long.MIN_VALUE;
    private int due = NONE;
    private long touched;

    /**
     * @param links word of a record that the wheel has for itself
     * @param bucketWord word of a record of which it has 16 bits for itself
     * @param bucketShift the lowest of these
     */
    public TimerWheel(Slab slab, int links, int bucketWord, int bucketShift) {
        this.slab = slab;
        this.links = links;
        this.bucketWord = bucketWord;
        this.bucketShift = bucketShift;
        Arrays.fill(heads, NONE);
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
        if (current >= 0) {
            long ahead = current - tick & BUCKETS - 1;
            if (ahead <= at - tick) {
                return;
            }
            unlink(slot, current);
        }
        int head = heads[bucket];
        link(slot, NONE, head);
        if (head != NONE) {
            link(head, slot, after(head));
        }
        heads[bucket] = slot;
        bucket(slot, bucket + 1);
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
        while (due == NONE && tick < nowTick) {
            tick++;
            int bucket = (int) (tick & BUCKETS - 1);
            due = heads[bucket];
            heads[bucket] = NONE;
        }
        if (due == NONE) {
            return NONE;
        }
        int slot = due;
        due = after(slot);
        if (due != NONE) {
            touched += slab.touch(due); // nobody has used it for long: it comes while this one is looked at
            link(due, NONE, after(due));
        }
        bucket(slot, 0);
        return slot;
    }

    /** The record is about to be freed. */
    public void remove(int slot) {
        int bucket = bucket(slot) - 1;
        if (bucket >= 0) {
            unlink(slot, bucket);
            bucket(slot, 0);
        }
    }

    /** Means nothing; it is there so that touching is not optimised away. */
    long touched() {
        return touched;
    }

    private void unlink(int slot, int bucket) {
        int before = before(slot);
        int after = after(slot);
        if (before != NONE) {
            link(before, before(before), after);
        } else if (heads[bucket] == slot) {
            heads[bucket] = after;
        } else {
            due = after;
        }
        if (after != NONE) {
            link(after, before, after(after));
        }
    }

    /** Number of the record's bucket plus one; 0 if it is in none. */
    private int bucket(int slot) {
        return (int) (slab.chunk(slot)[slab.base(slot) + bucketWord] >>> bucketShift) & BUCKET_MASK;
    }

    private void bucket(int slot, int bucket) {
        long[] chunk = slab.chunk(slot);
        int at = slab.base(slot) + bucketWord;
        chunk[at] = (chunk[at] & ~((long) BUCKET_MASK << bucketShift)) | ((long) bucket << bucketShift);
    }

    private int before(int slot) {
        return (int) (slab.chunk(slot)[slab.base(slot) + links] >>> 32) - 1;
    }

    private int after(int slot) {
        return (int) slab.chunk(slot)[slab.base(slot) + links] - 1;
    }

    private void link(int slot, int before, int after) {
        slab.chunk(slot)[slab.base(slot) + links] = ((long) (before + 1) << 32) | (after + 1);
    }
}
