package org.wirestat.cli.view;

import java.util.HashMap;
import java.util.Map;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Snapshot;

/** How many sockets of each kind the hosts have. */
final class HostSockets {

    private final Map<IpAddress, SocketCounts> counts = new HashMap<>();

    private HostSockets() {}

    /** Counts those of a view. */
    static Map<IpAddress, SocketCounts> of(SocketView view, Snapshot snapshot) {
        HostSockets all = new HostSockets();
        for (HostSockets some : view.counts(snapshot, HostSockets::new, HostSockets::add)) {
            some.counts.forEach((host, sockets) -> all.counts.merge(host, sockets, SocketCounts::add));
        }
        return all.counts;
    }

    private void add(SocketRow row) {
        counts.computeIfAbsent(row.local().host(), ignored -> new SocketCounts())
                .add(row);
    }
}
