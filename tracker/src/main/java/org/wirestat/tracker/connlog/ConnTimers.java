package org.wirestat.tracker.connlog;

import java.util.concurrent.TimeUnit;

/**
 * When a connection is over, by Zeek's default time-outs. A timer is looked at when a packet comes, as Zeek's are, and so
 * it matters only whether it was due before that.
 */
final class ConnTimers {

    /** The answer of {@link #nextNs} for a connection that has gone. */
    static final long GONE = Long.MIN_VALUE;

    private static final long ATTEMPT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long CLOSE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long RESET_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long NOTHING_HAPPENED_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long PARTIAL_CLOSE_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long INACTIVE_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long INACTIVE_TCP_NS = TimeUnit.MINUTES.toNanos(5);
    private static final long INACTIVE_INTERACTIVE_NS = TimeUnit.HOURS.toNanos(1);

    private ConnTimers() {}

    /** @param synNs time of the first SYN */
    static void onAttempt(Conn conn, long synNs) {
        conn.watchAt(synNs + ATTEMPT_NS);
        conn.set(Conn.ATTEMPT_WATCHED);
        conn.set(Conn.PARTIAL_CLOSE_WATCHED, false);
    }

    /** A connection of a service that people type into may be silent for long. */
    static void onEstablished(Conn conn) {
        switch (conn.responderPort()) {
            case 21, 22, 23, 513 -> conn.set(Conn.INTERACTIVE);
            default -> {}
        }
    }

    /** A RST in a connection decides what is to be said of it: nothing but silence ends it before its close. */
    static void onReset(Conn conn) {
        conn.set(Conn.DECIDED);
        conn.goesAt(0);
        conn.watchAt(0);
    }

    static void onResetAfterFin(Conn conn, long rstNs) {
        if (!conn.is(Conn.DECIDED) && conn.goesNs() == 0) {
            conn.goesAt(rstNs + RESET_NS);
        }
    }

    /** An end has closed, for the first time. */
    static void onClose(Conn conn, ConnEnd end, ConnEnd peer) {
        boolean isComplete =
                end.state() == EndState.RESET || peer.is(ConnEnd.CLOSE_REPORTED) || peer.state() == EndState.INACTIVE;
        if (isComplete) {
            conn.goesAt(conn.lastNs() + CLOSE_NS);
            conn.watchAt(0);
        } else if (end.previousState() == EndState.INACTIVE) {
            conn.watchAt(conn.lastNs() + PARTIAL_CLOSE_NS);
            conn.set(Conn.PARTIAL_CLOSE_WATCHED);
            conn.set(Conn.ATTEMPT_WATCHED, false);
        }
    }

    /** Lets the time run up to now: when to look again, or {@link #GONE}. */
    static long nextNs(Conn conn, long nowNs) {
        long inactiveNs = conn.lastNs() + patienceNs(conn);
        if (inactiveNs <= nowNs || (conn.goesNs() != 0 && conn.goesNs() <= nowNs)) {
            return GONE;
        }
        long nextNs = conn.goesNs() != 0 ? Math.min(inactiveNs, conn.goesNs()) : inactiveNs;
        if (conn.protocol() != Protocol.TCP) {
            return nextNs;
        }
        if (isUntouched(conn)) {
            long untouchedNs = conn.startNs() + NOTHING_HAPPENED_NS;
            return untouchedNs < nowNs ? GONE : Math.min(nextNs, untouchedNs + 1);
        }
        if (conn.watchNs() == 0) {
            return nextNs;
        }
        if (conn.watchNs() > nowNs) {
            return Math.min(nextNs, conn.watchNs());
        }
        if (isGivenUp(conn)) {
            return GONE;
        }
        conn.watchAt(0);
        return nextNs;
    }

    private static boolean isUntouched(Conn conn) {
        return conn.originator().state() == EndState.INACTIVE
                && conn.responder().state() == EndState.INACTIVE;
    }

    private static boolean isGivenUp(Conn conn) {
        EndState originator = conn.originator().state();
        EndState responder = conn.responder().state();
        if (conn.is(Conn.DECIDED)) {
            return false;
        }
        if (conn.is(Conn.ATTEMPT_WATCHED)) {
            return (originator == EndState.SYN_SENT || originator == EndState.SYN_ACK_SENT)
                    && responder == EndState.INACTIVE;
        }
        return originator != EndState.INACTIVE
                && responder != EndState.INACTIVE
                && !(conn.originator().is(ConnEnd.CLOSE_REPORTED)
                        && conn.responder().is(ConnEnd.CLOSE_REPORTED))
                && originator != EndState.RESET
                && responder != EndState.RESET;
    }

    private static long patienceNs(Conn conn) {
        if (conn.is(Conn.INTERACTIVE)) {
            return INACTIVE_INTERACTIVE_NS;
        }
        return conn.is(Conn.PATIENT) ? INACTIVE_TCP_NS : INACTIVE_NS;
    }
}
