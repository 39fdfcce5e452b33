package org.wirestat.tracker.connlog;

import java.util.Arrays;

/**
 * When to look at which connection: a ring of buckets of about half a second, each a list that runs through the records.
 * Packets do not move their connection; it is looked at when its bucket comes up, and put back if it has time left.
 */
final class ConnWheel {

    private static final int TICK_SHIFT = 29;
    private static final int BUCKETS = 1 << 12;
    private static final int NONE = -1;

    private final ConnSlab slab;
    private final int[] heads = new int[BUCKETS];
    private long tick = Long.MIN_VALUE;
    private int due = NONE;

    ConnWheel(ConnSlab slab) {
        this.slab = slab;
        Arrays.fill(heads, NONE);
    }

    /** Has the connection looked at then or a little later, if it is not already to be looked at earlier. */
    void wakeAt(Conn conn, long deadlineNs) {
        long wanted = (deadlineNs >> TICK_SHIFT) + 1;
        if (tick == Long.MIN_VALUE) {
            tick = (conn.startNs() >> TICK_SHIFT) - 1;
        }
        long at = Math.max(tick + 1, Math.min(wanted, tick + BUCKETS - 1));
        int bucket = (int) (at & (BUCKETS - 1));
        int slot = conn.slot();
        int current = conn.bucket() - 1;
        if (current >= 0) {
            if (((current - tick) & (BUCKETS - 1)) <= at - tick) {
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
        conn.bucket(bucket + 1);
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
            int bucket = (int) (tick & (BUCKETS - 1));
            due = heads[bucket];
            heads[bucket] = NONE;
        }
        if (due == NONE) {
            return NONE;
        }
        int slot = due;
        due = after(slot);
        if (due != NONE) {
            link(due, NONE, after(due));
        }
        return slot;
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

    private int before(int slot) {
        return (int) (slab.chunk(slot)[slab.base(slot) + Conn.LINKS] >>> 32) - 1;
    }

    private int after(int slot) {
        return (int) slab.chunk(slot)[slab.base(slot) + Conn.LINKS] - 1;
    }

    private void link(int slot, int before, int after) {
        slab.chunk(slot)[slab.base(slot) + Conn.LINKS] = ((long) (before + 1) << 32) | (after + 1);
    }
}
