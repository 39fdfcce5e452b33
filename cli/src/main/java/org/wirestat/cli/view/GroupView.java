package org.wirestat.cli.view;

import java.util.ArrayList;
import java.util.List;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.host.HostTracker;
import org.wirestat.tracker.host.Membership;

/** Who listens to which multicast group, as hosts told their routers. */
public final class GroupView implements View<Membership> {

    private final Selection selection;
    private final HostTracker hosts;

    public GroupView(Selection selection, HostTracker hosts) {
        this.selection = selection;
        this.hosts = hosts;
    }

    @Override
    public Table<Membership> table(Snapshot snapshot, long timeNs, Integrity integrity) {
        List<Membership> rows = new ArrayList<>();
        for (Membership member : hosts.memberships()) {
            if (selection.ipVersions().contains(member.group().version()) && selection.wantsHost(member.host())) {
                rows.add(member);
            }
        }
        return new Table<>(timeNs, rows, integrity);
    }
}
