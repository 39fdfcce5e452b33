package org.wirestat.tracker.flow;

import java.util.Arrays;

/** The addresses of IPv6 connections, beside the slab and only where there are such, so that IPv4 does not pay for them. */
public final class WideAddresses {

    private static final int CHUNK_BITS = 9;
    private static final int CHUNK_SLOTS = 1 << CHUNK_BITS;
    private static final int WORDS = 4;

    private long[][] chunks = new long[16][];

    public void put(int slot, long lowerHigh, long lowerLow, long higherHigh, long higherLow) {
        int index = slot >>> CHUNK_BITS;
        if (index >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(2 * chunks.length, index + 1));
        }
        long[] chunk = chunks[index];
        if (chunk == null) {
            chunk = new long[CHUNK_SLOTS * WORDS];
            chunks[index] = chunk;
        }
        int at = (slot & CHUNK_SLOTS - 1) * WORDS;
        chunk[at] = lowerHigh;
        chunk[at + 1] = lowerLow;
        chunk[at + 2] = higherHigh;
        chunk[at + 3] = higherLow;
    }

    public boolean equal(int slot, long lowerHigh, long lowerLow, long higherHigh, long higherLow) {
        long[] chunk = chunks[slot >>> CHUNK_BITS];
        int at = (slot & CHUNK_SLOTS - 1) * WORDS;
        return chunk[at] == lowerHigh
                && chunk[at + 1] == lowerLow
                && chunk[at + 2] == higherHigh
                && chunk[at + 3] == higherLow;
    }

    /** Reads a word of the slot's, if there is any; what it answers means nothing but must be used. */
    long touch(int slot) {
        int index = slot >>> CHUNK_BITS;
        long[] chunk = index < chunks.length ? chunks[index] : null;
        return chunk == null ? 0 : chunk[(slot & CHUNK_SLOTS - 1) * WORDS];
    }

    public long high(int slot, boolean ofLower) {
        return chunks[slot >>> CHUNK_BITS][(slot & CHUNK_SLOTS - 1) * WORDS + (ofLower ? 0 : 2)];
    }

    public long low(int slot, boolean ofLower) {
        return chunks[slot >>> CHUNK_BITS][(slot & CHUNK_SLOTS - 1) * WORDS + (ofLower ? 1 : 3)];
    }
}
