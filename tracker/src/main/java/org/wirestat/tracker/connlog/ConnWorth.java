package org.wirestat.tracker.connlog;

import org.wirestat.tracker.EvictionClass;

/** Judges what a connection is worth when there is no room for all: by what each end has shown. */
final class ConnWorth {

    /** The SYN, its answer and the answer to that, or as much of anything else: no forged packet gets that far. */
    private static final int PACKETS_OF_PROOF = 3;

    private ConnWorth() {}

    static EvictionClass of(Conn conn) {
        long ofOriginator = conn.originator().packets();
        long ofResponder = conn.responder().packets();
        boolean isTwoWay = ofOriginator > 0 && ofResponder > 0;
        long packets = ofOriginator + ofResponder;
        if (conn.protocol() != Protocol.TCP) {
            return isTwoWay ? EvictionClass.CONVERSATION : oneSided(packets);
        }
        EndState originator = conn.originator().state();
        EndState responder = conn.responder().state();
        if ((isOver(originator) && isOver(responder)) || conn.is(Conn.DECIDED)) {
            return EvictionClass.CLOSED;
        }
        if (isOver(originator) || isOver(responder)) {
            return isTwoWay ? EvictionClass.CLOSING : EvictionClass.CLOSED;
        }
        boolean isConfirmed = isTwoWay && packets >= PACKETS_OF_PROOF;
        if (isConfirmed) {
            return EvictionClass.CONFIRMED;
        }
        if (isTwoWay && isBegun(originator)) {
            return EvictionClass.SYN_RECEIVED;
        }
        return isBegun(originator) ? EvictionClass.SYN_UNANSWERED : oneSided(packets);
    }

    private static EvictionClass oneSided(long packets) {
        return packets <= 1 ? EvictionClass.ONE_WAY_PACKET : EvictionClass.UNCONFIRMED;
    }

    private static boolean isOver(EndState state) {
        return state == EndState.CLOSED || state == EndState.RESET;
    }

    private static boolean isBegun(EndState state) {
        return state == EndState.SYN_SENT || state == EndState.SYN_ACK_SENT || state == EndState.ESTABLISHED;
    }
}
