package org.wirestat.cli.view;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.PortOrder;

/**
 * Ends of connections of one IP version, as rows that are made when they are asked for: a table of a million connections is
 * put into {@link NetstatOrder} from fifty bytes a row, and printed from four. They are ordered as numbers, first by their
 * own addresses and ports, then by their peers'; only those that have both in common are compared as rows.
 */
final class ConnectionEnds extends AbstractList<SocketRow> implements RandomAccess {

    private static final int FIRST_ROOM = 64;

    private final List<Connection> connections;
    private final int ipVersion;

    /** Index of the connection, doubled; one more for the responder's end. */
    private int[] ends = new int[FIRST_ROOM];

    /** Of the ends, as long as they are in no order. */
    private EndKeys locals;

    private int size;

    ConnectionEnds(List<Connection> connections, int ipVersion) {
        this.connections = connections;
        this.ipVersion = ipVersion;
        locals = new EndKeys(ipVersion, FIRST_ROOM);
    }

    /**
     * @param connection index of it
     * @param local this end's address
     */
    void addEnd(int connection, boolean ofOriginator, SocketRow.Address local) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size + size / 2);
        }
        ends[size++] = connection << 1 | (ofOriginator ? 0 : 1);
        locals.add(local);
    }

    @Override
    public SocketRow get(int index) {
        int end = ends[index];
        return SocketRow.end(connections.get(end >>> 1), (end & 1) == 0);
    }

    @Override
    public int size() {
        return size;
    }

    void putInOrder() {
        order(0, size, locals, this::orderByPeers);
        locals = new EndKeys(ipVersion, 0);
    }

    private interface Order {
        void order(int from, int to);
    }

    /**
     * @param keys of the ends of this part, whose first has the number 0
     * @param further orders those whose keys are the same
     */
    private void order(int from, int to, EndKeys keys, Order further) {
        int[] numbers = new int[to - from];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        PortOrder.sort(numbers, 0, numbers.length, keys);
        int[] before = Arrays.copyOfRange(ends, from, to);
        int begin = 0;
        for (int i = 0; i < numbers.length; i++) {
            ends[from + i] = before[numbers[i]];
            if (!keys.areSame(numbers[begin], numbers[i])) {
                further.order(from + begin, from + i);
                begin = i;
            }
        }
        further.order(from + begin, to);
    }

    private void orderByPeers(int from, int to) {
        if (to - from > 1) {
            EndKeys peers = new EndKeys(ipVersion, to - from);
            for (int i = from; i < to; i++) {
                SocketRow.Address peer = get(i).peer();
                if (peer == null) {
                    throw new IllegalStateException("an end of a connection has a peer");
                }
                peers.add(peer);
            }
            order(from, to, peers, this::orderRows);
        }
    }

    private void orderRows(int from, int to) {
        if (to - from > 1) {
            record Numbered(int end, SocketRow row) {}
            Numbered[] rows = new Numbered[to - from];
            for (int i = from; i < to; i++) {
                rows[i - from] = new Numbered(ends[i], get(i));
            }
            NetstatOrder order = new NetstatOrder();
            Arrays.sort(rows, (one, other) -> order.compare(one.row(), other.row()));
            for (int i = from; i < to; i++) {
                ends[i] = rows[i - from].end();
            }
        }
    }
}
