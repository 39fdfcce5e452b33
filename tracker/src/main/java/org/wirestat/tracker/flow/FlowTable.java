package org.wirestat.tracker.flow;

import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.wire.Segment;

/**
 * Finds the record of a segment's connection, makes and forgets records.
 *
 * <p>The index is one array of longs, a part of the hash and a slot number each, with linear probing; the records stand in
 * a {@link ConnectionSlab}. A look-up costs one cache line of the index and the lines of one record.
 */
public final class FlowTable {

    private static final int FIRST_CAPACITY = 1 << 12;
    private static final long LOW_32 = 0xffffffffL;

    private final ConnectionSlab slab = new ConnectionSlab();
    private final WideAddresses wide = new WideAddresses();
    private final FlowKey key = new FlowKey();
    private final ConnectionRecord record = new ConnectionRecord(wide);
    private final TimerWheel wheel = new TimerWheel(slab);
    private long[] index = new long[FIRST_CAPACITY];
    private int size;
    private boolean isNew;

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

    /** Brings the segment's place in the index into the cache; the result means nothing but must be used. */
    public long touch(Segment segment) {
        key.of(segment);
        return index[home(key.hash) & index.length - 1];
    }

    /**
     * The record of the segment's connection; a new and empty one if there was none, which {@link #isNew()} tells.
     *
     * @return a window that moves at the next call
     */
    public ConnectionRecord findOrMake(Segment segment) {
        key.of(segment);
        int slot = find();
        isNew = slot < 0;
        if (isNew) {
            slot = make();
        }
        record.moveTo(slab, slot);
        if (isNew) {
            record.key(key.keyA, key.keyB);
            record.lower().clear();
            record.higher().clear();
        }
        return record;
    }

    /** The record of the segment's connection, if there is one. */
    public boolean contains(Segment segment) {
        key.of(segment);
        return find() >= 0;
    }

    /** The record of the segment's connection, or null: a window that moves at the next call. */
    public @Nullable ConnectionRecord find(Segment segment) {
        key.of(segment);
        int slot = find();
        if (slot < 0) {
            return null;
        }
        record.moveTo(slab, slot);
        return record;
    }

    /** Whether the last {@link #findOrMake} made the record. */
    public boolean isNew() {
        return isNew;
    }

    /** Whether the sender of the segment last looked up is the lower endpoint. */
    public boolean senderIsLower() {
        return key.sourceIsLower;
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

    private int find() {
        long[] index = this.index;
        int mask = index.length - 1;
        int at = home(key.hash) & mask;
        while (index[at] != 0) {
            long entry = index[at];
            if ((entry ^ key.hash) >>> 32 == 0 && isAt((int) entry - 1)) {
                return (int) entry - 1;
            }
            at = (at + 1) & mask;
        }
        return -1;
    }

    private boolean isAt(int slot) {
        long[] chunk = slab.chunk(slot);
        int base = slab.base(slot);
        return chunk[base + ConnectionRecord.KEY_A] == key.keyA
                && chunk[base + ConnectionRecord.KEY_B] == key.keyB
                && (!key.isV6 || wide.equal(slot, key.lowerHigh, key.lowerLow, key.higherHigh, key.higherLow));
    }

    private int make() {
        if (size + (size >>> 1) >= index.length) {
            grow();
        }
        int slot = slab.take();
        if (key.isV6) {
            wide.put(slot, key.lowerHigh, key.lowerLow, key.higherHigh, key.higherLow);
        }
        put(index, key.hash, slot);
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
        return key.hash(chunk[base + ConnectionRecord.KEY_A], chunk[base + ConnectionRecord.KEY_B]);
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
