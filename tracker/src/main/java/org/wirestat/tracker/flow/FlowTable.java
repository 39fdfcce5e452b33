package org.wirestat.tracker.flow;

import org.jspecify.annotations.Nullable;

/**
 * Finds the record of a segment's connection, makes and forgets records. For one thread at a time.
 *
 * <p>The index is one array of longs, a part of the hash and a slot number each, with linear probing; the records stand in
 * a {@link ConnectionSlab}. A look-up costs one cache line of the index and the lines of one record.
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
    private long[] index = new long[FIRST_CAPACITY];
    private int size;
    private boolean isNew;
    private long touched;

    public FlowTable(FlowHash hashing) {
        this.hashing = hashing;
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
     * @return a window that moves at the next call; null if there is none
     */
    public @Nullable ConnectionRecord find(FlowKeys keys, int row, boolean make) {
        int slot = find(keys, row);
        isNew = slot == NONE && make;
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

    /** Has the connection looked at by {@link #expire} at this time or a little later, if not earlier. */
    public void wakeAt(ConnectionRecord connection, long deadlineNs) {
        wheel.wakeAt(connection, deadlineNs);
    }

    /** Runs the timers of all connections that are due. */
    public void expire(long nowNs, Expiry expiry) {
        for (int slot = wheel.nextDue(nowNs); slot >= 0; slot = wheel.nextDue(nowNs)) {
            record.moveTo(slab, slot);
            long deadlineNs = expiry.runTimers(record, nowNs);
            if (deadlineNs == Expiry.FORGET) {
                forget(record);
            } else {
                wheel.wakeAt(record, deadlineNs);
            }
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
    }
}
