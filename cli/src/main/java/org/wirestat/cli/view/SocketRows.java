package org.wirestat.cli.view;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Transport;

/** The rows of a table of sockets, in netstat's order; those of TCP connections are made when they are asked for. */
final class SocketRows extends AbstractList<SocketRow> implements RandomAccess {

    private final ConnectionEnds tcp;
    private final ConnectionEnds tcp6;
    private final List<SocketRow> others = new ArrayList<>();

    /** How many of the others stand before each version's. */
    private int before;

    private int before6;

    SocketRows(List<Connection> connections) {
        tcp = new ConnectionEnds(connections, 4);
        tcp6 = new ConnectionEnds(connections, 6);
    }

    /** @param connection index of it */
    void addEnd(int connection, boolean ofOriginator, int ipVersion) {
        (ipVersion == 4 ? tcp : tcp6).addEnd(connection, ofOriginator);
    }

    /** One that is no end of a TCP connection. */
    void addOther(SocketRow row) {
        others.add(row);
    }

    void putInOrder() {
        tcp.putInOrder();
        tcp6.putInOrder();
        others.sort(new NetstatOrder());
        before = count(4);
        before6 = before + count(6);
    }

    /** Listening ports: they stand before the connections of their version. */
    private int count(int ipVersion) {
        return (int) others.stream()
                .filter(row -> row.transport() == Transport.TCP && row.ipVersion() == ipVersion)
                .count();
    }

    @Override
    public SocketRow get(int index) {
        if (index < before) {
            return others.get(index);
        }
        int behind = index - before;
        if (behind < tcp.size()) {
            return tcp.get(behind);
        }
        behind = index - tcp.size();
        if (behind < before6) {
            return others.get(behind);
        }
        if (behind - before6 < tcp6.size()) {
            return tcp6.get(behind - before6);
        }
        return others.get(behind - tcp6.size());
    }

    @Override
    public int size() {
        return others.size() + tcp.size() + tcp6.size();
    }
}
