package org.wirestat.tracker.table;

import java.util.function.LongBinaryOperator;
import org.wirestat.tracker.IpAddress;

/**
 * Some numbers for each address, in flat records that are found by linear probing. When it is full, new addresses are not
 * noted.
 */
public final class AddressTable {

    public static final int NONE = -1;

    private static final int FIRST_CAPACITY = 1 << 10;

    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int VERSION = 2;
    private static final int VALUES = 3;

    private final int most;
    private final int width;
    private final LongBinaryOperator hash;
    private long[] words;
    private int capacity = FIRST_CAPACITY;
    private int size;
    private boolean isNew;

    /** Is shown an address and the place of its record. */
    public interface Visitor {
        void visit(IpAddress address, int at);
    }

    /**
     * @param most addresses that are noted
     * @param values of each; all are 0 at first
     * @param hash of the two halves of an address; a secret one, so that nobody can make up addresses that all collide
     */
    public AddressTable(int most, int values, LongBinaryOperator hash) {
        this.most = most;
        width = VALUES + values;
        this.hash = hash;
        words = new long[capacity * width];
    }

    /** Addresses that are noted. */
    public int size() {
        return size;
    }

    /**
     * Place of the address's record until the next call, or {@link #NONE} if there is no room for it.
     *
     * @param high first half of the address as in {@link IpAddress}
     */
    public int find(int version, long high, long low) {
        int at = home(high, low);
        while (words[at + VERSION] != 0) {
            if (words[at + LOW] == low && words[at + HIGH] == high && words[at + VERSION] == version) {
                isNew = false;
                return at;
            }
            at = next(at);
        }
        if (size == most) {
            return NONE;
        }
        if (2 * size >= capacity) {
            grow();
            return find(version, high, low);
        }
        words[at + HIGH] = high;
        words[at + LOW] = low;
        words[at + VERSION] = version;
        size++;
        isNew = true;
        return at;
    }

    /**
     * Reads from where the address's record is looked for first, so that waits for memory overlap. What it answers means
     * nothing but must be used.
     *
     * @param value number of one that will be asked for
     */
    public long touch(long high, long low, int value) {
        int at = home(high, low);
        return words[at] + words[at + VALUES + value];
    }

    /** Whether the record found last was made then. */
    public boolean isNew() {
        return isNew;
    }

    public long value(int at, int number) {
        return words[at + VALUES + number];
    }

    public void value(int at, int number, long value) {
        words[at + VALUES + number] = value;
    }

    public void add(int at, int number, long amount) {
        words[at + VALUES + number] += amount;
    }

    /** Shows all addresses, in no particular order. */
    public void forEach(Visitor visitor) {
        for (int at = 0; at < words.length; at += width) {
            if (words[at + VERSION] != 0) {
                visitor.visit(
                        words[at + VERSION] == 4
                                ? IpAddress.v4((int) words[at + LOW])
                                : IpAddress.v6(words[at + HIGH], words[at + LOW]),
                        at);
            }
        }
    }

    private void grow() {
        long[] old = words;
        capacity *= 2;
        words = new long[capacity * width];
        for (int from = 0; from < old.length; from += width) {
            if (old[from + VERSION] != 0) {
                int at = home(old[from + HIGH], old[from + LOW]);
                while (words[at + VERSION] != 0) {
                    at = next(at);
                }
                System.arraycopy(old, from, words, at, width);
            }
        }
    }

    private int home(long high, long low) {
        return (int) (hash.applyAsLong(high, low) >>> 32 & capacity - 1) * width;
    }

    private int next(int at) {
        return at + width == words.length ? 0 : at + width;
    }
}
