package org.wirestat.tracker.table;

import java.util.Arrays;

/**
 * Finds slots by the hash of their keys. Whoever looks up compares the keys of records whose half of the hash is the same;
 * a look-up costs one cache line of the index.
 *
 * <p>It grows by splitting one part after the other: nobody waits until all are moved, and nothing is left behind for a
 * collector, which may not come for days. The uppermost bits of the hash choose the part ("extendible hashing").
 *
 * <pre>{@code
 * for (int at = index.first(hash); at != SlotIndex.NONE; at = index.next(at, hash)) {
 *     int slot = index.slot(at, hash); // is it this one?
 * }
 * }</pre>
 */
public final class SlotIndex {

    /** The answer of a search that has come to its end. */
    public static final int NONE = -1;

    /** No more parts than 2 to this: the other bits of half a hash are for the place within the part. */
    private static final int MOST_BITS = Integer.SIZE - IndexPart.LARGE_BITS;

    /** The part of each value of the uppermost {@link #bits}; a part of fewer bits in common stands there several times. */
    private IndexPart[] parts = {new IndexPart()};

    private int bits;
    private int size;

    /** Number of slots in it. */
    public int size() {
        return size;
    }

    /** Place of the first slot that may be the one; {@link #NONE} if there is none. */
    public int first(long hash) {
        return part(hash).first(hash);
    }

    /** Place of the next slot that may be the one, behind the place {@code at}; {@link #NONE} if there is none. */
    public int next(int at, long hash) {
        return part(hash).next(at, hash);
    }

    /** The slot at a place that a search for this hash found. */
    public int slot(int at, long hash) {
        return part(hash).slot(at);
    }

    /** Brings the place where a search will begin into the caches. What it answers means nothing but must be used. */
    public long touch(long hash) {
        return part(hash).touch(hash);
    }

    /** Adds a slot that is not in it. */
    public void add(long hash, int slot) {
        IndexPart part = part(hash);
        while (part.isFull() && part.isLarge() && part.commonBits() < MOST_BITS) {
            split(part, hash);
            part = part(hash);
        }
        part.add(hash, slot);
        size++;
    }

    /** Removes a slot that is in it under this hash. */
    public void remove(long hash, int slot) {
        part(hash).remove(hash, slot);
        size--;
    }

    /** Entries that a look-up passes over, on average of all. */
    public double meanDisplacement() {
        long sum = Arrays.stream(parts)
                .distinct()
                .mapToLong(IndexPart::displacement)
                .sum();
        return size == 0 ? 0 : (double) sum / size;
    }

    private IndexPart part(long hash) {
        return parts[number(hash)];
    }

    private int number(long hash) {
        return (int) (hash >>> 1 >>> (Long.SIZE - 1 - bits));
    }

    private void split(IndexPart part, long hash) {
        if (part.commonBits() == bits) {
            IndexPart[] twice = new IndexPart[2 * parts.length];
            for (int i = 0; i < twice.length; i++) {
                twice[i] = parts[i >>> 1];
            }
            parts = twice;
            bits++;
        }
        IndexPart other = part.split();
        int places = 1 << (bits - other.commonBits()); // of either, side by side
        int last = number(hash) | (2 * places - 1);
        Arrays.fill(parts, last + 1 - places, last + 1, other);
    }
}
