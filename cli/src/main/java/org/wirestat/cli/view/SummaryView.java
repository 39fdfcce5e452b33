package org.wirestat.cli.view;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Prefetching;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/** How many sockets there are in which state, on which host, and which states stand against each other. */
public final class SummaryView implements View<SummaryRow> {

    private static final TcpState[] STATES = TcpState.values();

    private final Selection selection;
    private final Crew crew;
    private final SocketView sockets;

    public SummaryView(Selection selection, LocalHosts localHosts, Crew crew) {
        this.selection = selection;
        this.crew = crew;
        sockets = new SocketView(selection, localHosts, crew);
    }

    @Override
    public Table<SummaryRow> table(Snapshot snapshot, long timeNs, Integrity integrity) {
        Counts all = new Counts();
        Map<IpAddress, Counts> byHost = new HashMap<>();
        List<SocketRow> counted = sockets.uncollated(snapshot);
        crew.work(counted.size(), (from, to) -> List.copyOf(counted.subList(from, to)), block -> {
            for (SocketRow row : block) {
                all.add(row);
                byHost.computeIfAbsent(row.local().host(), ignored -> new Counts())
                        .add(row);
            }
        });
        List<SummaryRow> rows = new ArrayList<>();
        all.rows(SummaryRow.Section.STATE, null, rows);
        new TreeMap<>(byHost).forEach((host, counts) -> counts.rows(SummaryRow.Section.HOST, host, rows));
        pairs(snapshot, rows);
        return new Table<>(timeNs, rows, integrity);
    }

    private void pairs(Snapshot snapshot, List<SummaryRow> rows) {
        List<Connection> connections = snapshot.connections(Transport.TCP);
        long[][] pairs = new long[STATES.length][STATES.length];
        crew.work(connections.size(), (from, to) -> pairs(connections, from, to), block -> {
            for (int originator = 0; originator < STATES.length; originator++) {
                for (int responder = 0; responder < STATES.length; responder++) {
                    pairs[originator][responder] += block[originator][responder];
                }
            }
        });
        for (TcpState originator : STATES) {
            for (TcpState responder : STATES) {
                long count = pairs[originator.ordinal()][responder.ordinal()];
                if (count > 0) {
                    rows.add(
                            new SummaryRow(SummaryRow.Section.PAIR, null, Transport.TCP, originator, responder, count));
                }
            }
        }
    }

    private long[][] pairs(List<Connection> connections, int from, int to) {
        long[][] pairs = new long[STATES.length][STATES.length];
        for (int i = from; i < to; i++) {
            Prefetching.ahead(connections, i, to);
            Connection connection = connections.get(i);
            if (selection.acceptsEnd(SocketRow.end(connection, true))
                    || selection.acceptsEnd(SocketRow.end(connection, false))) {
                pairs[connection.originator().state().ordinal()][
                        connection.responder().state().ordinal()]++;
            }
        }
        return pairs;
    }

    private static final class Counts {

        private final Map<TcpState, Integer> tcp = new EnumMap<>(TcpState.class);
        private int udp;

        void add(SocketRow row) {
            TcpState state = row.state();
            if (state == null) {
                udp++;
            } else {
                tcp.merge(state, 1, Integer::sum);
            }
        }

        void rows(SummaryRow.Section section, @Nullable IpAddress host, List<SummaryRow> to) {
            tcp.forEach((state, count) -> to.add(new SummaryRow(section, host, Transport.TCP, state, null, count)));
            if (udp > 0) {
                to.add(new SummaryRow(section, host, Transport.UDP, null, null, udp));
            }
        }
    }
}
