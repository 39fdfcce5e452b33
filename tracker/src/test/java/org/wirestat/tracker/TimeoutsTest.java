package org.wirestat.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Way;
import org.wirestat.tracker.script.Wire;

/** What a user may set, and what it is without setting. */
class TimeoutsTest {

    private static final long DAY_NS = 86_400_000_000_000L;

    private static Wire wire(Way way, Timeouts timeouts) {
        return new Wire(way, TrackerOptions.defaults().withTimeouts(timeouts));
    }

    private static Host open(Wire wire, int number) {
        Host client = wire.pair(number);
        client.syn();
        client.peer().synAck();
        client.ack();
        client.data(10);
        client.peer().ack();
        return client;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void withoutTimersEveryEndpointStaysAsItsLastSegmentLeftIt(Way way) {
        Wire wire = wire(way, Timeouts.none());
        Host opening = wire.pair(0);
        opening.syn();
        Host accepting = wire.pair(1);
        accepting.syn();
        accepting.peer().synAck();
        Host closing = open(wire, 2);
        closing.fin();
        Host closed = open(wire, 3);
        closed.fin();
        closed.peer().fin();
        closed.ack();
        Host repeating = wire.pair(4);
        var syn = repeating.syn();
        wire.pass(1_000_000_000L);
        syn.again();
        wire.pass(300 * DAY_NS);
        assertEquals(TcpState.SYN_SENT, wire.state(opening));
        assertEquals(TcpState.SYN_RECEIVED, wire.state(accepting.peer()));
        assertEquals(TcpState.FIN_WAIT_1, wire.state(closing));
        assertEquals(TcpState.CLOSE_WAIT, wire.state(closing.peer()));
        assertEquals(TcpState.TIME_WAIT, wire.state(closed));
        assertEquals(TcpState.SYN_SENT, wire.state(repeating));
        assertTrue(Timeouts.none().areOff());
        assertFalse(Timeouts.linux().areOff());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void timeWaitLastsAsLongAsItIsSet(Way way) {
        Wire wire = wire(way, Timeouts.linux().withTimeWait(Duration.ofMinutes(4)));
        Host client = open(wire, 0);
        client.fin();
        client.peer().fin();
        client.ack();
        wire.pass(239_000_000_000L);
        assertEquals(TcpState.TIME_WAIT, wire.state(client));
        wire.pass(2_000_000_000L);
        assertEquals(TcpState.CLOSED, wire.state(client));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aClosedEndThatWaitsForItsPeersFinGoesWhenThatIsSetUnlessDataCome(Way way) {
        Wire wire = wire(way, Timeouts.linux().withFinWait2(Duration.ofMinutes(1)));
        Host orphan = open(wire, 0);
        orphan.fin();
        orphan.peer().ack();
        Host reader = open(wire, 1);
        reader.fin();
        reader.peer().ack();
        reader.peer().data(100);
        reader.ack();
        wire.pass(59_000_000_000L);
        assertEquals(TcpState.FIN_WAIT_2, wire.state(orphan));
        wire.pass(2_000_000_000L);
        assertEquals(TcpState.CLOSED, wire.state(orphan));
        assertEquals(TcpState.FIN_WAIT_2, wire.state(reader));
        wire.pass(DAY_NS);
        assertEquals(TcpState.CLOSED, wire.state(reader));
    }
}
