package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.PSH;
import static org.wirestat.tracker.script.Sending.RST;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** Who was taken for closed, and speaks: what was on its way proves no life, what answers what came later does; case 38. */
class RevivalTest extends Script {

    RevivalTest(Way way) {
        super(way);
    }

    /** Its number is right and it never arrives: both ends are taken for closed. */
    private void aForgedResetOfA() {
        a.segment(RST | ACK).hopLimit(3).lost().go();
        states(CLOSED, CLOSED);
    }

    @Test
    void whatItsPeerSaysWithinHalfASecondWasOnItsWay_later_itLives() {
        open();
        aForgedResetOfA();
        after(ms(490));
        b.data(10);
        states(CLOSED, CLOSED);
        after(ms(10));
        b.data(10);
        states(CLOSED, ESTABLISHED);
    }

    @Test
    void dataBehindItsOwnResetShowsAtOnceThatTheResetWasNotItsOwn() {
        open();
        aForgedResetOfA();
        a.data(10);
        states(ESTABLISHED, CLOSED);
    }

    @Test
    void aBareAckRightAfterItsResetShowsNothing() {
        open();
        aForgedResetOfA();
        a.ack();
        states(CLOSED, CLOSED);
    }

    @Test
    void dataThatWasSentBeforeItsResetShowsNothing() {
        open();
        Sending data = a.data(100);
        aForgedResetOfA();
        data.again();
        states(CLOSED, CLOSED);
    }

    @Test
    void dataOfOneWhoDidNotResetWasOnItsWay() {
        open();
        aForgedResetOfA();
        b.data(100);
        states(CLOSED, CLOSED);
    }

    @Test
    void whoAcknowledgesWhatWasSentAfterItsEndLives() {
        open();
        aForgedResetOfA();
        after(ms(5));
        b.data(100);
        a.ack();
        states(ESTABLISHED, CLOSED);
    }

    @Test
    void whoAcknowledgesOnlyWhatWasSentBeforeItsEndMayBeGone() {
        open();
        b.data(100);
        aForgedResetOfA();
        after(ms(5));
        a.ack();
        states(CLOSED, CLOSED);
    }

    @Test
    void whoAcknowledgesNothingOfWhatWasSentAfterItsEndMayBeGone() {
        open();
        aForgedResetOfA();
        after(ms(5));
        b.lost().data(100);
        a.ack();
        states(CLOSED, CLOSED);
    }

    @Test
    void whoWasClosedUnheardLivesAsSoonAsItIsHeard() {
        openUnseen();
        a.data(100);
        a.segment(RST | ACK).hopLimit(3).lost().go();
        states(CLOSED, CLOSED);
        b.ack();
        states(CLOSED, ESTABLISHED);
    }

    // ---- in which state

    @Test
    void aHalfClosedConnectionThatGoesOnIsHalfClosed() {
        open();
        a.fin();
        b.ack();
        b.segment(RST | ACK).hopLimit(3).lost().go();
        states(CLOSED, CLOSED);
        after(seconds(1));
        b.data(100);
        states(CLOSED, CLOSE_WAIT);
        a.ack();
        states(FIN_WAIT_2, PRESUMED, CLOSE_WAIT, OBSERVED);
    }

    @Test
    void aFinThatNobodyHasAcknowledgedIsStillUnderWay() {
        open();
        int before = b.rcvNxt();
        a.lost().fin();
        b.segment(RST | ACK).hopLimit(3).lost().go();
        states(CLOSED, CLOSED);
        after(seconds(1));
        b.segment(PSH | ACK).ack(before).payload(100).go();
        states(CLOSED, ESTABLISHED);
        a.ack();
        states(FIN_WAIT_1, OBSERVED, ESTABLISHED, OBSERVED);
    }

    /** Its FIN was only concluded, from the number that was acknowledged and the silence after it. */
    @Test
    void whoseFinWasGuessedAndWhoSpeaksHadSentNone() {
        open();
        a.fin();
        b.ack();
        b.unseen().data(1);
        a.ack();
        states(TIME_WAIT, CLOSED);
        after(seconds(1));
        b.data(50);
        states(FIN_WAIT_2, CLOSE_WAIT);
        a.ack();
        b.fin();
        states(TIME_WAIT, LAST_ACK);
        a.ack();
        states(TIME_WAIT, OBSERVED, CLOSED, PRESUMED);
    }

    /** RFC 9293 §3.5.2: its end still holds an older connection. */
    @Test
    void theChallengeOfAnOlderConnectionRevivesNobody() {
        a.syn();
        b.segment(ACK).seq(0x1234_5678).ack(0x3456_789a).go();
        states(SYN_SENT, CLOSED);
        assertEquals(0, endpoint(b).sendQueue());
    }

    // ---- who has the likelier port

    @Test
    void ofTwoPicksUpTheHigherPortOriginated() {
        openUnseen();
        a.ack();
        clientOriginated();
    }

    @Test
    void whoseGuessedFinWasNoneClosesLaterAsAnyOther() {
        open();
        a.fin();
        b.ack();
        b.unseen().data(1);
        a.ack();
        after(seconds(1));
        b.data(50);
        a.ack();
        Sending fin = b.lost().fin();
        states(TIME_WAIT, LAST_ACK);
        after(ms(250));
        b.lost();
        fin.again();
        states(FIN_WAIT_2, LAST_ACK);
    }

    @Test
    void whoHadAnsweredItsPeersFinWithItsOwnWaitsForTheLastAckAgain() {
        open();
        a.fin();
        b.ack();
        b.lost().fin();
        a.segment(RST | ACK).seq(a.sndNxt()).hopLimit(3).lost().go();
        states(CLOSED, CLOSED);
        after(seconds(1));
        b.ack();
        states(CLOSED, LAST_ACK);
    }

    @Test
    void whatWasSentInTheMomentOfItsEndMayHaveBeenSentBefore() {
        open();
        b.data(100);
        after(-ms(1));
        aForgedResetOfA();
        a.ack();
        states(CLOSED, CLOSED);
    }
}
