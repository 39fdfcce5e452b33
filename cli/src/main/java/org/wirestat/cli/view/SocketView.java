package org.wirestat.cli.view;

import java.util.List;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.Listener;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/**
 * The sockets that the hosts of the segment have: up to two for a connection, one for each listening port, one for each
 * UDP port of a host.
 */
public final class SocketView implements View<SocketRow> {

    private final Selection selection;
    private final LocalHosts localHosts;

    public SocketView(Selection selection, LocalHosts localHosts) {
        this.selection = selection;
        this.localHosts = localHosts;
    }

    @Override
    public Table<SocketRow> table(Snapshot snapshot, long timeNs, Integrity integrity) {
        LocalHosts.Judge judge = localHosts.judge(snapshot.neighbours());
        List<Connection> connections = connections(snapshot);
        SocketRows rows = new SocketRows(connections);
        UdpSockets udp = new UdpSockets(judge);
        for (int i = 0; i < connections.size(); i++) {
            Connection connection = connections.get(i);
            Endpoint originator = connection.originator();
            if (!selection.wants(connection.transport(), originator.address().version())) {
                continue;
            }
            boolean originatorLocal = selection.bothEnds() || judge.isLocal(originator.address());
            boolean responderLocal =
                    selection.bothEnds() || judge.isLocal(connection.responder().address());
            if (connection.transport() == Transport.UDP) {
                // A conversation of two far hosts is told by the one who began it.
                udp.add(connection, originatorLocal || !responderLocal, responderLocal);
            } else {
                addTcp(connection, i, originatorLocal, responderLocal, rows);
            }
        }
        for (SocketRow row : udp.rows()) {
            addIfWanted(row, rows);
        }
        if (selection.wantsServers()) {
            for (Listener listener : snapshot.listeners()) {
                if (selection.bothEnds() || judge.isLocal(listener.address())) {
                    addIfWanted(listening(listener), rows);
                }
            }
        }
        rows.putInOrder();
        return new Table<>(timeNs, rows, integrity);
    }

    /** A UDP port that waits for anybody is known from its conversations alone; a TCP port is not. */
    private List<Connection> connections(Snapshot snapshot) {
        return selection.wantsConnections() ? snapshot.connections() : snapshot.connections(Transport.UDP);
    }

    private void addTcp(
            Connection connection, int index, boolean originatorLocal, boolean responderLocal, SocketRows rows) {
        boolean far = !originatorLocal && !responderLocal;
        boolean originatorOpen = connection.originator().state() != TcpState.CLOSED;
        // Of a connection between far hosts the originator's end is shown; if that is gone, what is left of it.
        if (originatorOpen && (originatorLocal || far)) {
            addIfWanted(connection, index, true, rows);
        }
        if (connection.responder().state() != TcpState.CLOSED && (responderLocal || (far && !originatorOpen))) {
            addIfWanted(connection, index, false, rows);
        }
    }

    private void addIfWanted(Connection connection, int index, boolean ofOriginator, SocketRows rows) {
        SocketRow row = SocketRow.end(connection, ofOriginator);
        if (selection.accepts(row)) {
            rows.addEnd(index, ofOriginator, row.ipVersion());
        }
    }

    private void addIfWanted(SocketRow row, SocketRows rows) {
        if (selection.accepts(row)) {
            rows.addOther(row);
        }
    }

    private static SocketRow listening(Listener listener) {
        return new SocketRow(
                Transport.TCP,
                new SocketRow.Address(listener.address(), listener.port()),
                null,
                TcpState.LISTEN,
                Basis.OBSERVED, // only its own SYN-ACK makes a listener
                listener.firstAcceptedNs(),
                listener.lastAcceptedNs(),
                listener.firstAcceptedNs(),
                0,
                null,
                null,
                listener.accepted(),
                listener.refused(),
                null);
    }
}
