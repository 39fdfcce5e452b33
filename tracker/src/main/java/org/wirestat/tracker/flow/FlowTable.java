package org.wirestat.tracker.flow;

import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.EvictionClass.Share;
import org.wirestat.tracker.wire.Segment;

/**
 * Finds the record of a segment's connection, makes and forgets records. For one thread at a time.
 *
 * <p>The index is one array of longs, a part of the hash and a slot number each, with linear probing; the records stand in
 * a {@link ConnectionSlab}. A look-up costs one cache line of the index and the lines of one record.
 *
 * <p>Its capacity is never exceeded: where a {@link Ranking} finds none that is worth less, a new connection is refused.
 * While it is crowded (from nine tenths on, until seven tenths are left), nothing is picked up on its way: only a SYN, or
 * another transport, makes a connection.
 */
public final class FlowTable {

    /** Rows that {@link #touch} takes at once; the records of so many stand in the smallest cache. */
    public static final int MOST_TOUCHED = 64;

    private static final int FIRST_CAPACITY = 1 << 8;
    private static final long LOW_32 = 0xffffffffL;
    private static final int NONE = -1;

    private final FlowHash hashing;
    private final ConnectionSlab slab = new ConnectionSlab();
    private final WideAddresses wide = new WideAddresses();
    private final ConnectionRecord record = new ConnectionRecord(wide);
    private final TimerWheel wheel = new TimerWheel(slab);
    private final int capacity;
    private final Ranking ranking;
    private final ConnectionRecord victim = new ConnectionRecord(wide);
    private final Evictions evictions = new Evictions();
    private long[] index = new long[FIRST_CAPACITY];
    private int size;
    private boolean isNew;
    private boolean crowded;
    private long made;
    private long expired;
    private long touched;

    /** @param capacity most connections that it ever holds */
    public FlowTable(FlowHash hashing, int capacity) {
        this.hashing = hashing;
        this.capacity = capacity;
        ranking = new Ranking(capacity, slab, newWindow());
    }

    /** What {@link #expire} asks of every connection whose time to be looked at has come. */
    public interface Expiry {

        /** The answer that makes the table forget the connection. */
        long FORGET = Long.MIN_VALUE;

        /**
         * Lets the timers of the connection run up to now.
         *
         * @return when to ask again at the latest, ns since 1970, or {@link #FORGET}
         */
        long runTimers(ConnectionRecord connection, long nowNs);
    }

    /** Records made so far: each is still there, has expired, or was evicted. */
    public long made() {
        return made;
    }

    /** Records forgotten because their time was over. */
    public long expired() {
        return expired;
    }

    /** Number of connections in the table. */
    public int size() {
        return size;
    }

    /**
     * Brings what will be looked up soon into the caches: first the places in the index, then the records to which they
     * point. The waits of many rows overlap, where one look-up after the other would wait for each.
     *
     * @param rows numbers of rows of {@code keys}
     * @param to no more than {@link #MOST_TOUCHED} behind {@code from}
     */
    public void touch(FlowKeys keys, short[] rows, int from, int to) {
        long[] index = this.index;
        int mask = index.length - 1;
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += index[home(keys.hash[rows[i]]) & mask];
        }
        for (int i = from; i < to; i++) {
            long hash = keys.hash[rows[i]];
            int at = home(hash) & mask;
            while (index[at] != 0 && (index[at] ^ hash) >>> 32 != 0) {
                at = (at + 1) & mask;
            }
            if (index[at] != 0) {
                sum += slab.touch((int) index[at] - 1);
            }
        }
        touched += sum;
    }

    /** Means nothing; it is there so that {@link #touch} is not optimised away. */
    long touched() {
        return touched;
    }

    /**
     * The record of a segment's connection.
     *
     * @param row of {@code keys}
     * @param make whether to make a new and empty one if there is none, which {@link #isNew()} tells
     * @return a window that moves at the next call; null if there is none, or no room for one
     */
    public @Nullable ConnectionRecord find(FlowKeys keys, int row, boolean make) {
        int slot = find(keys, row);
        isNew = slot == NONE && make && hasRoom(keys.segment(row));
        if (isNew) {
            slot = make(keys, row);
        } else if (slot == NONE) {
            return null;
        }
        record.moveTo(slab, slot);
        if (isNew) {
            record.key(keys.keyA[row], keys.keyB[row]);
            record.lower().clear();
            record.higher().clear();
        }
        return record;
    }

    /** Whether the last {@link #find} made the record. */
    public boolean isNew() {
        return isNew;
    }

    /** Lets a new connection in, if need be instead of another. */
    private boolean hasRoom(Segment segment) {
        if (size < capacity) {
            if (!crowded || segment.protocol != Segment.TCP || segment.has(Segment.SYN)) {
                return true;
            }
        } else if (evict(ranking.least(segment.timestampNs))) {
            return true;
        }
        evictions.refuse(segment, hashing);
        return false;
    }

    private boolean evict(int slot) {
        if (slot == NONE) {
            return false;
        }
        victim.moveTo(slab, slot);
        evictions.note(victim, hashing);
        wheel.remove(victim);
        forget(victim);
        return true;
    }

    /**
     * Takes note that a segment, or its silence, may have changed what the connection is worth. It may be forgotten by
     * this: the window on it must not be used after it.
     *
     * @param nowNs time of the segment, ns since 1970
     */
    public void judge(ConnectionRecord connection, long nowNs) {
        if (isNew && !ranking.isKept()) {
            ranking.onSize(size);
        }
        if (ranking.isKept()) {
            ranking.update(connection);
            // Timers that fired at once may have filled it further; then it shrinks by one with every segment.
            Share share = ranking.share(connection);
            for (int i = 0; i < 2 && ranking.isExceeded(share); i++) {
                evict(ranking.leastOf(share, nowNs));
            }
        }
    }

    /** What found no room so far. */
    public Evictions evictions() {
        return evictions;
    }

    /** Entries that a look-up passes over, on average of all connections. */
    double meanDisplacement() {
        long sum = 0;
        for (int at = 0; at < index.length; at++) {
            if (index[at] != 0) {
                sum += at - home(index[at]) & index.length - 1;
            }
        }
        return size == 0 ? 0 : (double) sum / size;
    }

    Ranking ranking() {
        return ranking;
    }

    /** Has the connection looked at by {@link #expire} at this time or a little later, if not earlier. */
    public void wakeAt(ConnectionRecord connection, long deadlineNs) {
        wheel.wakeAt(connection, deadlineNs);
    }

    /** Runs the timers of all connections that are due. */
    public void expire(long nowNs, Expiry expiry) {
        expire(nowNs, expiry, Integer.MAX_VALUE);
    }

    /**
     * Runs the timers of connections that are due.
     *
     * @param most so many of them; the others wait for the next time
     */
    public void expire(long nowNs, Expiry expiry, int most) {
        for (int i = 0; i < most; i++) {
            int slot = wheel.nextDue(nowNs);
            if (slot < 0) {
                break;
            }
            record.moveTo(slab, slot);
            long deadlineNs = expiry.runTimers(record, nowNs);
            if (deadlineNs == Expiry.FORGET) {
                expired++;
                forget(record);
            } else {
                wheel.wakeAt(record, deadlineNs);
                if (ranking.isKept()) {
                    ranking.update(record);
                }
            }
        }
        if (ranking.isKept()) {
            ranking.onSize(size);
        }
    }

    /** One more than the highest slot in use, for walks with {@link #at}. */
    public int end() {
        return slab.end();
    }

    /** Moves the given window to the connection in this slot; false if there is none. */
    public boolean at(int slot, ConnectionRecord window) {
        window.moveTo(slab, slot);
        return (window.keyB() & ConnectionRecord.USED_BIT) != 0;
    }

    /** A window of the caller's own, for walks. */
    public ConnectionRecord newWindow() {
        return new ConnectionRecord(wide);
    }

    private int find(FlowKeys keys, int row) {
        long[] index = this.index;
        int mask = index.length - 1;
        long hash = keys.hash[row];
        int at = home(hash) & mask;
        while (index[at] != 0) {
            long entry = index[at];
            if ((entry ^ hash) >>> 32 == 0 && isAt((int) entry - 1, keys, row)) {
                return (int) entry - 1;
            }
            at = (at + 1) & mask;
        }
        return NONE;
    }

    private boolean isAt(int slot, FlowKeys keys, int row) {
        long[] chunk = slab.chunk(slot);
        int base = slab.base(slot);
        return chunk[base + ConnectionRecord.KEY_A] == keys.keyA[row]
                && chunk[base + ConnectionRecord.KEY_B] == keys.keyB[row]
                && (!keys.isV6(row) || keys.hasAddresses(row, slot, wide));
    }

    private int make(FlowKeys keys, int row) {
        if (size + (size >>> 1) >= index.length) {
            grow();
        }
        int slot = slab.take();
        if (keys.isV6(row)) {
            keys.putAddresses(row, slot, wide);
        }
        put(index, keys.hash[row], slot);
        size++;
        made++;
        crowded |= size > capacity - capacity / 10;
        return slot;
    }

    /** Where an entry wants to stand: an entry keeps the same half of the hash, so that growing needs no record. */
    private static int home(long hashOrEntry) {
        return (int) (hashOrEntry >>> 32);
    }

    private static void put(long[] index, long hash, int slot) {
        int mask = index.length - 1;
        int at = home(hash) & mask;
        while (index[at] != 0) {
            at = (at + 1) & mask;
        }
        index[at] = (hash & ~LOW_32) | ((slot + 1) & LOW_32);
    }

    private void grow() {
        long[] larger = new long[2 * index.length];
        for (long entry : index) {
            if (entry != 0) {
                put(larger, entry, (int) entry - 1);
            }
        }
        index = larger;
    }

    private long hashOf(int slot) {
        long[] chunk = slab.chunk(slot);
        int base = slab.base(slot);
        return hashing.of(chunk[base + ConnectionRecord.KEY_A], chunk[base + ConnectionRecord.KEY_B]);
    }

    private void forget(ConnectionRecord connection) {
        ranking.remove(connection);
        int slot = connection.slot();
        int mask = index.length - 1;
        int at = home(hashOf(slot)) & mask;
        while ((int) index[at] - 1 != slot) {
            at = (at + 1) & mask;
        }
        // Linear probing without tombstones: what stands behind moves up if the gap lies on its way.
        int gap = at;
        for (at = (at + 1) & mask; index[at] != 0; at = (at + 1) & mask) {
            int home = home(index[at]) & mask;
            if (((at - home) & mask) >= ((at - gap) & mask)) {
                index[gap] = index[at];
                gap = at;
            }
        }
        index[gap] = 0;
        slab.free(slot);
        size--;
        crowded &= size > capacity - capacity / 10 * 3;
    }
}
