package org.wirestat.tracker.connlog;

import org.wirestat.tracker.wire.Segment;

/** How a segment changes the state of the end that sent it. Says whether the end closes with it. */
final class EndRules {

    boolean onSegment(Conn conn, ConnEnd end, ConnEnd peer, Segment segment) {
        int flags = segment.flags;
        return switch (end.state()) {
            case INACTIVE -> onFirst(conn, end, peer, segment);
            case SYN_SENT, SYN_ACK_SENT -> onOpening(conn, end, peer, flags);
            case ESTABLISHED, PARTIAL -> onOpen(conn, end, peer, flags);
            case CLOSED -> onClosed(conn, end, peer, segment);
            case RESET -> false;
        };
    }

    /**
     * A SYN with ACK came first, and now somebody goes on: no stealthy scan does that, nor is it answered so. The roles are
     * the other way round.
     */
    void onAnswerHeard(Conn conn) {
        ConnEnd server = conn.originator();
        if (server.state() == EndState.SYN_ACK_SENT) {
            conn.turnAnswer();
            conn.set(Conn.PARTIAL, false);
            change(conn, server, conn.responder(), EndState.ESTABLISHED);
        }
    }

    /** The originator's SYN, captured after the answer to it. */
    static boolean isOvertakenSyn(ConnEnd originator, ConnEnd responder, Segment segment) {
        return (segment.flags & Segment.ACK) == 0
                && originator.state() == EndState.SYN_ACK_SENT
                && responder.state() == EndState.INACTIVE
                && segment.seq == responder.start();
    }

    private static boolean onFirst(Conn conn, ConnEnd end, ConnEnd peer, Segment segment) {
        int flags = segment.flags;
        boolean isOriginator = end == conn.originator();
        boolean closes = false;
        if ((flags & Segment.SYN) != 0) {
            if (isOriginator) {
                boolean hasAck = (flags & Segment.ACK) != 0;
                change(conn, end, peer, hasAck ? EndState.SYN_ACK_SENT : EndState.SYN_SENT);
                ConnTimers.onAttempt(conn, segment.timestampNs);
            } else {
                answer(conn, end, peer, segment);
            }
        }
        if ((flags & Segment.FIN) != 0) {
            change(conn, end, peer, EndState.CLOSED);
            closes = true;
        }
        if ((flags & Segment.RST) != 0) {
            change(conn, end, peer, EndState.RESET);
            closes = true;
        }
        if (end.state() == EndState.INACTIVE) {
            if (!isOriginator && segment.payloadLength == 0 && peer.state() == EndState.SYN_SENT) {
                return false; // an ACK of the SYN before the SYN that answers it
            }
            if ((flags & Segment.ACK) != 0 && peer.state() == EndState.ESTABLISHED) {
                change(conn, end, peer, EndState.ESTABLISHED); // only its SYN was missed
                conn.set(Conn.PARTIAL, false);
                conn.set(isOriginator ? Conn.ORIGINATOR_SEEN : Conn.RESPONDER_SEEN);
            } else {
                change(conn, end, peer, EndState.PARTIAL);
            }
        }
        return closes;
    }

    /** The responder's SYN, with an ACK or without. */
    private static void answer(Conn conn, ConnEnd end, ConnEnd peer, Segment segment) {
        if (isOvertakenSyn(peer, end, segment)) {
            conn.set(Conn.PARTIAL, false);
            conn.flip();
            change(conn, peer, end, EndState.ESTABLISHED);
            conn.set(Conn.ORIGINATOR_SEEN);
        } else if (peer.state() == EndState.SYN_SENT) {
            change(conn, peer, end, EndState.ESTABLISHED);
        }
        change(conn, end, peer, EndState.ESTABLISHED);
        if (peer.state() != EndState.PARTIAL) {
            ConnTimers.onEstablished(conn);
        }
    }

    private static boolean onOpening(Conn conn, ConnEnd end, ConnEnd peer, int flags) {
        boolean closes = false;
        if ((flags & Segment.FIN) != 0) {
            change(conn, end, peer, EndState.CLOSED);
            closes = true;
        }
        if ((flags & Segment.RST) != 0) {
            change(conn, end, peer, EndState.RESET);
            ConnTimers.onReset(conn);
            closes = true;
        }
        return closes;
    }

    private static boolean onOpen(Conn conn, ConnEnd end, ConnEnd peer, int flags) {
        boolean closes = false;
        if ((flags & (Segment.SYN | Segment.ACK)) == Segment.SYN
                && end.state() == EndState.PARTIAL
                && peer.state() == EndState.INACTIVE) {
            change(conn, end, peer, EndState.SYN_SENT);
        }
        if ((flags & (Segment.FIN | Segment.RST)) == Segment.FIN) {
            change(conn, end, peer, EndState.CLOSED);
            if (peer.state() == EndState.RESET && peer.previousState() == EndState.CLOSED) {
                change(conn, peer, end, EndState.CLOSED); // a FIN and then a RST was a normal end
            }
            closes = true;
        }
        if ((flags & Segment.RST) != 0) {
            change(conn, end, peer, EndState.RESET);
            closes = true;
            if (peer.state() != EndState.RESET || peer.previousState() != EndState.ESTABLISHED) {
                ConnTimers.onReset(conn);
            }
        }
        return closes;
    }

    private static boolean onClosed(Conn conn, ConnEnd end, ConnEnd peer, Segment segment) {
        if ((segment.flags & Segment.RST) == 0 || peer.state() == EndState.CLOSED) {
            return false;
        }
        change(conn, end, peer, EndState.RESET);
        ConnTimers.onResetAfterFin(conn, segment.timestampNs);
        return !end.is(ConnEnd.CLOSE_REPORTED);
    }

    private static void change(Conn conn, ConnEnd changing, ConnEnd other, EndState next) {
        EndState before = changing.state();
        if (next == before) {
            return;
        }
        if (!next.isHandshake() && before.isHandshake() && other.state().isHandshake()) {
            conn.set(Conn.PATIENT);
        }
        changing.state(next);
    }
}
