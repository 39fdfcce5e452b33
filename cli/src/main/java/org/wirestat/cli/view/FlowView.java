package org.wirestat.cli.view;

import java.util.List;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Snapshot;

/** Connections, one row each, wherever their hosts stand: the closed too, as long as they are remembered. */
public final class FlowView implements View<Connection> {

    private final Selection selection;
    private final Crew crew;

    public FlowView(Selection selection, Crew crew) {
        this.selection = selection;
        this.crew = crew;
    }

    @Override
    public Table<Connection> table(Snapshot snapshot, long timeNs, Integrity integrity) {
        List<Connection> rows = Picked.where(
                snapshot.remembered(),
                connection -> selection.acceptsEnd(SocketRow.end(connection, true))
                        || selection.acceptsEnd(SocketRow.end(connection, false)),
                crew);
        return new Table<>(timeNs, rows, integrity);
    }
}
