package org.wirestat.tracker.table;

import java.util.Arrays;
import org.wirestat.tracker.EvictionClass;
import org.wirestat.tracker.EvictionClass.Share;

/**
 * Which connection goes when another wants its room: for each class a queue of its connections in the order in which they
 * came into it. A connection that changes its class is put at the end of another queue; where it stood before it is passed
 * over when its turn comes. So every change costs one word written, and finding whom to evict costs no search.
 *
 * <p>A connection's record holds its class and the stamp of its one valid entry. Kept only while the table is rather full:
 * {@link #isKept}. Nothing of it depends on a hash, so that the same frames give the same evictions.
 */
public final class Ranking {

    /** Tables filled less are not ranked: no share can be exceeded, and nobody needs to go. */
    private static final int KEPT_FROM_FRACTION = 4;

    private static final int SHARE_FRACTION = 4;

    /** A connection that spoke this short a time ago does not go for one that nobody knows yet. */
    static final long ACTIVE_NS = 60_000_000_000L;

    /** Connections that are let stand because they are active, before the search is given up. */
    private static final int MOST_SPARED = 8;

    /** Entries that are passed over and not worth a walk over their queue. */
    static final int FEW = 1024;

    private static final int STAMP_MASK = (1 << 28) - 1;
    private static final int RANK_SHIFT = 32;
    private static final int RANK_MASK = 0xf;
    private static final int STAMP_SHIFT = 36;
    private static final long LOW_32 = 0xffffffffL;

    private static final EvictionClass[] CLASSES = EvictionClass.values();
    private static final int SHARES = Share.values().length;
    private static final int NONE = -1;

    private final int capacity;
    private final Slab slab;
    private final int word;
    private final Judge judge;
    private final SlotQueue[] queues = new SlotQueue[CLASSES.length];
    private final int[] counts = new int[CLASSES.length];
    private final int[] shares = new int[SHARES];
    private boolean kept;
    private int stamps;

    /**
     * @param capacity most records of the table
     * @param word of a record of which the ranking has the upper 32 bits for itself
     */
    public Ranking(int capacity, Slab slab, int word, Judge judge) {
        this.capacity = capacity;
        this.slab = slab;
        this.word = word;
        this.judge = judge;
        clear();
    }

    /** What the ranking wants to know of a record. */
    public interface Judge {

        /** Whether there is a connection in this slot. */
        boolean isUsed(int slot);

        /** Time of its last frame, ns since 1970. */
        long lastNs(int slot);

        EvictionClass worth(int slot);
    }

    private void clear() {
        for (int i = 0; i < queues.length; i++) {
            queues[i] = new SlotQueue();
        }
        Arrays.fill(counts, 0);
        Arrays.fill(shares, 0);
    }

    /** Whether there is an order: not while the table is rather empty. */
    public boolean isKept() {
        return kept;
    }

    /** Begins or ends to keep the order, as the table fills and empties. */
    public void onSize(int size) {
        if (!kept && size > capacity / KEPT_FROM_FRACTION) {
            kept = true;
            begin();
        } else if (kept && size < capacity / KEPT_FROM_FRACTION / 2) {
            kept = false;
            clear();
        }
    }

    /** Those that have been silent longest stand first. */
    private void begin() {
        long[] order = new long[slab.end()];
        int count = 0;
        long latestNs = Long.MIN_VALUE;
        for (int slot = 0; slot < slab.end(); slot++) {
            if (judge.isUsed(slot)) {
                latestNs = Math.max(latestNs, judge.lastNs(slot));
            }
        }
        for (int slot = 0; slot < slab.end(); slot++) {
            if (judge.isUsed(slot)) {
                long silentMs = Math.min(Integer.MAX_VALUE, (latestNs - judge.lastNs(slot)) / 1_000_000);
                order[count++] = (Integer.MAX_VALUE - silentMs) << 32 | slot;
            }
        }
        Arrays.sort(order, 0, count);
        for (int i = 0; i < count; i++) {
            int slot = (int) order[i];
            put(slot, judge.worth(slot));
        }
    }

    /** Takes note of what the connection is worth now. */
    public void update(int slot, EvictionClass now) {
        int before = rank(slot) - 1;
        if (before != now.ordinal()) {
            if (before >= 0) {
                count(before, -1);
            }
            put(slot, now);
        }
    }

    /** The connection is about to be forgotten. */
    public void remove(int slot) {
        if (kept && rank(slot) > 0) {
            count(rank(slot) - 1, -1);
        }
    }

    private void put(int slot, EvictionClass worth) {
        count(worth.ordinal(), 1);
        enqueue(slot, worth.ordinal());
    }

    private void enqueue(int slot, int worth) {
        SlotQueue queue = queues[worth];
        if (queue.size() > 2 * counts[worth] + FEW) {
            tidy(worth);
        }
        stamps = stamps + 1 & STAMP_MASK;
        rank(slot, worth + 1, stamps);
        queue.add(slot, stamps);
    }

    /** The record's class plus one; 0 if it has none. */
    private int rank(int slot) {
        return (int) (slab.chunk(slot)[slab.base(slot) + word] >>> RANK_SHIFT) & RANK_MASK;
    }

    /** What tells the valid one of the record's entries. */
    private int stamp(int slot) {
        return (int) (slab.chunk(slot)[slab.base(slot) + word] >>> STAMP_SHIFT);
    }

    private void rank(int slot, int rank, int stamp) {
        long[] chunk = slab.chunk(slot);
        int at = slab.base(slot) + word;
        chunk[at] = (chunk[at] & LOW_32) | (long) rank << RANK_SHIFT | (long) stamp << STAMP_SHIFT;
    }

    private void count(int worth, int more) {
        counts[worth] += more;
        shares[CLASSES[worth].share().ordinal()] += more;
    }

    /**
     * Drops the entries that are passed over anyway: those of a class that many connections go through quickly. As many
     * were added since the last time as are walked over.
     */
    private void tidy(int worth) {
        SlotQueue queue = queues[worth];
        for (int left = queue.size(); left > 0; left--) {
            long entry = queue.poll();
            if (isValid(worth, entry)) {
                queue.add(SlotQueue.slot(entry), SlotQueue.stamp(entry));
            }
        }
    }

    private boolean isValid(int worth, long entry) {
        int slot = SlotQueue.slot(entry);
        return rank(slot) == worth + 1 && stamp(slot) == SlotQueue.stamp(entry);
    }

    /** The part of the table that the connection belongs to. */
    public Share share(int slot) {
        return CLASSES[rank(slot) - 1].share();
    }

    /** Whether there are more of these than their due. */
    public boolean isExceeded(Share share) {
        return share != Share.ALL && shares[share.ordinal()] > Math.max(1, capacity / SHARE_FRACTION);
    }

    /** Slot of the connection to go from this share; -1 if there is none. */
    public int leastOf(Share share, long nowNs) {
        int largest = NONE;
        for (int worth = 0; worth < CLASSES.length; worth++) {
            boolean isLarger = largest == NONE || counts[worth] > counts[largest];
            if (CLASSES[worth].share() == share && isLarger) {
                largest = worth;
            }
        }
        return oldest(largest, nowNs);
    }

    /** Slot of the connection to go for one that nobody knows yet; -1 if all are worth more. */
    public int least(long nowNs) {
        for (int worth = 0; worth < CLASSES.length; worth++) {
            if (counts[worth] > 0) {
                // A SYN that came a moment ago may yet be answered: those in the middle of a handshake give by number.
                boolean isHalfOpen = CLASSES[worth].share() == Share.HALF_OPEN;
                return isHalfOpen ? leastOf(Share.HALF_OPEN, nowNs) : oldest(worth, nowNs);
            }
        }
        return NONE;
    }

    /** Slot of the connection that came into this class first, and that stays where it is; -1 if there is none. */
    public int first(EvictionClass worth) {
        SlotQueue queue = queues[worth.ordinal()];
        for (long entry = queue.peek(); entry != SlotQueue.EMPTY; entry = queue.peek()) {
            if (isValid(worth.ordinal(), entry)) {
                return SlotQueue.slot(entry);
            }
            queue.poll();
        }
        return NONE;
    }

    /** Of those in this class the one that came into it first; who is active since goes to the end once more. */
    private int oldest(int worth, long nowNs) {
        SlotQueue queue = queues[worth];
        int spared = 0;
        for (long entry = queue.poll(); entry != SlotQueue.EMPTY; entry = queue.poll()) {
            if (!isValid(worth, entry)) {
                continue;
            }
            int slot = SlotQueue.slot(entry);
            boolean isActive = nowNs - judge.lastNs(slot) < ACTIVE_NS;
            if (!isActive || !isLasting(worth)) {
                return slot;
            }
            if (spared == MOST_SPARED) {
                if (worth != EvictionClass.CONFIRMED.ordinal()) {
                    return slot;
                }
                enqueue(slot, worth);
                return NONE;
            }
            enqueue(slot, worth);
            spared++;
        }
        return NONE;
    }

    /** Whether connections stay in this class while they are used. */
    private static boolean isLasting(int worth) {
        return worth >= EvictionClass.UNCONFIRMED.ordinal();
    }

    /** Entries of all queues, also those that are passed over. */
    int entries() {
        int sum = 0;
        for (SlotQueue queue : queues) {
            sum += queue.size();
        }
        return sum;
    }

    /** Number of connections of a class. */
    public int count(EvictionClass worth) {
        return counts[worth.ordinal()];
    }
}
