package org.wirestat.tracker.connlog;

import java.util.Arrays;

/** The link addresses of both ends of a connection, beside the records and only where somebody wants them. */
final class LinkAddresses {

    private static final int CHUNK_BITS = 12;
    private static final int CHUNK_SLOTS = 1 << CHUNK_BITS;

    private final boolean areWanted;
    private long[][] chunks = new long[16][];

    LinkAddresses(boolean areWanted) {
        this.areWanted = areWanted;
    }

    void put(int slot, long lower, long higher) {
        if (!areWanted) {
            return;
        }
        int index = slot >>> CHUNK_BITS;
        if (index >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(2 * chunks.length, index + 1));
        }
        long[] chunk = chunks[index];
        if (chunk == null) {
            chunk = new long[2 * CHUNK_SLOTS];
            chunks[index] = chunk;
        }
        int at = 2 * (slot & (CHUNK_SLOTS - 1));
        chunk[at] = lower;
        chunk[at + 1] = higher;
    }

    /** 48 bits; 0 for none. */
    long of(int slot, boolean ofLower) {
        return areWanted ? chunks[slot >>> CHUNK_BITS][2 * (slot & (CHUNK_SLOTS - 1)) + (ofLower ? 0 : 1)] : 0;
    }
}
