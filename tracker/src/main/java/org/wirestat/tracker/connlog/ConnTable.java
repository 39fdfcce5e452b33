package org.wirestat.tracker.connlog;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.flow.WideAddresses;
import org.wirestat.tracker.wire.Segment;

/** Finds the record of a packet's connection, makes and forgets records, and knows when to look at which. */
final class ConnTable {

    private static final int FIRST_CAPACITY = 1 << 12;
    private static final long LOW_32 = 0xffff_ffffL;

    /** More records than this have no room in memory. */
    private static final int SLOT_BITS = 28;

    private final ConnSlab slab = new ConnSlab();
    private final WideAddresses wide = new WideAddresses();
    private final Extras extras = new Extras();
    private final ConnKey key = new ConnKey();
    private final Conn conn;
    private final ConnWheel wheel = new ConnWheel(slab);
    private long[] index = new long[FIRST_CAPACITY];
    private int size;
    private boolean isNew;

    /** @param takesAddresses whether link addresses are kept */
    ConnTable(boolean takesAddresses) {
        conn = new Conn(extras, wide, new LinkAddresses(takesAddresses));
    }

    /** Brings the packet's place in the index into the cache; the result means nothing but must be used. */
    long touch(Segment segment) {
        key.of(segment, segment.sourcePort, segment.destinationPort, false);
        return index[home(key.hash) & (index.length - 1)];
    }

    int size() {
        return size;
    }

    /** The record of the connection, one without a beginning if there was none, which {@link #isNew} tells. */
    Conn findOrMake(Segment segment, int sourcePort, int destinationPort, boolean isOneWay) {
        key.of(segment, sourcePort, destinationPort, isOneWay);
        int slot = find();
        isNew = slot < 0;
        if (isNew) {
            slot = make();
        }
        conn.moveTo(slab, slot);
        if (isNew) {
            conn.key(key.keyA, key.keyB);
        }
        return conn;
    }

    /** Whether the last {@link #findOrMake} made the record. */
    boolean isNew() {
        return isNew;
    }

    /** Whether the sender of the packet last looked up is the lower end. */
    boolean senderIsLower() {
        return key.sourceIsLower;
    }

    Extras extras() {
        return extras;
    }

    void wakeAt(Conn conn, long deadlineNs) {
        wheel.wakeAt(conn, deadlineNs);
    }

    /** The next connection that is due to be looked at, out of the wheel; null if there is none. */
    @Nullable
    Conn nextDue(long nowNs) {
        int slot = wheel.nextDue(nowNs);
        if (slot < 0) {
            return null;
        }
        conn.moveTo(slab, slot);
        conn.bucket(0);
        return conn;
    }

    /** The slots of all that there are, in the order in which they began. */
    int[] slots() {
        long[] byFrame = new long[size];
        int count = 0;
        for (int slot = 0; slot < slab.end(); slot++) {
            conn.moveTo(slab, slot);
            if ((conn.keyB() & Conn.USED_BIT) != 0) {
                byFrame[count++] = (conn.frame() << SLOT_BITS) | slot;
            }
        }
        Arrays.sort(byFrame);
        int[] slots = new int[size];
        for (int i = 0; i < size; i++) {
            slots[i] = (int) byFrame[i] & ((1 << SLOT_BITS) - 1);
        }
        return slots;
    }

    Conn at(int slot) {
        conn.moveTo(slab, slot);
        return conn;
    }

    void forget(Conn conn) {
        int slot = conn.slot();
        int mask = index.length - 1;
        int at = home(key.hash(conn.keyA(), conn.keyB())) & mask;
        while ((int) index[at] - 1 != slot) {
            at = (at + 1) & mask;
        }
        // Linear probing without tombstones: what stands behind moves up if the gap lies on its way
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
        return chunk[base + Conn.KEY_A] == key.keyA
                && chunk[base + Conn.KEY_B] == key.keyB
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
}
