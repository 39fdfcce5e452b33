package org.wirestat.tracker.host;

import java.util.ArrayList;
import java.util.List;
import org.wirestat.tracker.flow.FlowHash;
import org.wirestat.tracker.table.AddressTable;

/** What is counted of each host. When it is full, new hosts are not noted. */
final class HostTable {

    static final int NONE = AddressTable.NONE;

    private static final int COUNTERS = HostCounter.values().length;

    // values of an address
    private static final int MAC = 0;
    private static final int FIRST = 1;
    private static final int LAST = 2;
    private static final int COUNTS = 3;

    private final AddressTable table;

    /** @param most hosts that are noted */
    HostTable(int most) {
        table = new AddressTable(most, COUNTS + COUNTERS, new FlowHash()::ofHost);
    }

    /** Place of the host's record until the next call, or {@link #NONE} if the table is full. */
    int find(int version, long high, long low, long timeNs) {
        int at = table.find(version, high, low);
        if (at != NONE && table.isNew()) {
            table.value(at, MAC, Host.NO_MAC);
            table.value(at, FIRST, timeNs);
            table.value(at, LAST, Long.MIN_VALUE);
        }
        return at;
    }

    void count(int at, HostCounter counter, long amount) {
        table.add(at, COUNTS + counter.ordinal(), amount);
    }

    /** @param counters bits of those that 1 is added to */
    void count(int at, int counters) {
        for (int rest = counters; rest != 0; rest &= rest - 1) {
            table.add(at, COUNTS + Integer.numberOfTrailingZeros(rest), 1);
        }
    }

    /** Reads of the record of a host; what it answers means nothing but must be used. */
    long touch(long high, long low) {
        return table.touch(high, low, COUNTS + HostCounter.TCP_IN.ordinal());
    }

    void sent(int at, long timeNs) {
        table.value(at, LAST, Math.max(table.value(at, LAST), timeNs));
    }

    void mac(int at, long mac) {
        table.value(at, MAC, mac);
    }

    List<Host> hosts() {
        List<Host> hosts = new ArrayList<>(table.size());
        table.forEach((address, at) -> {
            long[] counts = new long[COUNTERS];
            for (int i = 0; i < COUNTERS; i++) {
                counts[i] = table.value(at, COUNTS + i);
            }
            hosts.add(new Host(
                    address,
                    table.value(at, MAC),
                    table.value(at, FIRST),
                    table.value(at, LAST),
                    new Host.Counts(counts)));
        });
        hosts.sort((one, other) -> one.address().compareTo(other.address()));
        return hosts;
    }
}
