package org.wirestat.tracker.table;

/**
 * Finds slots by the hash of their keys. One array of longs, half of the hash and a slot number each, with linear probing:
 * a look-up costs one cache line of it, and whoever looks up compares the keys of records whose half of the hash is the same.
 *
 * <pre>{@code
 * for (int at = index.first(hash); at != SlotIndex.NONE; at = index.next(at, hash)) {
 *     int slot = index.slot(at); // is it this one?
 * }
 * }</pre>
 */
public final class SlotIndex {

    /** The answer of a search that has come to its end. */
    public static final int NONE = -1;

    private static final int FIRST_CAPACITY = 1 << 8;
    private static final long LOW_32 = 0xffffffffL;

    private long[] entries = new long[FIRST_CAPACITY];
    private int size;

    /** Number of slots in it. */
    public int size() {
        return size;
    }

    /** Place of the first slot that may be the one; {@link #NONE} if there is none. */
    public int first(long hash) {
        return seek(home(hash) & entries.length - 1, hash);
    }

    /** Place of the next slot that may be the one, behind the place {@code at}; {@link #NONE} if there is none. */
    public int next(int at, long hash) {
        return seek(at + 1 & entries.length - 1, hash);
    }

    private int seek(int from, long hash) {
        long[] entries = this.entries;
        int mask = entries.length - 1;
        int at = from;
        while (entries[at] != 0) {
            if ((entries[at] ^ hash) >>> 32 == 0) {
                return at;
            }
            at = at + 1 & mask;
        }
        return NONE;
    }

    /** The slot at a place that a search found. */
    public int slot(int at) {
        return (int) entries[at] - 1;
    }

    /** Brings the place where a search will begin into the caches. What it answers means nothing but must be used. */
    public long touch(long hash) {
        return entries[home(hash) & entries.length - 1];
    }

    /** Adds a slot that is not in it. */
    public void add(long hash, int slot) {
        if (size + (size >>> 1) >= entries.length) {
            grow();
        }
        put(entries, hash, slot);
        size++;
    }

    /** Removes a slot that is in it under this hash. */
    public void remove(long hash, int slot) {
        long[] entries = this.entries;
        int mask = entries.length - 1;
        int at = home(hash) & mask;
        while ((int) entries[at] - 1 != slot) {
            at = at + 1 & mask;
        }
        // Linear probing without tombstones: what stands behind moves up if the gap lies on its way.
        int gap = at;
        for (at = at + 1 & mask; entries[at] != 0; at = at + 1 & mask) {
            int home = home(entries[at]) & mask;
            if ((at - home & mask) >= (at - gap & mask)) {
                entries[gap] = entries[at];
                gap = at;
            }
        }
        entries[gap] = 0;
        size--;
    }

    /** Entries that a look-up passes over, on average of all. */
    public double meanDisplacement() {
        long sum = 0;
        for (int at = 0; at < entries.length; at++) {
            if (entries[at] != 0) {
                sum += at - home(entries[at]) & entries.length - 1;
            }
        }
        return size == 0 ? 0 : (double) sum / size;
    }

    /** Where an entry wants to stand: an entry keeps the same half of the hash, so that growing needs no record. */
    private static int home(long hashOrEntry) {
        return (int) (hashOrEntry >>> 32);
    }

    private static void put(long[] entries, long hash, int slot) {
        int mask = entries.length - 1;
        int at = home(hash) & mask;
        while (entries[at] != 0) {
            at = at + 1 & mask;
        }
        entries[at] = (hash & ~LOW_32) | (slot + 1 & LOW_32);
    }

    private void grow() {
        long[] larger = new long[2 * entries.length];
        for (long entry : entries) {
            if (entry != 0) {
                put(larger, entry, (int) entry - 1);
            }
        }
        entries = larger;
    }
}
