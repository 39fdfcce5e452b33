package org.wirestat.tracker.script;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.TcpState;

/** A test that is a script of segments between a client a and a server b; it runs in all four ways. */
@ParameterizedClass
@EnumSource(Way.class)
public abstract class Script {

    protected static final TcpState CLOSED = TcpState.CLOSED;
    protected static final TcpState SYN_SENT = TcpState.SYN_SENT;
    protected static final TcpState SYN_RECEIVED = TcpState.SYN_RECEIVED;
    protected static final TcpState ESTABLISHED = TcpState.ESTABLISHED;
    protected static final TcpState FIN_WAIT_1 = TcpState.FIN_WAIT_1;
    protected static final TcpState FIN_WAIT_2 = TcpState.FIN_WAIT_2;
    protected static final TcpState CLOSE_WAIT = TcpState.CLOSE_WAIT;
    protected static final TcpState CLOSING = TcpState.CLOSING;
    protected static final TcpState LAST_ACK = TcpState.LAST_ACK;
    protected static final TcpState TIME_WAIT = TcpState.TIME_WAIT;
    protected static final Basis OBSERVED = Basis.OBSERVED;
    protected static final Basis PRESUMED = Basis.PRESUMED;
    protected static final Basis PICKED_UP = Basis.PICKED_UP;

    /** As exactly as kernels' timers are known. */
    protected static final long A_LITTLE = ms(10);

    protected final Wire wire;
    protected final Host a;
    protected final Host b;

    protected Script(Way way) {
        wire = new Wire(way);
        a = wire.pair(0);
        b = a.peer();
    }

    /** A handshake and data both ways, all acknowledged: every state is observed. */
    protected final void open() {
        open(a);
    }

    protected final void open(Host client) {
        Host server = client.peer();
        client.syn();
        server.synAck();
        client.ack();
        client.data(100);
        server.ack();
        server.data(200);
        client.ack();
    }

    /** The same out of our sight: the capture begins afterwards. */
    protected final void openUnseen() {
        a.unseen().syn();
        b.unseen().synAck();
        a.unseen().ack();
    }

    protected static long ms(long milliseconds) {
        return milliseconds * 1_000_000;
    }

    protected static long seconds(long seconds) {
        return ms(1000 * seconds);
    }

    protected static long minutes(long minutes) {
        return seconds(60 * minutes);
    }

    protected static long hours(long hours) {
        return minutes(60 * hours);
    }

    protected final void after(long ns) {
        wire.pass(ns);
    }

    /** It is in one state until so long after now, and then in another, to the hundredth of a second. */
    protected final void staysFor(long ns, Host host, TcpState before, TcpState then) {
        long fromNs = wire.nowNs();
        wire.setTime(fromNs + ns - A_LITTLE);
        assertEquals(before, wire.state(host));
        wire.setTime(fromNs + ns + A_LITTLE);
        assertEquals(then, wire.state(host));
    }

    /** What netstat would show on the two hosts now; CLOSED where it would show nothing. */
    protected final void states(TcpState ofA, TcpState ofB) {
        assertEquals(ofA + " " + ofB, wire.state(a) + " " + wire.state(b));
    }

    protected final void states(TcpState ofA, Basis basisOfA, TcpState ofB, Basis basisOfB) {
        assertEquals(
                ofA + " " + basisOfA + ", " + ofB + " " + basisOfB,
                wire.state(a) + " " + endpoint(a).basis() + ", " + wire.state(b) + " "
                        + endpoint(b).basis());
    }

    protected final Endpoint endpoint(Host host) {
        return requireNonNull(wire.endpoint(host), () -> "no row of " + host);
    }

    protected final Connection connection() {
        return requireNonNull(wire.connection(a), "no row of the connection");
    }

    /** The client is the originator, whoever spoke first. */
    protected final void clientOriginated() {
        assertEquals(a.port(), connection().originator().port());
    }

    protected final void retransmissions(long ofA, long ofB) {
        assertEquals(
                ofA + " " + ofB,
                endpoint(a).retransmissions() + " " + endpoint(b).retransmissions());
    }

    /** Data both ways, acknowledged. */
    protected final void bothGoOn() {
        a.data(10);
        b.ack();
        b.data(20);
        a.ack();
    }

    /** Nothing that was said has moved it. */
    protected final void oneConnectionIsAlive() {
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        begun(1);
        clientOriginated();
    }

    /** Connections that the table shows. */
    protected final int rows() {
        List<Connection> rows = new ArrayList<>();
        wire.snapshot().connections().forEach(rows::add);
        return rows.size();
    }

    /** Connections begun or picked up so far. */
    protected final void begun(long connections) {
        assertEquals(connections, wire.snapshot().counters().connections());
    }
}
