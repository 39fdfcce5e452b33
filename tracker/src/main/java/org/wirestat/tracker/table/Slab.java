package org.wirestat.tracker.table;

import java.util.Arrays;

/**
 * The memory of all records of a table: longs, so many a record, in chunks that are allocated when they are first needed. A
 * record is named by its slot, a number from 0 on; freed slots are used again.
 *
 * <p>No object a record, so that millions of them cost neither headers nor work for the garbage collector.
 */
public final class Slab {

    private static final int CHUNK_BITS = 9;
    private static final int CHUNK_SLOTS = 1 << CHUNK_BITS;
    private static final int LINE_WORDS = 8; // of a cache line of nearly all processors
    private static final int NONE = -1;

    private final int recordWords;
    private final int lastWord;
    private final int inSecondLine;
    private final int inThirdLine;
    private long[][] chunks = new long[16][];
    private int allocated;
    private int firstFree = NONE;

    /** @param recordWords longs a record */
    public Slab(int recordWords) {
        this.recordWords = recordWords;
        lastWord = recordWords - 1;
        inSecondLine = Math.min(LINE_WORDS, lastWord);
        inThirdLine = Math.min(2 * LINE_WORDS, lastWord);
    }

    /** The memory that holds the record, from {@link #base} on. */
    public long[] chunk(int slot) {
        return chunks[slot >>> CHUNK_BITS];
    }

    /** Where the record begins in its {@link #chunk}. */
    public int base(int slot) {
        return (slot & CHUNK_SLOTS - 1) * recordWords;
    }

    /**
     * Reads a word of each cache line of a record, of four at most, so that all of them are on their way at once. What it
     * answers means nothing but must be used.
     */
    public long touch(int slot) {
        long[] chunk = chunk(slot);
        int base = base(slot);
        return chunk[base] + chunk[base + inSecondLine] + chunk[base + inThirdLine] + chunk[base + lastWord];
    }

    /** One more than the highest slot that was ever in use. */
    public int end() {
        return allocated;
    }

    /** A slot whose record is all zeros. */
    public int take() {
        if (firstFree != NONE) {
            int slot = firstFree;
            long[] chunk = chunk(slot);
            int base = base(slot);
            firstFree = (int) chunk[base];
            chunk[base] = 0;
            return slot;
        }
        int slot = allocated++;
        int index = slot >>> CHUNK_BITS;
        if (index == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * index);
        }
        if (chunks[index] == null) {
            chunks[index] = new long[CHUNK_SLOTS * recordWords];
        }
        return slot;
    }

    /** Gives the slot back. Its first word links the free ones, all others are zeros: whoever walks over it sees that. */
    public void free(int slot) {
        long[] chunk = chunk(slot);
        int base = base(slot);
        Arrays.fill(chunk, base, base + recordWords, 0);
        chunk[base] = firstFree;
        firstFree = slot;
    }
}
