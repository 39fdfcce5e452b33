package org.wirestat.cli.view;

import java.util.ArrayList;
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
        SocketCounts all = new SocketCounts();
        Map<IpAddress, SocketCounts> byHost = new TreeMap<>(HostSockets.of(sockets, snapshot));
        byHost.values().forEach(all::add);
        List<SummaryRow> rows = new ArrayList<>();
        addRows(SummaryRow.Section.STATE, null, all, rows);
        byHost.forEach((host, counts) -> addRows(SummaryRow.Section.HOST, host, counts, rows));
        pairs(snapshot, rows);
        return new Table<>(timeNs, rows, integrity);
    }

    private void pairs(Snapshot snapshot, List<SummaryRow> rows) {
        List<Connection> connections = snapshot.unordered(Transport.TCP);
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

    private static void addRows(
            SummaryRow.Section section, @Nullable IpAddress host, SocketCounts counts, List<SummaryRow> to) {
        counts.tcp()
                .forEach((state, count) -> to.add(new SummaryRow(section, host, Transport.TCP, state, null, count)));
        if (counts.udp() > 0) {
            to.add(new SummaryRow(section, host, Transport.UDP, null, null, counts.udp()));
        }
    }
}
