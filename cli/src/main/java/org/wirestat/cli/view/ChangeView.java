package org.wirestat.cli.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.Transport;

/** What opened, closed and changed its state since the moment before. */
public final class ChangeView implements View<Change> {

    private final Selection selection;
    private final SocketView everything;
    private Map<Name, SocketRow> before = Map.of();
    private long beforeNs;
    private long comparedNs;

    /** @param firstNs the first frame of a TCP connection; two on the same ports are two sockets */
    private record Name(Transport transport, SocketRow.Address local, SocketRow.@Nullable Address peer, long firstNs) {

        static Name of(SocketRow row) {
            boolean isConnection = row.transport() == Transport.TCP && row.peer() != null;
            return new Name(row.transport(), row.local(), row.peer(), isConnection ? row.firstNs() : 0);
        }
    }

    /** @param selection which changes are wanted: those from or to a row that it accepts */
    public ChangeView(Selection selection, LocalHosts localHosts, Crew crew) {
        this.selection = selection;
        everything = new SocketView(selection.everything(), localHosts, crew);
    }

    /** The moment with which the latest was compared, nanoseconds since 1970; 0 if there was none. */
    public long comparedNs() {
        return comparedNs;
    }

    @Override
    public Table<Change> table(Snapshot snapshot, long timeNs, Integrity integrity) {
        Map<Name, SocketRow> after = new LinkedHashMap<>();
        for (SocketRow row : everything.table(snapshot, timeNs, integrity).rows()) {
            after.put(Name.of(row), row);
        }
        List<Change> changes = new ArrayList<>();
        before.forEach((name, row) -> {
            SocketRow now = after.get(name);
            if (now == null || now.state() != row.state()) {
                addIfWanted(new Change(beforeNs, row, now), changes);
            }
        });
        after.forEach((name, row) -> {
            if (!before.containsKey(name)) {
                addIfWanted(new Change(beforeNs, null, row), changes);
            }
        });
        changes.sort(Comparator.comparing(Change::row, new NetstatOrder()));
        before = after;
        comparedNs = beforeNs;
        beforeNs = timeNs;
        return new Table<>(timeNs, changes, integrity);
    }

    private void addIfWanted(Change change, List<Change> changes) {
        SocketRow from = change.before();
        SocketRow to = change.after();
        if ((from != null && selection.accepts(from)) || (to != null && selection.accepts(to))) {
            changes.add(change);
        }
    }
}
