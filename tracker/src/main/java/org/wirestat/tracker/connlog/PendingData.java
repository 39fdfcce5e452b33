package org.wirestat.tracker.connlog;

import java.util.Arrays;

/**
 * Pieces of streams that came before others which belong in front of them: ranges, apart from each other and in order.
 * Lists are named by numbers from 1 on and used again.
 */
final class PendingData {

    /** A stream in more pieces than these loses its highest ones: nobody sends like that. */
    private static final int MOST_PIECES = 4096;

    private static final int FIRST_ROOM = 16;

    private long[][] lists = new long[16][];
    private int[] counts = new int[16];
    private int[] free = new int[16];
    private int freed;
    private int made;

    int take() {
        if (freed > 0) {
            return free[--freed];
        }
        int number = ++made;
        if (number == lists.length) {
            lists = Arrays.copyOf(lists, 2 * number);
            counts = Arrays.copyOf(counts, 2 * number);
        }
        lists[number] = new long[FIRST_ROOM];
        return number;
    }

    void free(int number) {
        counts[number] = 0;
        if (freed == free.length) {
            free = Arrays.copyOf(free, 2 * freed);
        }
        free[freed++] = number;
    }

    int count(int number) {
        return counts[number];
    }

    long first(int number) {
        return lists[number][0];
    }

    long firstEnd(int number) {
        return lists[number][1];
    }

    long end(int number) {
        return lists[number][2 * counts[number] - 1];
    }

    long bytes(int number) {
        long[] list = lists[number];
        long sum = 0;
        for (int i = 0; i < 2 * counts[number]; i += 2) {
            sum += list[i + 1] - list[i];
        }
        return sum;
    }

    void removeFirst(int number) {
        long[] list = lists[number];
        counts[number]--;
        System.arraycopy(list, 2, list, 0, 2 * counts[number]);
    }

    /** Adds a range, and joins what then touches. */
    void add(int number, long from, long to) {
        long[] list = lists[number];
        int count = counts[number];
        int at = 0;
        while (at < count && list[2 * at + 1] < from) {
            at++;
        }
        int after = at;
        long start = from;
        long end = to;
        while (after < count && list[2 * after] <= to) {
            start = Math.min(start, list[2 * after]);
            end = Math.max(end, list[2 * after + 1]);
            after++;
        }
        int shift = 1 - (after - at);
        if (shift == 1) {
            if (count == MOST_PIECES) {
                return;
            }
            if (2 * count == list.length) {
                list = Arrays.copyOf(list, 2 * list.length);
                lists[number] = list;
            }
        }
        System.arraycopy(list, 2 * after, list, 2 * (after + shift), 2 * (count - after));
        list[2 * at] = start;
        list[2 * at + 1] = end;
        counts[number] = count + shift;
    }
}
