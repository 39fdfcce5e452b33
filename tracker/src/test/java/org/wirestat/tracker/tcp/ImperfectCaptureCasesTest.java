package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** Cases 99 to 114: captures that begin late, see one direction, miss, double or reorder segments. */
class ImperfectCaptureCasesTest extends Script {

    ImperfectCaptureCasesTest(Way way) {
        super(way);
    }

    @Test
    void case099_aConnectionSeenFromItsMiddleIsPickedUp() {
        openUnseen();
        a.data(100);
        b.ack();
        b.data(100);
        a.ack();
        states(ESTABLISHED, PICKED_UP, ESTABLISHED, PICKED_UP);
        assertFalse(connection().begunSeen());
        retransmissions(0, 0);
        a.fin();
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void case099_aConnectionWhoseCloseIsAllThatIsSeen() {
        openUnseen();
        b.fin();
        a.ack();
        states(CLOSE_WAIT, FIN_WAIT_2);
        a.fin();
        b.ack();
        states(CLOSED, TIME_WAIT);
    }

    @Test
    void case100_oneSegmentFromTheMiddleIsKeptForAShortTime() {
        openUnseen();
        a.data(100);
        states(ESTABLISHED, PICKED_UP, ESTABLISHED, PICKED_UP);
        after(minutes(4));
        states(ESTABLISHED, ESTABLISHED);
        after(minutes(2));
        states(CLOSED, CLOSED);
    }

    @Test
    void case101_theLowerPortIsTheLikelierServer() {
        openUnseen();
        b.data(100);
        clientOriginated();
    }

    @Test
    void case101_equalPortsAreGuessedTheSameWhoeverSpeaksFirst() {
        String[] originators = new String[2];
        for (int i = 0; i < 2; i++) {
            Host one = wire.host(a.address(), 7000 + i, 0xffff_ff00);
            one.meets(wire.host(b.address(), 7000 + i, 0xffff_ff80));
            one.unseen().syn();
            one.peer().unseen().synAck();
            (i == 0 ? one : one.peer()).ack();
            originators[i] = wire.connection(one).originator().address().toString();
        }
        assertEquals(originators[0], originators[1]);
    }

    @Test
    void case101_aSynSeenLaterCorrectsTheGuess() {
        openUnseen();
        b.data(100);
        a.ack();
        b.abort();
        after(seconds(1));
        b.startsAt(b.sndNxt() + 100_000);
        b.syn();
        assertEquals(b.port(), connection().originator().port());
    }

    @Test
    void case102_fromTheClientsSegmentsAloneBothEndsAreKnown() {
        a.syn();
        b.unseen().synAck();
        a.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, PRESUMED);
        a.data(100);
        b.unseen().data(1000);
        a.ack();
        a.fin();
        states(FIN_WAIT_1, CLOSE_WAIT);
        b.unseen().ack();
        b.unseen().fin();
        a.ack();
        states(TIME_WAIT, OBSERVED, CLOSED, PRESUMED);
        retransmissions(0, 0);
    }

    @Test
    void case102_theClientsSegmentsTellOfAServerThatFellSilentForUs() {
        a.syn();
        b.synAck();
        a.ack();
        a.data(100);
        b.unseen().data(1000);
        a.ack();
        a.fin();
        states(FIN_WAIT_1, CLOSE_WAIT);
        b.unseen().ack();
        b.unseen().fin();
        a.ack();
        states(TIME_WAIT, OBSERVED, CLOSED, PRESUMED);
        retransmissions(0, 0);
    }

    @Test
    void case103_fromTheServersSegmentsAloneBothEndsAreKnown() {
        a.unseen().syn();
        b.synAck();
        a.unseen().ack();
        a.unseen().data(100);
        b.ack();
        states(ESTABLISHED, ESTABLISHED);
        b.data(1000);
        a.unseen().ack();
        b.fin();
        states(CLOSE_WAIT, FIN_WAIT_1);
        a.unseen().ack();
        a.unseen().fin();
        b.ack();
        states(CLOSED, TIME_WAIT);
        retransmissions(0, 0);
    }

    @Test
    void case104_aResetThatWasMissedIsNotGuessed() {
        open();
        b.unseen().abort();
        after(hours(20));
        states(ESTABLISHED, ESTABLISHED);
        after(hours(5));
        states(CLOSED, CLOSED);
    }

    @Test
    void case106_aGapOfTenSecondsIsBridgedByWhatFollows() {
        open();
        for (int i = 0; i < 500; i++) {
            a.unseen().data(1400);
            b.unseen().ack();
            after(ms(18));
        }
        a.data(1400);
        b.ack();
        a.data(1400);
        b.ack();
        states(ESTABLISHED, ESTABLISHED);
        assertEquals(0, endpoint(a).sendQueue());
        a.fin();
        b.ack();
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void case106_aGapThatHeldBothFinsLeavesRowsThatAge() {
        open();
        a.unseen().fin();
        b.unseen().fin();
        a.unseen().ack();
        after(hours(25));
        states(CLOSED, CLOSED);
    }

    @Test
    void case107_withoutTheSynAckTheWindowMayBeAnyWidth() {
        a.syn();
        b.unseen().synAck();
        a.ack();
        states(ESTABLISHED, ESTABLISHED);
        a.data(100);
        b.segment(ACK).window(500).go();
        for (int i = 0; i < 100; i++) {
            a.unseen().data(30_000);
        }
        a.data(100);
        assertEquals(3_000_100, endpoint(a).sendQueue());
        b.ack();
        assertEquals(0, endpoint(a).sendQueue());
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
    }

    @Test
    void case108_aLastAckThatWasMissedIsConcludedFromSilence() {
        open();
        a.fin();
        b.ack();
        b.fin();
        a.unseen().ack();
        states(TIME_WAIT, LAST_ACK);
        after(seconds(5));
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void case108_aLastAckThatWasLostIsAskedForAgain() {
        open();
        a.fin();
        b.ack();
        Sending fin = b.fin();
        a.lost().ack();
        states(TIME_WAIT, CLOSED);
        after(ms(210));
        fin.again();
        states(TIME_WAIT, LAST_ACK);
        a.ack();
        after(seconds(5));
        states(TIME_WAIT, CLOSED);
        retransmissions(0, 1);
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

    private void agesAreNotNegative() {
        long nowNs = wire.snapshot().timeNs();
        assertTrue(endpoint(a).sinceNs() <= nowNs && endpoint(b).sinceNs() <= nowNs);
        assertTrue(connection().firstNs() <= connection().lastNs());
        assertTrue(connection().lastNs() <= nowNs);
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

    /** The row of the closed end stayed for a day: its last data and its FIN were one frame, and that frame was missed. */
    @Test
    void case105_theLastSegmentOfAHalfClosedConnectionHeldTheFinIfSilenceFollows() {
        open();
        a.fin();
        b.ack();
        b.data(300);
        a.ack();
        b.unseen().segment(FIN | PSH | ACK).payload(700).go();
        a.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
        after(seconds(4));
        states(TIME_WAIT, PRESUMED, CLOSED, PRESUMED);
        after(seconds(60));
        states(CLOSED, CLOSED);
    }

    @Test
    void case105_ifDataFollowThenItHeldNone() {
        open();
        a.fin();
        b.data(300);
        b.unseen().data(700);
        a.ack();
        after(seconds(4));
        states(TIME_WAIT, CLOSED);
        b.data(300);
        a.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }
}
