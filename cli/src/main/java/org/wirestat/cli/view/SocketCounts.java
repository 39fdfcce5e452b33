package org.wirestat.cli.view;

import java.util.EnumMap;
import java.util.Map;
import org.wirestat.tracker.TcpState;

/** How many sockets there are of each kind. */
final class SocketCounts {

    private static final TcpState[] STATES = TcpState.values();

    private final int[] tcp = new int[STATES.length];
    private int udp;
    private boolean hasServer;
    private boolean hasClient;

    void add(SocketRow socket) {
        TcpState state = socket.state();
        if (state == null) {
            udp++;
        } else {
            tcp[state.ordinal()]++;
        }
        hasServer |= socket.isServer();
        hasClient |= Boolean.TRUE.equals(socket.initiator());
    }

    /** Adds those that others have counted. */
    SocketCounts add(SocketCounts others) {
        for (int i = 0; i < tcp.length; i++) {
            tcp[i] += others.tcp[i];
        }
        udp += others.udp;
        hasServer |= others.hasServer;
        hasClient |= others.hasClient;
        return this;
    }

    /** TCP sockets by their state; only states that occur. */
    Map<TcpState, Integer> tcp() {
        Map<TcpState, Integer> counts = new EnumMap<>(TcpState.class);
        for (TcpState state : STATES) {
            if (tcp[state.ordinal()] > 0) {
                counts.put(state, tcp[state.ordinal()]);
            }
        }
        return counts;
    }

    int udp() {
        return udp;
    }

    /** Whether any waits for anybody. */
    boolean hasServer() {
        return hasServer;
    }

    /** Whether any has called somebody. */
    boolean hasClient() {
        return hasClient;
    }
}
