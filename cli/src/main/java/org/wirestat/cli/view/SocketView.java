package org.wirestat.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Endpoint;
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
        List<Connection> connections = tcp(snapshot);
        crew.work(
                connections.size(),
                (from, to) -> {
                    T count = own.get();
                    takeEnds(connections, from, to, judge, (connection, ofOriginator, row) -> add.accept(count, row));
                    return count;
                },
                counted -> {});
        UdpSockets udp = udp(snapshot, judge);
        for (List<SocketRow> rows :
                List.of(listening(snapshot, judge), udp.rows(selection, 4), udp.rows(selection, 6))) {
            rows.forEach(row -> add.accept(own.get(), row));
        }
        return List.copyOf(counts);
    }

    private List<SocketRow> rows(Snapshot snapshot) {
        LocalHosts.Judge judge = localHosts.judge(snapshot.neighbours());
        List<Connection> connections = tcp(snapshot);
        Ends ends = new Ends(connections);
        crew.work(
                connections.size(),
                (from, to) -> {
                    Ends some = new Ends(connections);
                    takeEnds(connections, from, to, judge, some);
                    return some;
                },
                ends::addAll);
        ends.v4.putInOrder();
        ends.v6.putInOrder();
        List<SocketRow> listening = listening(snapshot, judge);
        int v4 = countOfV4(listening);
        UdpSockets udp = udp(snapshot, judge);
        return new SocketRows(List.of(
                listening.subList(0, v4),
                ends.v4,
                listening.subList(v4, listening.size()),
                ends.v6,
                udp.rows(selection, 4),
                udp.rows(selection, 6)));
    }

    private List<Connection> tcp(Snapshot snapshot) {
        boolean areWanted =
                selection.wantsConnections() && selection.transports().contains(Transport.TCP);
        return areWanted ? snapshot.unordered(Transport.TCP) : List.of();
    }

    /** Takes ends of TCP connections that are wanted. */
    private interface EndTaker {

        /** @param connection its number */
        void take(int connection, boolean ofOriginator, SocketRow row);
    }

    /** Ends of some of the connections, as rows. */
    private static final class Ends implements EndTaker {

        private final ConnectionEnds v4;
        private final ConnectionEnds v6;

        Ends(List<Connection> connections) {
            v4 = new ConnectionEnds(connections, 4);
            v6 = new ConnectionEnds(connections, 6);
        }

        @Override
        public void take(int connection, boolean ofOriginator, SocketRow row) {
            (row.ipVersion() == 4 ? v4 : v6).addEnd(connection, ofOriginator, row);
        }

        void addAll(Ends others) {
            v4.addAll(others.v4);
            v6.addAll(others.v6);
        }
    }

    private void takeEnds(List<Connection> tcp, int from, int to, LocalHosts.Judge judge, EndTaker taker) {
        for (int i = from; i < to; i++) {
            Prefetching.ahead(tcp, i, to);
            Connection connection = tcp.get(i);
            boolean originatorLocal = isShown(connection.originator(), judge);
            boolean responderLocal = isShown(connection.responder(), judge);
            boolean far = !originatorLocal && !responderLocal;
            boolean originatorOpen = connection.originator().state() != TcpState.CLOSED;
            // Of a connection between far hosts the originator's end is shown; if that is gone, what is left of it.
            if (originatorOpen && (originatorLocal || far)) {
                takeIfWanted(connection, i, true, taker);
            }
            if (connection.responder().state() != TcpState.CLOSED && (responderLocal || (far && !originatorOpen))) {
                takeIfWanted(connection, i, false, taker);
            }
        }
    }

    private void takeIfWanted(Connection connection, int index, boolean ofOriginator, EndTaker taker) {
        SocketRow row = SocketRow.end(connection, ofOriginator);
        if (selection.accepts(row)) {
            taker.take(index, ofOriginator, row);
        }
    }

    private boolean isShown(Endpoint end, LocalHosts.Judge judge) {
        return selection.bothEnds() || judge.isLocal(end.address());
    }

    /** A UDP conversation, and which of its ends are shown. */
    private record Conversation(Connection connection, boolean withOriginator, boolean withResponder) {}

    /** A UDP port that waits for anybody is known from its conversations alone; a TCP port is not. */
    private UdpSockets udp(Snapshot snapshot, LocalHosts.Judge judge) {
        UdpSockets sockets = new UdpSockets(judge);
        if (selection.transports().contains(Transport.UDP)) {
            List<Connection> all = snapshot.connections(Transport.UDP);
            crew.work(
                    all.size(),
                    (from, to) -> conversations(all, from, to, judge),
                    some -> some.forEach(
                            said -> sockets.add(said.connection, said.withOriginator, said.withResponder)));
        }
        return sockets;
    }

    private List<Conversation> conversations(List<Connection> udp, int from, int to, LocalHosts.Judge judge) {
        List<Conversation> conversations = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            Prefetching.ahead(udp, i, to);
            Connection connection = udp.get(i);
            if (selection.wants(Transport.UDP, connection.originator().address().version())) {
                boolean originatorLocal = isShown(connection.originator(), judge);
                boolean responderLocal = isShown(connection.responder(), judge);
                // A conversation of two far hosts is told by the one who began it.
                conversations.add(new Conversation(connection, originatorLocal || !responderLocal, responderLocal));
            }
        }
        return conversations;
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
}
