package org.wirestat.tracker.script;

import java.util.HashMap;
import java.util.Map;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Counters;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.Overflow;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/** What holds for every tracker at every moment, whatever it was given; compares each look with the last. */
public final class Invariants {

    private static final Counters NOTHING = new Counters(0, 0, Map.of(), 0, 0, 0, Overflow.NONE);

    private Map<String, Endpoint> before = Map.of();
    private Counters countersBefore = NOTHING;

    /** Looks; throws an AssertionError that says what does not hold. */
    public void check(Snapshot snapshot) {
        Map<String, Endpoint> now = new HashMap<>();
        for (Connection connection : snapshot.connections()) {
            check(connection, snapshot.timeNs());
            take(connection, connection.originator(), connection.responder(), now);
            take(connection, connection.responder(), connection.originator(), now);
        }
        now.forEach(this::grew);
        before = now;
        Counters counters = snapshot.counters();
        holds(counters.frames() >= countersBefore.frames(), "frames");
        holds(counters.segments() >= countersBefore.segments(), "segments");
        holds(counters.duplicates() >= countersBefore.duplicates(), "duplicates");
        holds(counters.connections() >= countersBefore.connections(), "connections");
        holds(counters.badChecksums() >= countersBefore.badChecksums(), "bad checksums");
        holds(counters.segments() + counters.duplicates() <= counters.frames(), "segments come from frames");
        countersBefore = counters;
    }

    /**
     * A connection is told from another of the same ends by the time when it began. Not while it has lasted no time: a frame
     * with a doubtful stamp counts as of the last moment that is sure, and so may its successor, if that begins anew.
     */
    private static void take(Connection connection, Endpoint one, Endpoint other, Map<String, Endpoint> into) {
        if (connection.firstNs() == connection.lastNs()) {
            return;
        }
        String name = one.address() + ":" + one.port() + ">" + other.address() + ":" + other.port() + " since "
                + connection.firstNs() + " of " + connection.originator().port();
        into.put(name, one);
    }

    private static void check(Connection connection, long nowNs) {
        Endpoint[] ends = {connection.originator(), connection.responder()};
        holds(connection.firstNs() <= connection.lastNs(), "begins before it ends: " + connection);
        for (Endpoint end : ends) {
            holds(end.state() != TcpState.LISTEN, "no connection listens: " + end);
            holds(end.sinceNs() <= nowNs, "no state from the future: " + end);
            holds(end.sendQueue() >= 0, "send queue: " + end);
            holds(end.retransmissions() <= end.packets(), "retransmissions are packets: " + end);
            holds(end.payloadBytes() <= end.ipBytes() && end.ipBytes() <= end.frameBytes(), "bytes: " + end);
            Endpoint.Timer timer = end.timer();
            holds(timer == null || (timer.leftNs() >= 0 && timer.repeats() >= 0), "timer: " + end);
        }
        holds(
                connection.transport() == Transport.UDP
                        || connection.originator().state() != TcpState.CLOSED
                        || connection.responder().state() != TcpState.CLOSED,
                "a row has a socket: " + connection);
    }

    private void grew(String name, Endpoint now) {
        Endpoint then = before.get(name);
        if (then != null && then.packets() <= now.packets()) {
            holds(now.frameBytes() >= then.frameBytes(), "frame bytes of " + name);
            holds(now.ipBytes() >= then.ipBytes(), "IP bytes of " + name);
            holds(now.payloadBytes() >= then.payloadBytes(), "payload of " + name);
            holds(now.retransmissions() >= then.retransmissions(), "retransmissions of " + name);
        }
        holds(then == null || then.packets() <= now.packets(), "packets of " + name);
    }

    private static void holds(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }
}
