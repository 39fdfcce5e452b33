package org.wirestat.tracker.connlog;

import java.util.Arrays;

/** The memory of all connections: records of {@link Conn#WORDS} longs in chunks, named by slots that are used again. */
final class ConnSlab {

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK_SLOTS = 1 << CHUNK_BITS;
    private static final int NONE = -1;

    private long[][] chunks = new long[16][];
    private int allocated;
    private int firstFree = NONE;

    long[] chunk(int slot) {
        return chunks[slot >>> CHUNK_BITS];
    }

    int base(int slot) {
        return (slot & (CHUNK_SLOTS - 1)) * Conn.WORDS;
    }

    /** One more than the highest slot that was ever in use. */
    int end() {
        return allocated;
    }

    int take() {
        if (firstFree != NONE) {
            int slot = firstFree;
            firstFree = (int) chunk(slot)[base(slot)];
            return slot;
        }
        int slot = allocated++;
        int index = slot >>> CHUNK_BITS;
        if (index == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * index);
        }
        if (chunks[index] == null) {
            chunks[index] = new long[CHUNK_SLOTS * Conn.WORDS];
        }
        return slot;
    }

    /** Gives the slot back; its first word links the free ones. */
    void free(int slot) {
        long[] chunk = chunk(slot);
        int base = base(slot);
        chunk[base] = firstFree;
        chunk[base + Conn.KEY_B] = 0;
        chunk[base + Conn.META] = 0;
        firstFree = slot;
    }
}
