package org.wirestat.cli.view;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/** How many sockets there are in which state, on which host, and which states stand against each other. */
public final class SummaryView implements View<SummaryRow> {

    private final Selection selection;
    private final SocketView sockets;

    public SummaryView(Selection selection, LocalHosts localHosts) {
        this.selection = selection;
        sockets = new SocketView(selection, localHosts);
    }

    @Override
    public Table<SummaryRow> table(Snapshot snapshot, long timeNs, Integrity integrity) {
        Counts all = new Counts();
        Map<IpAddress, Counts> byHost = new TreeMap<>();
        for (SocketRow row : sockets.table(snapshot, timeNs, integrity).rows()) {
            all.add(row);
            byHost.computeIfAbsent(row.local().host(), ignored -> new Counts()).add(row);
        }
        List<SummaryRow> rows = new ArrayList<>();
        all.rows(SummaryRow.Section.STATE, null, rows);
        byHost.forEach((host, counts) -> counts.rows(SummaryRow.Section.HOST, host, rows));
        pairs(snapshot, rows);
        return new Table<>(timeNs, rows, integrity);
    }

    private void pairs(Snapshot snapshot, List<SummaryRow> rows) {
        Map<TcpState, Map<TcpState, Integer>> pairs = new EnumMap<>(TcpState.class);
        for (Connection connection : snapshot.connections()) {
            boolean isWanted = connection.transport() == Transport.TCP
                    && (selection.acceptsEnd(SocketRow.end(connection, true))
                            || selection.acceptsEnd(SocketRow.end(connection, false)));
            if (isWanted) {
                pairs.computeIfAbsent(connection.originator().state(), ignored -> new EnumMap<>(TcpState.class))
                        .merge(connection.responder().state(), 1, Integer::sum);
            }
        }
        pairs.forEach((originator, responders) -> responders.forEach((responder, count) ->
                rows.add(new SummaryRow(SummaryRow.Section.PAIR, null, Transport.TCP, originator, responder, count))));
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
