package org.wirestat.cli.view;

import java.util.ArrayList;
import java.util.List;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Prefetching;
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
    private final Crew crew;

    public SocketView(Selection selection, LocalHosts localHosts, Crew crew) {
        this.selection = selection;
        this.localHosts = localHosts;
        this.crew = crew;
    }

    @Override
    public Table<SocketRow> table(Snapshot snapshot, long timeNs, Integrity integrity) {
        return new Table<>(timeNs, rows(snapshot, true), integrity);
    }

    /** The rows of a table in no particular order, for those who count them. */
    List<SocketRow> uncollated(Snapshot snapshot) {
        return rows(snapshot, false);
    }

    private List<SocketRow> rows(Snapshot snapshot, boolean areInOrder) {
        LocalHosts.Judge judge = localHosts.judge(snapshot.neighbours());
        List<Connection> connections = connections(snapshot);
        Block all = new Block(connections);
        UdpSockets udp = new UdpSockets(judge);
        crew.work(connections.size(), (from, to) -> block(connections, from, to, judge), block -> {
            all.tcp.addAll(block.tcp);
            all.tcp6.addAll(block.tcp6);
            block.udp.forEach(said -> udp.add(said.connection, said.withOriginator, said.withResponder));
        });
        if (areInOrder) {
            all.tcp.putInOrder();
            all.tcp6.putInOrder();
        }
        List<SocketRow> listening = listening(snapshot, judge);
        int v4 = countOfV4(listening);
        return new SocketRows(List.of(
                listening.subList(0, v4),
                all.tcp,
                listening.subList(v4, listening.size()),
                all.tcp6,
                udp.rows(selection, 4),
                udp.rows(selection, 6)));
    }

    /** A UDP conversation, and which of its ends are shown. */
    private record Conversation(Connection connection, boolean withOriginator, boolean withResponder) {}

    /** What some connections contribute. UDP is gathered in the order of all, so that comes after. */
    private static final class Block {

        private final ConnectionEnds tcp;
        private final ConnectionEnds tcp6;
        private final List<Conversation> udp = new ArrayList<>();

        Block(List<Connection> connections) {
            tcp = new ConnectionEnds(connections, 4);
            tcp6 = new ConnectionEnds(connections, 6);
        }
    }

    private Block block(List<Connection> connections, int from, int to, LocalHosts.Judge judge) {
        Block block = new Block(connections);
        for (int i = from; i < to; i++) {
            Prefetching.ahead(connections, i, to);
            Connection connection = connections.get(i);
            IpAddress originator = connection.originator().address();
            if (!selection.wants(connection.transport(), originator.version())) {
                continue;
            }
            boolean originatorLocal = selection.bothEnds() || judge.isLocal(originator);
            boolean responderLocal =
                    selection.bothEnds() || judge.isLocal(connection.responder().address());
            if (connection.transport() == Transport.UDP) {
                // A conversation of two far hosts is told by the one who began it.
                block.udp.add(new Conversation(connection, originatorLocal || !responderLocal, responderLocal));
            } else {
                addTcp(
                        connection,
                        i,
                        originatorLocal,
                        responderLocal,
                        originator.version() == 4 ? block.tcp : block.tcp6);
            }
        }
        return block;
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
            rows.addEnd(index, ofOriginator, row);
        }
    }
}
