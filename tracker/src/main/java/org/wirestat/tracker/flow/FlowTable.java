package org.wirestat.tracker.flow;

import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.EvictionClass;
import org.wirestat.tracker.EvictionClass.Share;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.table.Ranking;
import org.wirestat.tracker.table.Slab;
import org.wirestat.tracker.table.SlotIndex;
import org.wirestat.tracker.table.TimerWheel;
import org.wirestat.tracker.wire.Segment;

/**
 * Finds the record of a segment's connection, makes and forgets records. For one thread at a time.
 *
 * <p>A look-up costs one cache line of the index and the lines of one record.
 *
 * <p>Its capacity is never exceeded: where a {@link Ranking} finds none that is worth less, a new connection is refused.
 * While it is crowded (from nine tenths on, until seven tenths are left), nothing is picked up on its way: only a SYN, or
 * another transport, makes a connection; and those that are worth least live in {@link Haste}.
 */
public final class FlowTable {

    /** Rows that {@link #touch} takes at once; the records of so many stand in the smallest cache. */
    public static final int MOST_TOUCHED = 64;

    /** No slot. */
    public static final int NONE = -1;

    /** For want of a better guess, if there is any record at all. */
    private static final int ANY = 0;

    /** Connections whose time is over that go for each new one while it is crowded: there are five classes to be looked at. */
    private static final int MOST_HASTENED = 8;

    private final FlowHash hashing;
    private final Slab slab = new Slab(ConnectionRecord.WORDS);
    private final WideAddresses wide = new WideAddresses();
    private final Carries carries = new Carries();
    private final ConnectionRecord record = new ConnectionRecord(wide, carries);
    private final TimerWheel wheel = new TimerWheel(slab, ConnectionRecord.META, ConnectionRecord.BUCKET_SHIFT);
    private final SlotIndex index = new SlotIndex();
    private final int capacity;
    private final Ranking ranking;
    private final ConnectionRecord victim = new ConnectionRecord(wide, carries);
    private final Evictions evictions = new Evictions();
    private final Haste haste;
    private boolean isNew;
    private boolean crowded;
    private long made;
    private long expired;
    private long touched;
    private final int[] slots = new int[MOST_TOUCHED];

    /** One whose connections live as Linux has them. */
    public FlowTable(FlowHash hashing, int capacity) {
        this(hashing, capacity, Timeouts.linux());
    }

    /** @param capacity most connections that it ever holds */
    public FlowTable(FlowHash hashing, int capacity, Timeouts timeouts) {
        this.hashing = hashing;
        this.capacity = capacity;
        haste = new Haste(timeouts);
        ranking = new Ranking(capacity, slab, ConnectionRecord.META, new WorthOfRecords());
    }

    private final class WorthOfRecords implements Ranking.Judge {

        private final ConnectionRecord window = newWindow();

        @Override
        public boolean isUsed(int slot) {
            return at(slot, window);
        }

        @Override
        public long lastNs(int slot) {
            window.moveTo(slab, slot);
            return window.lastNs();
        }

        @Override
        public EvictionClass worth(int slot) {
            window.moveTo(slab, slot);
            return Worth.of(window);
        }
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
        return index.size();
    }

    /**
     * Brings what will be looked up soon into the caches: the segments, which another core may have written, then the places
     * in the index, then the records to which they point. The waits of many rows overlap, where one look-up after the other
     * would wait for each.
     *
     * <p>Only while there is a connection in the table.
     *
     * @param rows numbers of rows of {@code keys}
     * @param to no more than {@link #MOST_TOUCHED} behind {@code from}
     */
    public void touch(FlowKeys keys, short[] rows, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += keys.touch(rows[i]);
        }
        for (int i = from; i < to; i++) {
            sum += index.touch(keys.hash[rows[i]]);
        }
        for (int i = from; i < to; i++) {
            long hash = keys.hash[rows[i]];
            int at = index.first(hash);
            slots[i - from] = at == SlotIndex.NONE ? ANY : index.slot(at, hash);
        }
        for (int i = 0; i < to - from; i++) {
            sum += slab.touch(slots[i]);
        }
        touched += sum;
    }

    /**
     * The slot at which {@link #touch} looked for one of its rows, for {@link #find}: nearly always the right one, and worth
     * the search for it.
     *
     * @param number of the row, counted from the first that was touched
     */
    public int guess(int number) {
        return slots[number];
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
        return find(keys, row, NONE, make);
    }

    /** The same, where the slot can be guessed; {@link #NONE} if it cannot. */
    public @Nullable ConnectionRecord find(FlowKeys keys, int row, int guess, boolean make) {
        int slot = guess != NONE && isAt(guess, keys, row) ? guess : find(keys, row);
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
        if (crowded) {
            hasten(segment.timestampNs);
        }
        if (size() < capacity) {
            if (!crowded || segment.protocol != Segment.TCP || segment.has(Segment.SYN)) {
                return true;
            }
        } else if (evict(ranking.least(segment.timestampNs), segment.timestampNs)) {
            return true;
        }
        evictions.refuse(segment, hashing);
        return false;
    }

    /** Forgets those of one class whose time is over, as time goes while it is crowded. */
    private void hasten(long nowNs) {
        EvictionClass worth = haste.next();
        for (int i = 0; i < MOST_HASTENED; i++) {
            int slot = ranking.first(worth);
            if (slot == NONE) {
                return;
            }
            victim.moveTo(slab, slot);
            if (!haste.isOver(victim, worth, nowNs)) {
                return;
            }
            evict(slot, nowNs);
        }
    }

    private boolean evict(int slot, long nowNs) {
        if (slot == NONE) {
            return false;
        }
        victim.moveTo(slab, slot);
        evictions.note(victim, hashing);
        wheel.remove(slot);
        forget(victim, nowNs);
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
            ranking.onSize(size());
        }
        if (ranking.isKept()) {
            ranking.update(connection.slot(), Worth.of(connection));
            // Timers that fired at once may have filled it further; then it shrinks by one with every segment.
            Share share = ranking.share(connection.slot());
            for (int i = 0; i < 2 && ranking.isExceeded(share); i++) {
                evict(ranking.leastOf(share, nowNs), nowNs);
            }
        }
    }

    /** What found no room so far. */
    public Evictions evictions() {
        return evictions;
    }

    double meanDisplacement() {
        return index.meanDisplacement();
    }

    Ranking ranking() {
        return ranking;
    }

    /** Has the connection looked at by {@link #expire} at this time or a little later, if not earlier. */
    public void wakeAt(ConnectionRecord connection, long deadlineNs) {
        wheel.wakeAt(connection.slot(), connection.firstNs(), deadlineNs);
    }

    /** Whether {@link #expire} is going to look at the connection within two seconds, whatever happens. */
    public boolean isWokenSoon(ConnectionRecord connection) {
        return wheel.isSoon(connection.slot());
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
                forget(record, nowNs);
            } else {
                wheel.wakeAt(slot, record.firstNs(), deadlineNs);
                if (ranking.isKept()) {
                    ranking.update(record.slot(), Worth.of(record));
                }
            }
        }
        if (ranking.isKept()) {
            ranking.onSize(size());
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

    /** Reads of everything that the connection in this slot is made of; what it answers means nothing but must be used. */
    public long touch(int slot) {
        return slab.touch(slot) + wide.touch(slot);
    }

    /** A window of the caller's own, for walks. */
    public ConnectionRecord newWindow() {
        return new ConnectionRecord(wide, carries);
    }

    private int find(FlowKeys keys, int row) {
        long hash = keys.hash[row];
        for (int at = index.first(hash); at != SlotIndex.NONE; at = index.next(at, hash)) {
            int slot = index.slot(at, hash);
            if (isAt(slot, keys, row)) {
                return slot;
            }
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
        int slot = slab.take();
        if (keys.isV6(row)) {
            keys.putAddresses(row, slot, wide);
        }
        index.add(keys.hash[row], slot);
        made++;
        if (!crowded && size() > capacity - capacity / 10) {
            crowded = true;
            evictions.crowd(keys.segment(row).timestampNs);
        }
        return slot;
    }

    private long hashOf(int slot) {
        long[] chunk = slab.chunk(slot);
        int base = slab.base(slot);
        return hashing.of(chunk[base + ConnectionRecord.KEY_A], chunk[base + ConnectionRecord.KEY_B]);
    }

    private void forget(ConnectionRecord connection, long nowNs) {
        int slot = connection.slot();
        ranking.remove(slot);
        index.remove(hashOf(slot), slot);
        connection.lower().forgetCarries();
        connection.higher().forgetCarries();
        slab.free(slot);
        if (crowded && size() <= capacity - capacity / 10 * 3) {
            crowded = false;
            evictions.relax(nowNs);
        }
    }
}
