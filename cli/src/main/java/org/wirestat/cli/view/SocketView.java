package org.wirestat.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
        return new Table<>(timeNs, rows(snapshot), integrity);
    }

    /**
     * Has the rows of a table counted, in no particular order.
     *
     * @param begin makes a count that is 0; each thread has its own
     * @param add adds a row to a count
     * @return the counts, which are to be put together
     */
    <T> List<T> counts(Snapshot snapshot, Supplier<T> begin, BiConsumer<T, SocketRow> add) {
        Queue<T> counts = new ConcurrentLinkedQueue<>();
        ThreadLocal<T> own = ThreadLocal.withInitial(() -> {
            T count = begin.get();
            counts.add(count);
            return count;
        });
        LocalHosts.Judge judge = localHosts.judge(snapshot.neighbours());
        UdpSockets udp = gather(
                connections(snapshot),
                judge,
                () -> {
                    T count = own.get();
                    return (connection, ofOriginator, row) -> add.accept(count, row);
                },
                done -> {});
        for (List<SocketRow> rows :
                List.of(listening(snapshot, judge), udp.rows(selection, 4), udp.rows(selection, 6))) {
            rows.forEach(row -> add.accept(own.get(), row));
        }
        return List.copyOf(counts);
    }

    private List<SocketRow> rows(Snapshot snapshot) {
        LocalHosts.Judge judge = localHosts.judge(snapshot.neighbours());
        List<Connection> connections = connections(snapshot);
        ConnectionEnds tcp = new ConnectionEnds(connections, 4);
        ConnectionEnds tcp6 = new ConnectionEnds(connections, 6);
        UdpSockets udp = gather(connections, judge, () -> new Ends(connections), block -> {
            tcp.addAll(block.tcp);
            tcp6.addAll(block.tcp6);
        });
        tcp.putInOrder();
        tcp6.putInOrder();
        List<SocketRow> listening = listening(snapshot, judge);
        int v4 = countOfV4(listening);
        return new SocketRows(List.of(
                listening.subList(0, v4),
                tcp,
                listening.subList(v4, listening.size()),
                tcp6,
                udp.rows(selection, 4),
                udp.rows(selection, 6)));
    }

    /** Takes ends of TCP connections that are wanted. */
    private interface EndTaker {

        /** @param connection its number */
        void take(int connection, boolean ofOriginator, SocketRow row);
    }

    /** Those of a block of connections, to be put together. */
    private static final class Ends implements EndTaker {

        private final ConnectionEnds tcp;
        private final ConnectionEnds tcp6;

        Ends(List<Connection> connections) {
            tcp = new ConnectionEnds(connections, 4);
            tcp6 = new ConnectionEnds(connections, 6);
        }

        @Override
        public void take(int connection, boolean ofOriginator, SocketRow row) {
            (row.ipVersion() == 4 ? tcp : tcp6).addEnd(connection, ofOriginator, row);
        }
    }

    /** A UDP conversation, and which of its ends are shown. */
    private record Conversation(Connection connection, boolean withOriginator, boolean withResponder) {}

    /** What some connections contribute. UDP is gathered in the order of all, so that comes after. */
    private record Block<T>(T taker, List<Conversation> udp) {}

    /**
     * Looks at all connections.
     *
     * @param takers of each block's ends of TCP connections
     * @param done hears of each of them, in the order of the blocks and in this thread
     * @return the UDP sockets
     */
    private <T extends EndTaker> UdpSockets gather(
            List<Connection> connections, LocalHosts.Judge judge, Supplier<T> takers, Consumer<T> done) {
        UdpSockets udp = new UdpSockets(judge);
        crew.work(connections.size(), (from, to) -> block(connections, from, to, judge, takers.get()), block -> {
            done.accept(block.taker);
            block.udp.forEach(said -> udp.add(said.connection, said.withOriginator, said.withResponder));
        });
        return udp;
    }

    private <T extends EndTaker> Block<T> block(
            List<Connection> connections, int from, int to, LocalHosts.Judge judge, T taker) {
        List<Conversation> udp = new ArrayList<>();
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
                udp.add(new Conversation(connection, originatorLocal || !responderLocal, responderLocal));
            } else {
                takeTcp(connection, i, originatorLocal, responderLocal, taker);
            }
        }
        return new Block<>(taker, udp);
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

    private void takeTcp(
            Connection connection, int index, boolean originatorLocal, boolean responderLocal, EndTaker taker) {
        boolean far = !originatorLocal && !responderLocal;
        boolean originatorOpen = connection.originator().state() != TcpState.CLOSED;
        // Of a connection between far hosts the originator's end is shown; if that is gone, what is left of it.
        if (originatorOpen && (originatorLocal || far)) {
            takeIfWanted(connection, index, true, taker);
        }
        if (connection.responder().state() != TcpState.CLOSED && (responderLocal || (far && !originatorOpen))) {
            takeIfWanted(connection, index, false, taker);
        }
    }

    private void takeIfWanted(Connection connection, int index, boolean ofOriginator, EndTaker taker) {
        SocketRow row = SocketRow.end(connection, ofOriginator);
        if (selection.accepts(row)) {
            taker.take(index, ofOriginator, row);
        }
    }
}
