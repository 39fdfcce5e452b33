package org.wirestat.tracker.host;

import java.util.ArrayList;
import java.util.List;
import org.wirestat.tracker.IpAddress;

/** Counters of hosts in flat records, found by address with linear probing. When it is full, new hosts are not noted. */
final class HostTable {

    static final int NONE = -1;

    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int COUNTERS = HostCounter.values().length;

    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int VERSION = 2;
    private static final int MAC = 3;
    private static final int FIRST = 4;
    private static final int LAST = 5;
    private static final int COUNTS = 6;
    private static final int WORDS = COUNTS + COUNTERS;

    private final int most;
    private long[] words = new long[FIRST_CAPACITY * WORDS];
    private int capacity = FIRST_CAPACITY;
    private int size;

    /** @param most hosts that are noted */
    HostTable(int most) {
        this.most = most;
    }

    int size() {
        return size;
    }

    /** Place of the host's record until the next call, or {@link #NONE} if the table is full. */
    int find(int version, long high, long low, long timeNs) {
        int at = home(high, low);
        while (words[at + VERSION] != 0) {
            if (words[at + LOW] == low && words[at + HIGH] == high && words[at + VERSION] == version) {
                return at;
            }
            at = next(at);
        }
        if (size == most) {
            return NONE;
        }
        if (2 * size >= capacity) {
            grow();
            return find(version, high, low, timeNs);
        }
        words[at + HIGH] = high;
        words[at + LOW] = low;
        words[at + VERSION] = version;
        words[at + MAC] = Host.NO_MAC;
        words[at + FIRST] = timeNs;
        words[at + LAST] = Long.MIN_VALUE;
        size++;
        return at;
    }

    void count(int at, HostCounter counter, long amount) {
        words[at + COUNTS + counter.ordinal()] += amount;
    }

    void sent(int at, long timeNs) {
        words[at + LAST] = Math.max(words[at + LAST], timeNs);
    }

    void mac(int at, long mac) {
        words[at + MAC] = mac;
    }

    List<Host> hosts() {
        List<Host> hosts = new ArrayList<>(size);
        for (int at = 0; at < words.length; at += WORDS) {
            if (words[at + VERSION] != 0) {
                long[] counts = new long[COUNTERS];
                System.arraycopy(words, at + COUNTS, counts, 0, COUNTERS);
                IpAddress address = words[at + VERSION] == 4
                        ? IpAddress.v4((int) words[at + LOW])
                        : IpAddress.v6(words[at + HIGH], words[at + LOW]);
                hosts.add(new Host(
                        address, words[at + MAC], words[at + FIRST], words[at + LAST], new Host.Counts(counts)));
            }
        }
        hosts.sort((one, other) -> one.address().compareTo(other.address()));
        return hosts;
    }

    private void grow() {
        long[] old = words;
        capacity *= 2;
        words = new long[capacity * WORDS];
        for (int from = 0; from < old.length; from += WORDS) {
            if (old[from + VERSION] != 0) {
                int at = home(old[from + HIGH], old[from + LOW]);
                while (words[at + VERSION] != 0) {
                    at = next(at);
                }
                System.arraycopy(old, from, words, at, WORDS);
            }
        }
    }

    private int home(long high, long low) {
        long mix = (high * 0x9E3779B97F4A7C15L ^ low) * 0xD6E8FEB86659FD93L;
        return (int) (mix >>> 32 & capacity - 1) * WORDS;
    }

    private int next(int at) {
        return at + WORDS == words.length ? 0 : at + WORDS;
    }
}
