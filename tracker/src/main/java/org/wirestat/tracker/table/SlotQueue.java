package org.wirestat.tracker.table;

import java.util.Arrays;

/** Slots with a stamp each, first in, first out. */
final class SlotQueue {

    static final long EMPTY = -1;

    private static final int FIRST_CAPACITY = 16;

    private long[] ring = new long[FIRST_CAPACITY];
    private int head;
    private int size;

    int size() {
        return size;
    }

    void add(int slot, int stamp) {
        if (size == ring.length) {
            long[] larger = Arrays.copyOfRange(ring, head, head + 2 * size);
            System.arraycopy(ring, 0, larger, size - head, head);
            ring = larger;
            head = 0;
        }
        ring[head + size++ & ring.length - 1] = (long) slot << 32 | stamp;
    }

    /** The oldest entry, left where it is; {@link #EMPTY} if there is none. */
    long peek() {
        return size == 0 ? EMPTY : ring[head];
    }

    /** The oldest entry, taken out; {@link #EMPTY} if there is none. */
    long poll() {
        if (size == 0) {
            return EMPTY;
        }
        long entry = ring[head];
        head = head + 1 & ring.length - 1;
        size--;
        return entry;
    }

    static int slot(long entry) {
        return (int) (entry >>> 32);
    }

    static int stamp(long entry) {
        return (int) entry;
    }
}
