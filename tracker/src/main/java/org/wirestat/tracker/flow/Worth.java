package org.wirestat.tracker.flow;

import org.wirestat.tracker.EvictionClass;
import org.wirestat.tracker.TcpState;

/** Judges what a conversation is worth when there is no room for all. */
final class Worth {

    /** The SYN, its answer and the answer to that, or as much of anything else: no forged packet gets that far. */
    private static final int PACKETS_OF_PROOF = 3;

    private Worth() {}

    static EvictionClass of(ConnectionRecord connection) {
        EndpointRecord lower = connection.lower();
        EndpointRecord higher = connection.higher();
        boolean isTwoWay = lower.isHeard() && higher.isHeard();
        long packets = lower.packets() + higher.packets();
        if (connection.isUdp()) {
            return isTwoWay ? EvictionClass.CONVERSATION : oneSided(packets);
        }
        TcpState one = lower.state();
        TcpState other = higher.state();
        if (isOpening(one) || isOpening(other)) {
            return isTwoWay ? EvictionClass.SYN_RECEIVED : EvictionClass.SYN_UNANSWERED;
        }
        if (isOpen(one) || isOpen(other)) {
            return isTwoWay && packets >= PACKETS_OF_PROOF ? EvictionClass.CONFIRMED : oneSided(packets);
        }
        if (isClosing(one) || isClosing(other)) {
            return EvictionClass.CLOSING;
        }
        return one == TcpState.TIME_WAIT || other == TcpState.TIME_WAIT
                ? EvictionClass.TIME_WAIT
                : EvictionClass.CLOSED;
    }

    private static EvictionClass oneSided(long packets) {
        return packets == 1 ? EvictionClass.ONE_WAY_PACKET : EvictionClass.UNCONFIRMED;
    }

    private static boolean isOpening(TcpState state) {
        return state == TcpState.SYN_SENT || state == TcpState.SYN_RECEIVED;
    }

    /** Also half-closed: who looks for sockets that nobody closes looks for CLOSE_WAIT. */
    private static boolean isOpen(TcpState state) {
        return state == TcpState.ESTABLISHED || state == TcpState.CLOSE_WAIT;
    }

    private static boolean isClosing(TcpState state) {
        return state == TcpState.FIN_WAIT_1
                || state == TcpState.FIN_WAIT_2
                || state == TcpState.CLOSING
                || state == TcpState.LAST_ACK;
    }
}
