package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.FIN;
import static org.wirestat.tracker.script.Sending.PSH;
import static org.wirestat.tracker.script.Sending.RST;
import static org.wirestat.tracker.script.Sending.SYN;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** Cases 71 to 87: how connections close. */
class ClosingCasesTest extends Script {

    ClosingCasesTest(Way way) {
        super(way);
    }

    @Test
    void case071_aCloseGoesThroughItsStatesAndTheBasisFollowsTheEvidence() {
        open();
        a.fin();
        states(FIN_WAIT_1, OBSERVED, CLOSE_WAIT, PRESUMED);
        b.ack();
        states(FIN_WAIT_2, PRESUMED, CLOSE_WAIT, OBSERVED);
        b.fin();
        states(TIME_WAIT, PRESUMED, LAST_ACK, OBSERVED);
        a.ack();
        states(TIME_WAIT, OBSERVED, CLOSED, PRESUMED);
        after(seconds(59));
        states(TIME_WAIT, CLOSED);
        after(seconds(2));
        states(CLOSED, CLOSED);
    }

    @Test
    void case072_aCloseInThreeSegments() {
        open();
        a.fin();
        b.fin();
        states(TIME_WAIT, LAST_ACK);
        a.ack();
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void case073_finsThatCrossLeadThroughClosing() {
        open();
        a.lost().fin();
        b.lost().fin();
        states(CLOSING, CLOSING);
        a.segment(ACK).ack(b.sndNxt()).go();
        states(CLOSING, TIME_WAIT);
        b.segment(ACK).ack(a.sndNxt()).go();
        states(TIME_WAIT, TIME_WAIT);
    }

    @Test
    void case074_theServerThatClosesFirstHasTheTimeWait() {
        open();
        b.fin();
        states(CLOSE_WAIT, FIN_WAIT_1);
        a.ack();
        states(CLOSE_WAIT, FIN_WAIT_2);
        a.fin();
        states(LAST_ACK, TIME_WAIT);
        b.ack();
        states(CLOSED, TIME_WAIT);
    }

    @Test
    void case075_aHalfClosedConnectionLivesWhileDataFlows() {
        open();
        a.fin();
        b.ack();
        for (int i = 0; i < 360; i++) {
            after(seconds(20));
            b.data(1000);
            a.ack();
        }
        states(FIN_WAIT_2, CLOSE_WAIT);
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void case076_aRepeatedFinIsOneFinThatDidNotArrive() {
        open();
        Sending fin = a.lost().fin();
        for (int gap = 250; gap <= 4000; gap *= 2) {
            after(ms(gap));
            a.lost();
            fin.again();
            states(FIN_WAIT_1, ESTABLISHED);
        }
        retransmissions(5, 0);
        after(seconds(8));
        fin.again();
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    /** A lab's server repeated its FIN eight times, in vain, and went away; its client still was in FIN_WAIT2. */
    @Test
    void case076_aFinThatNobodyAnswersIsGivenUpAndItsPeerHasNotHeardOfIt() {
        open();
        a.fin();
        b.ack();
        repeats(b.lost().fin(), 8);
        states(FIN_WAIT_2, LAST_ACK);
        after(minutes(3));
        states(FIN_WAIT_2, PRESUMED, CLOSED, PRESUMED);
    }

    @Test
    void case076_aFinThatIsNotRepeatedAsLongAsItCouldBeHasBeenAnswered() {
        open();
        a.fin();
        b.ack();
        repeats(b.lost().fin(), 7);
        states(FIN_WAIT_2, LAST_ACK);
        after(seconds(60));
        states(TIME_WAIT, PRESUMED, CLOSED, PRESUMED);
    }

    /** Only of closed sockets kernels lose their patience so soon; one that is merely shut down repeats for a quarter of an hour. */
    @Test
    void case076_aFinThatIsRepeatedLongerIsNoOrphans() {
        open();
        a.fin();
        b.ack();
        repeats(b.lost().fin(), 9);
        after(seconds(150));
        states(TIME_WAIT, PRESUMED, CLOSED, PRESUMED);
    }

    /** After 208 ms, and twice as long each time. */
    private void repeats(Sending fin, int times) {
        Sending last = fin;
        for (int i = 0; i < times; i++) {
            after(ms(208L << i));
            b.lost();
            last = last.again();
        }
    }

    @Test
    void case077_theAckMustCoverTheFinBehindItsData() {
        open();
        a.segment(FIN | PSH | ACK).payload(500).lost().go();
        assertEquals(FIN_WAIT_1, wire.state(a));
        b.segment(ACK).ack(a.sndNxt() - 1).go();
        assertEquals(FIN_WAIT_1, wire.state(a));
        b.segment(ACK).ack(a.sndNxt()).go();
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    @Test
    void case078_aSelectiveAckOfTheFinSaysThatDataBeforeItIsMissing() {
        open();
        a.lost().data(500);
        Sending fin = a.fin();
        b.segment(ACK).sack(fin.seq(), fin.end()).go();
        states(FIN_WAIT_1, ESTABLISHED);
    }

    @Test
    void case078_aFinBehindAHoleIsNoCloseWait() {
        open();
        a.unseen().lost().data(500);
        a.fin();
        b.ack();
        states(FIN_WAIT_1, ESTABLISHED);
        a.segment(PSH | ACK).seq(a.sndNxt() - 501).payload(500).go();
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    @Test
    void case079_aFinWithAWrongChecksumClosesNothing() {
        open();
        a.segment(FIN | ACK).badChecksum().seq(a.sndNxt()).go();
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void case079_aFinFarOutsideTheWindowClosesNothing() {
        open();
        a.segment(FIN | ACK).seq(a.sndNxt() + (1 << 30)).lost().go();
        states(ESTABLISHED, ESTABLISHED);
        a.segment(FIN | ACK).seq(a.sndNxt() - 5_000_000).lost().go();
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void case079_aForgedFinInsideTheWindowIsTakenBackAsSoonAsItsSenderGoesOn() {
        open();
        a.segment(FIN | ACK).seq(a.sndNxt() + 700).forged().lost().go();
        a.data(50);
        b.ack();
        a.data(50);
        b.ack();
        states(ESTABLISHED, ESTABLISHED);
        assertEquals(0, endpoint(a).sendQueue());
    }

    @Test
    void case079_aForgedFinInsideTheWindowIsTakenBackByAnAckBelowIt() {
        open();
        a.segment(FIN | ACK).seq(a.sndNxt() + 700).forged().lost().go();
        after(seconds(2));
        b.data(50);
        a.ack();
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void case079_whatFillsTheHoleBeforeATrueFinLeavesItATrueOne() {
        open();
        Sending data = a.unseen().lost().data(700);
        a.lost().fin();
        b.ack();
        data.again();
        states(FIN_WAIT_1, ESTABLISHED);
    }

    @Test
    void case079_aDecoyFinThatNeverArrivedIsTakenBackByTheDataBehindIt() {
        open();
        a.segment(FIN | ACK).seq(a.sndNxt()).hopLimit(2).lost().forged().go();
        after(ms(300));
        a.data(100);
        b.ack();
        a.data(100);
        b.ack();
        b.data(10);
        a.ack();
        states(ESTABLISHED, ESTABLISHED);
        a.fin();
        b.ack();
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void case080_theFirstFinKeepsItsPlace() {
        open();
        a.fin();
        b.ack();
        a.segment(FIN | ACK).seq(a.sndNxt() + 100).lost().forged().go();
        states(FIN_WAIT_2, CLOSE_WAIT);
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void case081_theChallengeToASynIsNoAckOfTheFin() {
        open();
        a.fin();
        b.ack();
        b.lost().fin();
        assertEquals(LAST_ACK, wire.state(b));
        a.startsAt(a.sndNxt() + 9_000_000);
        Sending syn = a.lost().syn();
        assertEquals(LAST_ACK, wire.state(b));
        Sending challenge = b.segment(ACK).go();
        assertEquals(LAST_ACK, wire.state(b));
        a.refuse(challenge);
        assertEquals(CLOSED, wire.state(b));
        after(seconds(1));
        syn.again();
        states(SYN_SENT, CLOSED);
    }

    @Test
    void case082_aResetAfterTheFinLeavesNoTimeWait() {
        open();
        a.fin();
        b.ack();
        Sending late = b.data(100);
        a.refuse(late);
        states(CLOSED, CLOSED);
    }

    @Test
    void case082_anAbortAfterTheFinLeavesNoTimeWait() {
        open();
        a.fin();
        b.abort();
        states(CLOSED, CLOSED);
    }

    @Test
    void case083_anExactResetEndsTimeWaitAsLinuxHasIt() {
        open();
        a.fin();
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
        b.segment(RST).ack(0).noOptions().seq(b.sndNxt() + 5000).go();
        states(TIME_WAIT, CLOSED);
        b.segment(RST).ack(0).noOptions().seq(b.sndNxt()).go();
        states(CLOSED, CLOSED);
    }

    @Test
    void case084_aFinOfASynReceivedServerClosesAndOneWithoutAckOfAClientDoesNot() {
        a.syn();
        a.segment(FIN).lost().forged().go();
        states(SYN_SENT, CLOSED);
        b.synAck();
        b.fin();
        assertEquals(FIN_WAIT_1, wire.state(b));
    }

    @Test
    void case085_closeWaitStaysVisibleWhenOnlyOneSideClosed() {
        open();
        a.lost().fin();
        after(minutes(10));
        assertEquals(CLOSE_WAIT, wire.state(b));
        after(hours(20));
        assertEquals(CLOSE_WAIT, wire.state(b));
        after(hours(5));
        states(CLOSED, CLOSED);
    }

    @Test
    void case086_aFinOfNobodyKnownMakesNoConnection() {
        a.segment(FIN).go();
        states(CLOSED, CLOSED);
        begun(0);
    }

    @Test
    void case087_aResetOfNobodyKnownMakesNoConnection() {
        a.segment(RST).noOptions().go();
        b.segment(RST | ACK).go();
        states(CLOSED, CLOSED);
        begun(0);
        assertEquals(0, wire.snapshot().listeners().size());
    }

    @Test
    void aSynInTheMiddleOfACloseIsNotBelieved() {
        open();
        a.fin();
        b.opening(SYN).seq(b.sndNxt() + 700).lost().go();
        states(FIN_WAIT_1, CLOSE_WAIT);
    }

    /** A FIN sent after its peer's would have acknowledged that, and its peer would be in TIME_WAIT and silent. */
    @Test
    void case073_whoTakesAFinAndStillRepeatsItsOwnHasAPeerThatClosedAtTheSameTime() {
        openUnseen();
        Sending ofB = b.unseen().lost().fin();
        Sending ofA = a.unseen().lost().fin();
        a.receivesFin();
        b.receivesFin();
        after(seconds(3));
        ofB.again();
        ofA.again();
        after(seconds(6));
        ofB.again();
        states(CLOSING, CLOSING);
    }
}
