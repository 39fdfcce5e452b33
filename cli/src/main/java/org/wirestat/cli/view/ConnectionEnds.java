package org.wirestat.cli.view;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.PortOrder;
import org.wirestat.tracker.Prefetching;

/**
 * Ends of connections of one IP version, as rows that are made when they are asked for: a table of a million connections is
 * put into {@link NetstatOrder} from sixty bytes a row, and printed from four. They are ordered as numbers, first by their
 * own addresses and ports, then by their peers'; only those that have both in common are compared as rows.
 */
final class ConnectionEnds extends AbstractList<SocketRow> implements RandomAccess {

    private static final int FIRST_ROOM = 64;

    private final List<Connection> connections;
    private final int ipVersion;

    /** Index of the connection, doubled; one more for the responder's end. */
    private int[] ends = new int[FIRST_ROOM];

    /** Of the ends and of their peers, as long as they are in no order. */
    private EndKeys locals;

    private EndKeys peers;

    private int size;

    ConnectionEnds(List<Connection> connections, int ipVersion) {
        this.connections = connections;
        this.ipVersion = ipVersion;
        locals = new EndKeys(ipVersion, FIRST_ROOM);
        peers = new EndKeys(ipVersion, FIRST_ROOM);
    }

    /**
     * @param connection index of it
     * @param row of this end
     */
    void addEnd(int connection, boolean ofOriginator, SocketRow row) {
        makeRoom(1);
        ends[size++] = connection << 1 | (ofOriginator ? 0 : 1);
        locals.add(row.local());
        peers.add(Objects.requireNonNull(row.peer(), "an end of a connection has a peer"));
    }

    /** Adds others of the same connections, which are in no order either. */
    void addAll(ConnectionEnds others) {
        makeRoom(others.size);
        System.arraycopy(others.ends, 0, ends, size, others.size);
        size += others.size;
        locals.addAll(others.locals);
        peers.addAll(others.peers);
    }

    private void makeRoom(int more) {
        if (size + more > ends.length) {
            ends = Arrays.copyOf(ends, Math.max(size + more, size + size / 2));
        }
    }

    @Override
    public SocketRow get(int index) {
        if (connections instanceof Prefetching far && index % Prefetching.AT_ONCE == 0) {
            int limit = Math.min(size, index + Prefetching.AT_ONCE);
            for (int i = index; i < limit; i++) {
                far.prefetch(ends[i] >>> 1);
            }
        }
        return row(ends[index]);
    }

    private SocketRow row(int end) {
        return SocketRow.end(connections.get(end >>> 1), (end & 1) == 0);
    }

    @Override
    public int size() {
        return size;
    }

    void putInOrder() {
        int[] numbers = new int[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = i;
        }
        PortOrder.sort(numbers, 0, size, locals);
        forEachRun(numbers, 0, size, locals, (from, to) -> {
            PortOrder.sort(numbers, from, to, peers);
            forEachRun(numbers, from, to, peers, (begin, end) -> orderRows(numbers, begin, end));
        });
        int[] inOrder = new int[size];
        for (int i = 0; i < size; i++) {
            inOrder[i] = ends[numbers[i]];
        }
        ends = inOrder;
        locals = new EndKeys(ipVersion, 0);
        peers = new EndKeys(ipVersion, 0);
    }

    private interface Run {
        void take(int from, int to);
    }

    /** Ends whose keys are the same, where there are several. */
    private static void forEachRun(int[] numbers, int from, int to, EndKeys keys, Run run) {
        int begin = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || !keys.areSame(numbers[begin], numbers[i])) {
                if (i - begin > 1) {
                    run.take(begin, i);
                }
                begin = i;
            }
        }
    }

    private void orderRows(int[] numbers, int from, int to) {
        record Numbered(int number, SocketRow row) {}
        Numbered[] rows = new Numbered[to - from];
        for (int i = from; i < to; i++) {
            rows[i - from] = new Numbered(numbers[i], row(ends[numbers[i]]));
        }
        NetstatOrder order = new NetstatOrder();
        Arrays.sort(rows, (one, other) -> order.compare(one.row(), other.row()));
        for (int i = from; i < to; i++) {
            numbers[i] = rows[i - from].number();
        }
    }
}
