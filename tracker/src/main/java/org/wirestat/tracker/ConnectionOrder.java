package org.wirestat.tracker;

import java.util.Arrays;
import java.util.List;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.FlowTable;

/**
 * Sorts connections by the time of their first frame, then by their keys. By plain numbers as far as that goes, since there
 * may be millions: each is the time, as exact as there are bits for it, above the number of the connection here.
 */
final class ConnectionOrder {

    private static final int FIRST_ROOM = 1 << 10;

    private final List<FlowTable> tables;
    private long[] places = new long[FIRST_ROOM];
    private long[] firstNs = new long[FIRST_ROOM];
    private int size;

    ConnectionOrder(List<FlowTable> tables) {
        this.tables = tables;
    }

    void add(int table, int slot, long beganNs) {
        if (size == places.length) {
            grow();
        }
        places[size] = (long) table << 32 | slot;
        firstNs[size++] = beganNs;
    }

    /** At once as large as it can be needed: doubling would leave as much again behind for the collector. */
    private void grow() {
        int most = tables.stream().mapToInt(FlowTable::size).sum();
        places = Arrays.copyOf(places, most);
        firstNs = Arrays.copyOf(firstNs, most);
    }

    static int table(long place) {
        return (int) (place >>> 32);
    }

    static int slot(long place) {
        return (int) place;
    }

    /** Their places in the tables, as they were added. */
    long[] places() {
        return Arrays.copyOf(places, size);
    }

    /** Their places in the tables, in order. */
    long[] sorted() {
        long earliestNs = Long.MAX_VALUE;
        long latestNs = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            earliestNs = Math.min(earliestNs, firstNs[i]);
            latestNs = Math.max(latestNs, firstNs[i]);
        }
        int numberBits = 32 - Integer.numberOfLeadingZeros(size);
        int timeBits = 64 - Long.numberOfLeadingZeros(Math.max(0, latestNs - earliestNs));
        int coarser = Math.max(0, timeBits + numberBits - 63);
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = (firstNs[i] - earliestNs) >>> coarser << numberBits | i;
        }
        Arrays.sort(keys);
        long[] sorted = new long[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = places[(int) (keys[i] & (1L << numberBits) - 1)];
        }
        sortRunsOfEqualTime(keys, numberBits, sorted);
        return sorted;
    }

    private void sortRunsOfEqualTime(long[] keys, int numberBits, long[] sorted) {
        int begin = 0;
        for (int i = 1; i <= size; i++) {
            if (i == size || keys[i] >>> numberBits != keys[begin] >>> numberBits) {
                if (i - begin > 1) {
                    sortByKeys(sorted, begin, i);
                }
                begin = i;
            }
        }
    }

    private void sortByKeys(long[] sorted, int begin, int end) {
        Long[] run = new Long[end - begin];
        for (int i = begin; i < end; i++) {
            run[i - begin] = sorted[i];
        }
        Arrays.sort(run, (a, b) -> window(a).compareBegin(window(b)));
        for (int i = begin; i < end; i++) {
            sorted[i] = run[i - begin];
        }
    }

    private ConnectionRecord window(long place) {
        FlowTable table = tables.get(table(place));
        ConnectionRecord window = table.newWindow();
        table.at(slot(place), window);
        return window;
    }
}
