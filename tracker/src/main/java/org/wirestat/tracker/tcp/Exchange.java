package org.wirestat.tracker.tcp;

import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.EndpointRecord;

/**
 * One moment of one connection: who sends, who receives, and when. The same object is used again and again.
 *
 * <p>All judges work on it, and {@link #transition} is the only place where a state changes.
 */
public final class Exchange {

    private final @Nullable MoveListener listener;

    private ConnectionRecord connection;
    private EndpointRecord sender;
    private EndpointRecord receiver;
    private long nowNs;
    private boolean moved;
    private boolean isSilence;

    /** @param listener hears of every move; null if nobody wants to know */
    public Exchange(ConnectionRecord anyConnection, @Nullable MoveListener listener) {
        this.listener = listener;
        connection = anyConnection;
        sender = anyConnection.lower();
        receiver = anyConnection.higher();
    }

    /** Looks at a segment that one endpoint sends. */
    void begin(ConnectionRecord connection, boolean lowerSends, long nowNs) {
        this.connection = connection;
        this.nowNs = nowNs;
        sender = lowerSends ? connection.lower() : connection.higher();
        receiver = lowerSends ? connection.higher() : connection.lower();
        moved = false;
    }

    ConnectionRecord connection() {
        return connection;
    }

    EndpointRecord sender() {
        return sender;
    }

    EndpointRecord receiver() {
        return receiver;
    }

    /** The packet clock, ns since 1970; never before the connection's last segment. */
    long nowNs() {
        return nowNs;
    }

    /** Whether a state changed since {@link #begin}. */
    boolean hasMoved() {
        return moved;
    }

    /** The sender did this before our eyes. */
    void proves(TcpEvent event) {
        transition(sender, event, Basis.OBSERVED, nowNs);
    }

    /** The receiver is presumed to be reached by this. */
    void presumes(TcpEvent event) {
        transition(receiver, event, Basis.PRESUMED, nowNs);
    }

    /** Nothing more came until then, and that says it. */
    void concludes(EndpointRecord endpoint, TcpEvent event, long dueNs) {
        isSilence = true;
        transition(endpoint, event, Basis.PRESUMED, dueNs);
        isSilence = false;
    }

    /** The one place where a state changes, and where its basis does. */
    void transition(EndpointRecord endpoint, TcpEvent event, Basis basis, long atNs) {
        TcpState from = endpoint.state();
        TcpState to = TcpRules.next(from, event);
        if (to == from) {
            if (basis == Basis.OBSERVED && endpoint.basis() == Basis.PRESUMED && confirms(event, from)) {
                endpoint.basis(Basis.OBSERVED);
                if (listener != null) {
                    tell(listener, endpoint, event, from, atNs);
                }
            }
            return;
        }
        endpoint.state(to, basis, atNs);
        moved = true;
        if (listener != null) {
            tell(listener, endpoint, event, from, atNs);
        }
    }

    private void tell(MoveListener to, EndpointRecord endpoint, TcpEvent event, TcpState from, long atNs) {
        boolean isLower = endpoint == connection.lower();
        to.moves(connection, isLower, event, from, endpoint.state(), endpoint.basis(), atNs, isSilence);
    }

    /** Whether an event that does not move this state proves it, where it was only presumed. */
    private static boolean confirms(TcpEvent event, TcpState state) {
        return switch (state) {
            case ESTABLISHED -> event == TcpEvent.SENDS_ACK;
            case SYN_RECEIVED -> event == TcpEvent.SENDS_SYN_ACK;
            case CLOSE_WAIT, CLOSING, TIME_WAIT -> event == TcpEvent.GETS_FIN;
            case CLOSED -> event == TcpEvent.SENDS_RST;
            case LISTEN, SYN_SENT, FIN_WAIT_1, FIN_WAIT_2, LAST_ACK -> false;
        };
    }
}
