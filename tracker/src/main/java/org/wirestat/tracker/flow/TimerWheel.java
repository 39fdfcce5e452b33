package org.wirestat.tracker.flow;

import java.util.Arrays;

/**
 * When to look at which connection. A ring of buckets of about half a second; every connection is in exactly one, in a
 * list that runs through the records themselves.
 *
 * <p>Segments do not move their connection: it is looked at when its bucket comes up, and put back if its timers say
 * "later". Only an earlier deadline moves it at once.
 */
final class TimerWheel {

    private static final int TICK_SHIFT = 29;
    private static final int BUCKETS = 1 << 12;
    private static final int NONE = -1;

    private final ConnectionSlab slab;
    private final int[] heads = new int[BUCKETS];
    private long tick = Long.MIN_VALUE;
    private int due = NONE;

    TimerWheel(ConnectionSlab slab) {
        this.slab = slab;
        Arrays.fill(heads, NONE);
    }

    void wakeAt(ConnectionRecord connection, long deadlineNs) {
        long wanted = (deadlineNs >> TICK_SHIFT) + 1;
        if (tick == Long.MIN_VALUE) {
            tick = (connection.firstNs() >> TICK_SHIFT) - 1;
        }
        long at = Math.max(tick + 1, Math.min(wanted, tick + BUCKETS - 1));
        int bucket = (int) (at & BUCKETS - 1);
        int slot = connection.slot();
        int current = connection.bucket() - 1;
        if (current >= 0) {
            long ahead = current - tick & BUCKETS - 1;
            if (ahead <= at - tick) {
                return;
            }
            unlink(slot, current);
        }
        int head = heads[bucket];
        ConnectionRecord.before(slab, slot, NONE);
        ConnectionRecord.after(slab, slot, head);
        if (head != NONE) {
            ConnectionRecord.before(slab, head, slot);
        }
        heads[bucket] = slot;
        connection.bucket(bucket + 1);
    }

    /** Takes the next connection that is due out of the wheel; -1 if there is none up to now. */
    int nextDue(long nowNs) {
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
        due = ConnectionRecord.after(slab, slot);
        if (due != NONE) {
            ConnectionRecord.before(slab, due, NONE);
        }
        long[] chunk = slab.chunk(slot);
        ConnectionRecord.clearBucket(chunk, slab.base(slot));
        return slot;
    }

    /** The connection is about to be forgotten. */
    void remove(ConnectionRecord connection) {
        int bucket = connection.bucket() - 1;
        if (bucket >= 0) {
            unlink(connection.slot(), bucket);
        }
    }

    private void unlink(int slot, int bucket) {
        int before = ConnectionRecord.before(slab, slot);
        int after = ConnectionRecord.after(slab, slot);
        if (before != NONE) {
            ConnectionRecord.after(slab, before, after);
        } else if (heads[bucket] == slot) {
            heads[bucket] = after;
        } else {
            due = after;
        }
        if (after != NONE) {
            ConnectionRecord.before(slab, after, before);
        }
    }
}
