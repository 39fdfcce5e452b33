package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.SYN;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** The scenarios that RFC 9293 draws, segment by segment. */
class RfcFiguresTest extends Script {

    RfcFiguresTest(Way way) {
        super(way);
    }

    @Test
    void figure6_theBasicHandshake() {
        a.syn();
        states(SYN_SENT, CLOSED);
        b.synAck();
        states(ESTABLISHED, SYN_RECEIVED);
        a.ack();
        states(ESTABLISHED, ESTABLISHED);
        a.data(1);
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void figure7_simultaneousSynchronisation() {
        a.lost().syn();
        states(SYN_SENT, CLOSED);
        b.syn();
        a.receivesLate(b.iss());
        b.receivesLate(a.iss());
        states(SYN_RECEIVED, SYN_RECEIVED);
        a.segment(SYN | ACK).seq(a.iss()).go();
        states(SYN_RECEIVED, ESTABLISHED);
        b.segment(SYN | ACK).seq(b.iss()).go();
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void figure8_recoveryFromAnOldDuplicateSyn() {
        Sending old = a.opening(SYN).seq(a.iss() - 70_000).forged().go();
        Sending answer = b.synAck();
        a.refuse(answer);
        assertEquals(CLOSED, wire.state(b));
        assertEquals(a.iss() - 70_000, old.seq());
        a.syn();
        b.synAck();
        a.ack();
        b.data(10);
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
    }

    @Test
    void figure9_halfOpenConnectionDiscovery() {
        open();
        int expected = a.sndNxt();
        a.startsAt(expected + 5_000_000);
        Sending syn = a.lost().syn();
        assertEquals(ESTABLISHED, wire.state(b));
        Sending challenge = b.segment(ACK).ack(expected).lost().go();
        a.refuse(challenge);
        assertEquals(CLOSED, wire.state(b));
        after(seconds(1));
        b.startsAt(b.sndNxt() + 9_000_000);
        syn.again();
        b.synAck();
        a.ack();
        states(ESTABLISHED, ESTABLISHED);
        begun(2);
    }

    @Test
    void figure10_activeSideCausesHalfOpenConnectionDiscovery() {
        open();
        Sending data = b.lost().data(100); // the client crashed: it has no socket any more
        a.refuse(data);
        states(CLOSED, CLOSED);
    }

    @Test
    void figure12_normalCloseSequence() {
        open();
        a.fin();
        states(FIN_WAIT_1, CLOSE_WAIT);
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
        b.fin();
        states(TIME_WAIT, LAST_ACK);
        a.ack();
        states(TIME_WAIT, CLOSED);
        after(seconds(61));
        states(CLOSED, CLOSED);
    }

    @Test
    void figure13_simultaneousCloseSequence() {
        open();
        a.lost().fin();
        assertEquals(FIN_WAIT_1, wire.state(a));
        b.lost().fin();
        states(CLOSING, CLOSING);
        a.segment(ACK).ack(b.sndNxt()).go();
        b.segment(ACK).ack(a.sndNxt()).go();
        states(TIME_WAIT, TIME_WAIT);
        after(seconds(61));
        states(CLOSED, CLOSED);
    }
}
