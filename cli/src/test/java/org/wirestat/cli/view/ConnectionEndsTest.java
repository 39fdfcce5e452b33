package org.wirestat.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/** Rows that are put in order as numbers stand as they would if they were put in order as rows. */
class ConnectionEndsTest {

    private static final int CONNECTIONS = 3_000;

    private final Random random = new Random(6);

    @ParameterizedTest
    @ValueSource(ints = {4, 6})
    void endsStandInNetstatsOrder_howeverMuchTheyHaveInCommon(int version) {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(connection(version));
        }
        List<SocketRow> wanted = new ArrayList<>();
        for (Connection connection : connections) {
            wanted.add(SocketRow.end(connection, true));
            wanted.add(SocketRow.end(connection, false));
        }
        wanted.sort(new NetstatOrder());
        ConnectionEnds ends = new ConnectionEnds(connections, version);
        for (int i = 0; i < CONNECTIONS; i++) {
            for (boolean ofOriginator : new boolean[] {true, false}) {
                ends.addEnd(i, ofOriginator, SocketRow.end(connections.get(i), ofOriginator));
            }
        }
        ends.putInOrder();
        assertEquals(wanted, List.copyOf(ends));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6})
    void noneAreInOrder(int version) {
        ConnectionEnds ends = new ConnectionEnds(List.of(), version);
        ends.putInOrder();
        assertEquals(List.of(), List.copyOf(ends));
    }

    private Connection connection(int version) {
        long firstNs = random.nextInt(3);
        return new Connection(Transport.TCP, end(version), end(version), true, firstNs, 10);
    }

    /** Of few addresses and ports, from both ends of what there is, so that many have much in common. */
    private Endpoint end(int version) {
        IpAddress address = version == 4
                ? IpAddress.v4(pick(0, 1, 0x0a000001, 0x0a000002, 0x7fffffff, 0x80000000, -1))
                : IpAddress.v6(pick(0, 1, Integer.MIN_VALUE) * 0x1_0000_0001L, pick(0, 1, -1) * 0x1_0000_0001L);
        int port = pick(0, 1, 80, 443, 0x8000, 0xffff);
        return new Endpoint(
                address, port, TcpState.ESTABLISHED, Basis.OBSERVED, random.nextInt(3), 0, 0, 0, 0, 0, 0, null);
    }

    private int pick(int... values) {
        return values[random.nextInt(values.length)];
    }
}
