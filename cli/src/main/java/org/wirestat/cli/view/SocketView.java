package org.wirestat.cli.view;

import java.util.List;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Endpoint;
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
        ConnectionEnds tcp = new ConnectionEnds(connections, 4);
        ConnectionEnds tcp6 = new ConnectionEnds(connections, 6);
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
                ConnectionEnds rows = originator.address().version() == 4 ? tcp : tcp6;
                addTcp(connection, i, originatorLocal, responderLocal, rows);
            }
        }
        tcp.putInOrder();
        tcp6.putInOrder();
        List<SocketRow> listening = listening(snapshot, judge);
        int v4 = countOfV4(listening);
        List<SocketRow> rows = new SocketRows(List.of(
                listening.subList(0, v4),
                tcp,
                listening.subList(v4, listening.size()),
                tcp6,
                udp.rows(selection, 4),
                udp.rows(selection, 6)));
        return new Table<>(timeNs, rows, integrity);
    }

    /** They stand in front. */
    private static int countOfV4(List<SocketRow> rows) {
        int least = 0;
        int most = rows.size();
        while (least < most) {
            int middle = (least + most) >>> 1;
            if (rows.get(middle).ipVersion() == 4) {
                least = middle + 1;
            } else {
                most = middle;
            }
        }
        return least;
    }

    private List<SocketRow> listening(Snapshot snapshot, LocalHosts.Judge judge) {
        if (!selection.wantsServers()) {
            return List.of();
        }
        return Picked.where(
                new ListeningPorts(snapshot.listeners()),
                row -> (selection.bothEnds() || judge.isLocal(row.local().host())) && selection.accepts(row));
    }

    /** A UDP port that waits for anybody is known from its conversations alone; a TCP port is not. */
    private List<Connection> connections(Snapshot snapshot) {
        return selection.wantsConnections() ? snapshot.connections() : snapshot.connections(Transport.UDP);
    }

    private void addTcp(
            Connection connection, int index, boolean originatorLocal, boolean responderLocal, ConnectionEnds rows) {
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

    private void addIfWanted(Connection connection, int index, boolean ofOriginator, ConnectionEnds rows) {
        SocketRow row = SocketRow.end(connection, ofOriginator);
        if (selection.accepts(row)) {
            rows.addEnd(index, ofOriginator, row.local());
        }
    }
}
