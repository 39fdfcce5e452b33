package org.wirestat.cli.view;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.IpAddress;

/**
 * Ends of connections of one IP version, as rows that are made when they are asked for: a table of a million connections is
 * printed from twenty bytes a row. They are put into {@link NetstatOrder} as numbers as far as that goes, 32 bits of
 * addresses and ports at a time, and only those that have most of these in common as rows.
 */
final class ConnectionEnds extends AbstractList<SocketRow> implements RandomAccess {

    /** So many rows are compared as rows. */
    private static final int FEW = 4096;

    /** Of the number below the key, as many as an index has. */
    private static final int NUMBER_BITS = 31;

    private static final int PIECES_OF_V4 = 3;
    private static final int PIECES_OF_V6 = 10;

    private final List<Connection> connections;
    private final int pieces;
    private final int few;

    /** Index of the connection, doubled; one more for the responder's end. */
    private int[] ends = new int[64];

    private int size;

    ConnectionEnds(List<Connection> connections, int ipVersion) {
        this(connections, ipVersion, FEW);
    }

    ConnectionEnds(List<Connection> connections, int ipVersion, int few) {
        this.connections = connections;
        pieces = ipVersion == 4 ? PIECES_OF_V4 : PIECES_OF_V6;
        this.few = few;
    }

    void addEnd(int connection, boolean ofOriginator) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size + size / 2);
        }
        ends[size++] = connection << 1 | (ofOriginator ? 0 : 1);
    }

    @Override
    public SocketRow get(int index) {
        return row(ends[index]);
    }

    @Override
    public int size() {
        return size;
    }

    private SocketRow row(int end) {
        return SocketRow.end(connections.get(end >>> 1), (end & 1) == 0);
    }

    void putInOrder() {
        order(0, size, 0, new long[size > few ? size : 0]);
    }

    /**
     * Orders those that have all pieces of their keys before this one in common.
     *
     * @param keys memory to work in, of which the same part is used
     */
    private void order(int from, int to, int piece, long[] keys) {
        if (to - from <= few || piece == pieces) {
            orderRows(from, to);
            return;
        }
        for (int i = from; i < to; i++) {
            keys[i] = piece(get(i), piece) << NUMBER_BITS | (i - from);
        }
        Arrays.sort(keys, from, to);
        int[] before = Arrays.copyOfRange(ends, from, to);
        for (int i = from; i < to; i++) {
            ends[i] = before[(int) keys[i] & Integer.MAX_VALUE];
        }
        int begin = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || keys[i] >>> NUMBER_BITS != keys[begin] >>> NUMBER_BITS) {
                order(begin, i, piece + 1, keys);
                begin = i;
            }
        }
    }

    private void orderRows(int from, int to) {
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

    /** 32 bits of local address, local port, foreign address, foreign port. */
    private long piece(SocketRow row, int number) {
        SocketRow.Address local = row.local();
        SocketRow.Address peer = row.peer();
        if (peer == null) {
            throw new IllegalStateException("an end of a connection has a peer");
        }
        if (pieces == PIECES_OF_V4) {
            return switch (number) {
                case 0 -> local.host().low();
                case 1 -> (long) local.port() << 16 | peer.host().low() >>> 16;
                default -> (peer.host().low() & 0xffff) << 16 | peer.port();
            };
        }
        return switch (number) {
            case 4 -> local.port();
            case 9 -> peer.port();
            default -> number < 4 ? quarter(local.host(), number) : quarter(peer.host(), number - 5);
        };
    }

    private static long quarter(IpAddress address, int number) {
        long half = number < 2 ? address.high() : address.low();
        return (number & 1) == 0 ? half >>> 32 : half & 0xffff_ffffL;
    }
}
