package org.wirestat.tracker.flow;

import java.util.Arrays;

/**
 * The memory of all connections: records of {@link #RECORD_WORDS} longs, in chunks that are allocated when they are first
 * needed. A record is named by its slot, a number from 0 on; freed slots are used again.
 *
 * <p>No object a connection, so that millions of them cost neither headers nor work for the garbage collector.
 */
final class ConnectionSlab {

    /** Longs a connection: what both share, and two endpoints. */
    static final int RECORD_WORDS = ConnectionRecord.OWN_WORDS + 2 * EndpointRecord.WORDS;

    private static final int CHUNK_BITS = 9;
    private static final int CHUNK_SLOTS = 1 << CHUNK_BITS;
    private static final int NONE = -1;

    private long[][] chunks = new long[16][];
    private int allocated;
    private int firstFree = NONE;

    long[] chunk(int slot) {
        return chunks[slot >>> CHUNK_BITS];
    }

    int base(int slot) {
        return (slot & CHUNK_SLOTS - 1) * RECORD_WORDS;
    }

    /** Reads a word of each cache line of a record, so that all of them are on their way at once. */
    long touch(int slot) {
        long[] chunk = chunk(slot);
        int base = base(slot);
        return chunk[base] + chunk[base + 8] + chunk[base + 16] + chunk[base + RECORD_WORDS - 1];
    }

    /** One more than the highest slot that was ever in use. */
    int end() {
        return allocated;
    }

    /** A slot whose record is all zeros. */
    int take() {
        if (firstFree != NONE) {
            int slot = firstFree;
            long[] chunk = chunk(slot);
            int base = base(slot);
            firstFree = (int) chunk[base];
            Arrays.fill(chunk, base, base + RECORD_WORDS, 0);
            return slot;
        }
        int slot = allocated++;
        int index = slot >>> CHUNK_BITS;
        if (index == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * index);
        }
        if (chunks[index] == null) {
            chunks[index] = new long[CHUNK_SLOTS * RECORD_WORDS];
        }
        return slot;
    }

    /** Gives the slot back; its first word links the free ones. */
    void free(int slot) {
        long[] chunk = chunk(slot);
        int base = base(slot);
        Arrays.fill(chunk, base, base + RECORD_WORDS, 0);
        chunk[base] = firstFree;
        firstFree = slot;
    }
}
