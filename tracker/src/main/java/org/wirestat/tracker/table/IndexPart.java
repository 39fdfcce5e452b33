package org.wirestat.tracker.table;

/**
 * A part of a {@link SlotIndex}: one array of longs, half of the hash and a slot number each, with linear probing. It grows
 * by doubling; where that ends, its owner has to split it.
 */
final class IndexPart {

    private static final int FIRST_CAPACITY = 1 << 8;

    /** Of this size on, a part is split and not made larger: what it was before would be left behind for a collector. */
    static final int LARGE_BITS = 13;

    private static final long LOW_32 = 0xffffffffL;

    private int commonBits;
    private long[] entries;
    private int size;

    /** The first part of an index. */
    IndexPart() {
        this(0, new long[FIRST_CAPACITY]);
    }

    private IndexPart(int commonBits, long[] entries) {
        this.commonBits = commonBits;
        this.entries = entries;
    }

    /** How many bits of the hash, from the uppermost on, all in it have in common. */
    int commonBits() {
        return commonBits;
    }

    int first(long hash) {
        return seek(home(hash) & entries.length - 1, hash);
    }

    int next(int at, long hash) {
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
        return SlotIndex.NONE;
    }

    int slot(int at) {
        return (int) entries[at] - 1;
    }

    long touch(long hash) {
        return entries[home(hash) & entries.length - 1];
    }

    /** Whether it has to grow for one more. */
    boolean isFull() {
        return size + (size >>> 1) >= entries.length;
    }

    boolean isLarge() {
        return entries.length >= 1 << LARGE_BITS;
    }

    void add(long hash, int slot) {
        if (isFull()) {
            grow();
        }
        put((hash & ~LOW_32) | (slot + 1 & LOW_32));
    }

    void remove(long hash, int slot) {
        int at = home(hash) & entries.length - 1;
        while (slot(at) != slot) {
            at = at + 1 & entries.length - 1;
        }
        clear(at);
    }

    /**
     * Parts itself in two that have one bit more in common: it is clear in what stays here, and set in what moves.
     *
     * @return where the others are now
     */
    IndexPart split() {
        int bit = Long.SIZE - 1 - commonBits++;
        IndexPart other = new IndexPart(commonBits, new long[entries.length]);
        for (int at = 0; at < entries.length; at++) {
            while ((entries[at] >>> bit & 1) != 0) { // what moves up into the gap has to be looked at, too
                other.put(entries[at]);
                clear(at);
            }
        }
        return other;
    }

    /** Linear probing without tombstones: what stands behind the gap moves up if that lies on its way. */
    private void clear(int place) {
        long[] entries = this.entries;
        int mask = entries.length - 1;
        int gap = place;
        for (int at = gap + 1 & mask; entries[at] != 0; at = at + 1 & mask) {
            int home = home(entries[at]) & mask;
            if ((at - home & mask) >= (at - gap & mask)) {
                entries[gap] = entries[at];
                gap = at;
            }
        }
        entries[gap] = 0;
        size--;
    }

    private void put(long entry) {
        long[] entries = this.entries;
        int mask = entries.length - 1;
        int at = home(entry) & mask;
        while (entries[at] != 0) {
            at = at + 1 & mask;
        }
        entries[at] = entry;
        size++;
    }

    private void grow() {
        long[] smaller = entries;
        entries = new long[2 * smaller.length];
        size = 0;
        for (long entry : smaller) {
            if (entry != 0) {
                put(entry);
            }
        }
    }

    /** Where an entry wants to stand: an entry keeps the same half of the hash, so that growing needs no record. */
    private static int home(long hashOrEntry) {
        return (int) (hashOrEntry >>> 32);
    }

    /** Sum of the entries that the look-ups of all pass over. */
    long displacement() {
        long sum = 0;
        for (int at = 0; at < entries.length; at++) {
            if (entries[at] != 0) {
                sum += at - home(entries[at]) & entries.length - 1;
            }
        }
        return sum;
    }
}
