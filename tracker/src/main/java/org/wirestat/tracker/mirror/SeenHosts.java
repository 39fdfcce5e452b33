package org.wirestat.tracker.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.table.AddressTable;
import org.wirestat.tracker.wire.Segment;

/** Which hosts speak TCP and which are spoken to. Of a fixed size; further hosts are not noted. */
final class SeenHosts {

    private static final int MOST = 1 << 16;

    /** A host that sent less may simply not have been answered yet. */
    private static final int GOOD_DEAL = 20;

    private static final int ENOUGH_OFFLOADED = 3;

    // values of an address
    private static final int SENT = 0;
    private static final int HEARD = 1;
    private static final int UNFILLED = 2;
    private static final int FILLED = 3;
    private static final int VALUES = 4;

    private final AddressTable table = new AddressTable(MOST, VALUES, new AddressHash()::of);

    void take(Segment segment) {
        int sender = table.find(segment.ipVersion, segment.sourceHigh, segment.sourceLow);
        if (sender != AddressTable.NONE) {
            table.add(sender, SENT, 1);
            switch (segment.checksum) {
                case PARTIAL, BAD -> table.add(sender, UNFILLED, 1);
                case GOOD -> table.add(sender, FILLED, 1);
                case UNKNOWN -> {}
            }
        }
        int receiver = table.find(segment.ipVersion, segment.destinationHigh, segment.destinationLow);
        if (receiver != AddressTable.NONE) {
            table.add(receiver, HEARD, 1);
        }
    }

    long speakers() {
        return all(at -> table.value(at, SENT) > 0).size();
    }

    MirrorReport.Hosts speaksOnly() {
        return hosts(at -> table.value(at, SENT) >= GOOD_DEAL && table.value(at, HEARD) == 0);
    }

    MirrorReport.Hosts offloads() {
        return hosts(at ->
                table.value(at, UNFILLED) >= ENOUGH_OFFLOADED && table.value(at, UNFILLED) > table.value(at, FILLED));
    }

    private MirrorReport.Hosts hosts(IntPredicate wanted) {
        List<IpAddress> all = all(wanted);
        all.sort(null);
        return new MirrorReport.Hosts(
                all.size(), all.subList(0, Math.min(all.size(), MirrorReport.Hosts.MOST_EXAMPLES)));
    }

    private List<IpAddress> all(IntPredicate wanted) {
        List<IpAddress> all = new ArrayList<>();
        table.forEach((address, at) -> {
            if (wanted.test(at)) {
                all.add(address);
            }
        });
        return all;
    }
}
