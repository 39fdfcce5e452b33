package org.wirestat.tracker.flow;

import java.util.Arrays;
import org.wirestat.tracker.EvictionClass;
import org.wirestat.tracker.EvictionClass.Share;

/**
 * Which connection goes when another wants its room: for each class a queue of its connections in the order in which they
 * came into it. A connection that changes its class is put at the end of another queue; where it stood before it is passed
 * over when its turn comes. So every change costs one word written, and finding whom to evict costs no search.
 *
 * <p>A connection's record holds its class and the stamp of its one valid entry. Kept only while the table is rather full:
 * {@link #isKept}.
 */
final class Ranking {

    /** Tables filled less are not ranked: no share can be exceeded, and nobody needs to go. */
    private static final int KEPT_FROM_FRACTION = 4;

    private static final int SHARE_FRACTION = 4;

    /** A connection that spoke this short a time ago does not go for one that nobody knows yet. */
    static final long ACTIVE_NS = 60_000_000_000L;

    /** Connections that are let stand because they are active, before the search is given up. */
    private static final int MOST_SPARED = 8;

    private static final int STAMP_MASK = (1 << 28) - 1;

    private static final EvictionClass[] CLASSES = EvictionClass.values();
    private static final int SHARES = Share.values().length;
    private static final int NONE = -1;

    private final int capacity;
    private final ConnectionSlab slab;
    private final ConnectionRecord window;
    private final SlotQueue[] queues = new SlotQueue[CLASSES.length];
    private final int[] counts = new int[CLASSES.length];
    private final int[] shares = new int[SHARES];
    private boolean kept;
    private int stamps;

    /** @param window of its own */
    Ranking(int capacity, ConnectionSlab slab, ConnectionRecord window) {
        this.capacity = capacity;
        this.slab = slab;
        this.window = window;
        clear();
    }

    private void clear() {
        for (int i = 0; i < queues.length; i++) {
            queues[i] = new SlotQueue();
        }
        Arrays.fill(counts, 0);
        Arrays.fill(shares, 0);
    }

    boolean isKept() {
        return kept;
    }

    /** Begins or ends to keep the order, as the table fills and empties. */
    void onSize(int size) {
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
            window.moveTo(slab, slot);
            if (window.isUsed()) {
                latestNs = Math.max(latestNs, window.lastNs());
            }
        }
        for (int slot = 0; slot < slab.end(); slot++) {
            window.moveTo(slab, slot);
            if (window.isUsed()) {
                long silentMs = Math.min(Integer.MAX_VALUE, (latestNs - window.lastNs()) / 1_000_000);
                order[count++] = (Integer.MAX_VALUE - silentMs) << 32 | slot;
            }
        }
        Arrays.sort(order, 0, count);
        for (int i = 0; i < count; i++) {
            window.moveTo(slab, (int) order[i]);
            window.rank(0, 0);
            put(window, Worth.of(window));
        }
    }

    /** Takes note of what the connection is worth now. */
    void update(ConnectionRecord connection) {
        EvictionClass now = Worth.of(connection);
        int before = connection.rank() - 1;
        if (before != now.ordinal()) {
            if (before >= 0) {
                count(before, -1);
            }
            put(connection, now);
        }
    }

    /** The connection is about to be forgotten. */
    void remove(ConnectionRecord connection) {
        if (kept && connection.rank() > 0) {
            count(connection.rank() - 1, -1);
        }
    }

    private void put(ConnectionRecord connection, EvictionClass worth) {
        count(worth.ordinal(), 1);
        enqueue(connection, worth.ordinal());
    }

    private void enqueue(ConnectionRecord connection, int worth) {
        SlotQueue queue = queues[worth];
        if (queue.size() > capacity + capacity / 2) {
            tidy(worth);
        }
        stamps = stamps + 1 & STAMP_MASK;
        connection.rank(worth + 1, stamps);
        queue.add(connection.slot(), stamps);
    }

    private void count(int worth, int more) {
        counts[worth] += more;
        shares[CLASSES[worth].share().ordinal()] += more;
    }

    /** Drops the entries that are passed over anyway: those of a class that many connections go through quickly. */
    private void tidy(int worth) {
        SlotQueue queue = queues[worth];
        for (int left = queue.size(); left > 0; left--) {
            long entry = queue.poll();
            window.moveTo(slab, SlotQueue.slot(entry));
            if (isValid(window, worth, entry)) {
                queue.add(SlotQueue.slot(entry), SlotQueue.stamp(entry));
            }
        }
    }

    private static boolean isValid(ConnectionRecord connection, int worth, long entry) {
        return connection.isUsed() && connection.rank() == worth + 1 && connection.stamp() == SlotQueue.stamp(entry);
    }

    /** The part of the table that the connection belongs to. */
    Share share(ConnectionRecord connection) {
        return CLASSES[connection.rank() - 1].share();
    }

    /** Whether there are more of these than their due. */
    boolean isExceeded(Share share) {
        return share != Share.ALL && shares[share.ordinal()] > Math.max(1, capacity / SHARE_FRACTION);
    }

    /** Slot of the connection to go from this share; -1 if there is none. */
    int leastOf(Share share, long nowNs) {
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
    int least(long nowNs) {
        for (int worth = 0; worth < CLASSES.length; worth++) {
            if (counts[worth] > 0) {
                // A SYN that came a moment ago may yet be answered: those in the middle of a handshake give by number.
                boolean isHalfOpen = CLASSES[worth].share() == Share.HALF_OPEN;
                return isHalfOpen ? leastOf(Share.HALF_OPEN, nowNs) : oldest(worth, nowNs);
            }
        }
        return NONE;
    }

    /** Of those in this class the one that came into it first; who is active since goes to the end once more. */
    private int oldest(int worth, long nowNs) {
        SlotQueue queue = queues[worth];
        int spared = 0;
        for (long entry = queue.poll(); entry != SlotQueue.EMPTY; entry = queue.poll()) {
            int slot = SlotQueue.slot(entry);
            window.moveTo(slab, slot);
            if (!isValid(window, worth, entry)) {
                continue;
            }
            boolean isActive = nowNs - window.lastNs() < ACTIVE_NS;
            if (!isActive || !isLasting(worth)) {
                return slot;
            }
            if (spared == MOST_SPARED) {
                if (worth != EvictionClass.CONFIRMED.ordinal()) {
                    return slot;
                }
                enqueue(window, worth);
                return NONE;
            }
            enqueue(window, worth);
            spared++;
        }
        return NONE;
    }

    /** Whether connections stay in this class while they are used. */
    private static boolean isLasting(int worth) {
        return worth >= EvictionClass.UNCONFIRMED.ordinal();
    }

    /** Number of connections of a class, for tests. */
    int count(EvictionClass worth) {
        return counts[worth.ordinal()];
    }
}
