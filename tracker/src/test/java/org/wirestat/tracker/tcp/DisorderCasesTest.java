package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.FIN;
import static org.wirestat.tracker.script.Sending.PSH;
import static org.wirestat.tracker.script.Sending.SYN;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** Cases 109 to 114: segments seen twice or out of order, and times that go back. */
class DisorderCasesTest extends Script {

    DisorderCasesTest(Way way) {
        super(way);
    }

    private void agesAreNotNegative() {
        long nowNs = wire.snapshot().timeNs();
        assertTrue(endpoint(a).sinceNs() <= nowNs && endpoint(b).sinceNs() <= nowNs);
        assertTrue(connection().firstNs() <= connection().lastNs());
        assertTrue(connection().lastNs() <= nowNs);
    }

    @Test
    void case109_copiesOfEverySegmentCountOnce() {
        a.syn().copy();
        b.synAck().copy();
        a.ack().copy();
        for (int i = 0; i < 20; i++) {
            a.data(100).copy();
            b.ack().copy();
        }
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        retransmissions(0, 0);
        assertEquals(2000, endpoint(a).payloadBytes());
        assertEquals(43, wire.snapshot().counters().duplicates());
        a.fin().copy();
        b.fin().copy();
        a.ack().copy();
        states(TIME_WAIT, CLOSED);
    }

    /** A mirror that was busy for a moment delivered the second copy of a FIN a quarter of a second late. */
    @Test
    void case109_aCopyThatTheMirrorDeliversLateIsNoRepetition() {
        open();
        Sending fin = a.lost().fin();
        for (int gap = 1; gap <= 16; gap *= 2) {
            after(seconds(gap));
            fin = a.lost().segment(FIN | ACK).seq(fin.seq()).go();
            fin.copy();
        }
        after(ms(258));
        fin.copy();
        retransmissions(5, 0);
        after(seconds(30));
        states(FIN_WAIT_1, ESTABLISHED);
    }

    @Test
    void case109_lateCopiesOfAHandshakeAreNoRepetitions() {
        Sending syn = a.syn();
        after(ms(258));
        syn.copy();
        Sending synAck = b.synAck();
        after(ms(258));
        synAck.copy();
        a.ack();
        retransmissions(0, 0);
        states(ESTABLISHED, OBSERVED, ESTABLISHED, PRESUMED);
    }

    /** Of who has no clock nothing tells a copy from a repetition. */
    @Test
    void case109_aLateCopyWithoutATimestampIsARepetition() {
        a.usesNoTimestamps();
        Sending syn = a.syn();
        after(ms(258));
        syn.copy();
        retransmissions(1, 0);
    }

    @Test
    void case110_theTwoCopiesOfALoopbackCaptureCountOnce() {
        // Host to itself: both directions of both frames; all that tells them apart is the port.
        Host one = wire.host(a.address(), 50_000, 0xffff_ff00);
        one.meets(wire.host(a.address(), 443, 0xffff_ff80));
        one.syn().copy();
        one.peer().synAck().copy();
        one.ack().copy();
        one.data(10).copy();
        one.peer().ack().copy();
        assertEquals(10, wire.endpoint(one).payloadBytes());
        assertEquals(ESTABLISHED, wire.state(one));
        assertEquals(ESTABLISHED, wire.state(one.peer()));
        one.fin().copy();
        assertEquals(FIN_WAIT_1, wire.state(one));
        assertEquals(CLOSE_WAIT, wire.state(one.peer()));
    }

    @Test
    void case111_oneConnectionOnTwoVlansIsOne() {
        a.opening(SYN).vlan(10).go().onVlan(20).copy();
        b.opening(SYN | ACK).vlan(20).go().onVlan(10).copy();
        a.segment(ACK).vlan(10).go().onVlan(20).copy();
        a.segment(PSH | ACK).payload(10).vlan(10).go().onVlan(20).copy();
        b.segment(ACK).vlan(20).go();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        begun(1);
        retransmissions(0, 0);
        assertEquals(10, endpoint(a).payloadBytes());
    }

    @Test
    void case112_theThirdAckBeforeTheSynAck() {
        a.syn();
        Sending synAck = b.unseen().synAck();
        a.ack();
        synAck.late();
        b.data(10);
        a.data(10);
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        clientOriginated();
    }

    @Test
    void case112_dataBeforeTheThirdAck() {
        a.syn();
        b.synAck();
        Sending third = a.unseen().ack();
        a.data(10);
        third.late();
        b.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        retransmissions(0, 0);
    }

    /** It was FIN_WAIT_1 for weeks: what it asked, and when, had not been noted. */
    @Test
    void case112_aFinSeenAfterALaterSegmentOfItsSenderIsAnsweredInItsTime() {
        openUnseen();
        Sending fin = a.unseen().fin();
        a.segment(ACK).go();
        fin.late();
        states(FIN_WAIT_1, CLOSE_WAIT);
        assertNotNull(endpoint(a).timer());
        after(minutes(2));
        states(FIN_WAIT_2, CLOSE_WAIT);
        after(minutes(10));
        states(CLOSED, CLOSED);
    }

    @Test
    void case112_aFinBeforeTheDataBeforeIt() {
        open();
        Sending data = a.unseen().data(100);
        a.fin();
        data.late();
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    @Test
    void case112_aSynAckThatIsSeenAfterTheDataBehindIt() {
        a.syn();
        Sending synAck = b.unseen().synAck();
        a.ack();
        b.data(100);
        synAck.late();
        a.ack();
        states(ESTABLISHED, ESTABLISHED);
        retransmissions(0, 0);
    }

    @Test
    void case113_aSynAckBeforeItsSynKeepsTheRoles() {
        Sending syn = a.unseen().syn();
        b.synAck();
        syn.late();
        a.ack();
        states(ESTABLISHED, ESTABLISHED);
        b.data(10);
        clientOriginated();
        begun(1);
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
    }

    @Test
    void case114_timesThatGoBackALittleGiveNoNegativeAges() {
        a.syn();
        after(ms(-5));
        b.synAck();
        after(ms(-5));
        a.ack();
        after(ms(-5));
        b.data(10);
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        agesAreNotNegative();
    }

    @Test
    void case114_timesThatGoBackAnHourGiveNoNegativeAges() {
        a.syn();
        b.synAck();
        a.ack();
        after(hours(-1));
        a.data(10);
        b.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        agesAreNotNegative();
    }

    @Test
    void case114_timesOfZeroAreTimes() {
        wire.setTime(-ms(1));
        a.syn();
        after(-ms(1));
        b.synAck();
        after(-ms(1));
        a.ack();
        after(-ms(1));
        a.data(10);
        after(-ms(1));
        b.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        begun(1);
        agesAreNotNegative();
    }

    @Test
    void case114_timesBefore1970AreTimes() {
        wire.setTime(-hours(1));
        open();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        a.fin();
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }
}
