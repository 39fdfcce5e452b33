package org.wirestat.tracker.tcp;

import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.FIN;
import static org.wirestat.tracker.script.Sending.PSH;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** What segments tell that say something else: by the number where they stand, by their clocks, by what they follow. */
class UnsaidTest extends Script {

    UnsaidTest(Way way) {
        super(way);
    }

    // ---- a bare ACK stands at snd.nxt

    /** Two clients' FINs were lost in front of the monitor; their ACKs of the servers' FINs stood one number further. */
    @Test
    void anAckOneNumberFurtherSaysThatItsFinCrossed() {
        open();
        a.unseen().lost().fin();
        b.fin();
        a.ack();
        states(CLOSING, OBSERVED, FIN_WAIT_2, PRESUMED);
        after(ms(200));
        a.segment(FIN | ACK).seq(a.sndNxt() - 1).go();
        states(CLOSING, FIN_WAIT_2);
        b.ack();
        states(TIME_WAIT, TIME_WAIT);
    }

    @Test
    void anAckOneNumberFurtherBeforeItsPeerClosesSaysThatItClosedFirst() {
        open();
        a.unseen().lost().fin();
        b.data(10);
        a.ack();
        states(FIN_WAIT_1, PRESUMED, ESTABLISHED, OBSERVED);
    }

    /** A server took the FIN, and closed: neither was seen. The repeated FIN is answered from behind the server's own. */
    @Test
    void anAckOneNumberFurtherOfARepeatedFinSaysThatItClosedInBetween() {
        open();
        Sending fin = a.fin();
        b.unseen().lost().fin();
        after(ms(210));
        fin.again();
        b.segment(ACK).sack(fin.seq(), fin.end()).go();
        states(FIN_WAIT_2, LAST_ACK);
        b.segment(FIN | ACK).seq(b.sndNxt() - 1).go();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void whoAcknowledgedItsPeersFinBeforeItStoodFurtherAnsweredIt() {
        open();
        a.fin();
        b.ack();
        b.unseen().fin();
        b.ack();
        states(FIN_WAIT_2, LAST_ACK);
    }

    @Test
    void aSingleByteThatWasMissedIsNoFinOnceItsSenderGoesOn() {
        open();
        a.unseen().data(1);
        a.ack();
        states(FIN_WAIT_1, ESTABLISHED);
        a.data(10);
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void twoBytesThatWereMissedAreNoFin() {
        open();
        a.unseen().data(2);
        a.ack();
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void whereAnEndpointStandsBeforeItWasHeardTellsNothing() {
        openUnseen();
        b.data(10);
        a.segment(ACK).seq(a.sndNxt() + 1).go();
        states(ESTABLISHED, ESTABLISHED);
    }

    // ---- clocks

    /** Both repeat their FINs since before the capture; the client's echoes an older copy than the one just seen. */
    @Test
    void finsThatAreRepeatedInStepHadCrossed() {
        openUnseen();
        b.unseen().lost().fin();
        a.unseen().lost().fin();
        after(seconds(6));
        Sending ofServer =
                b.segment(FIN | ACK).seq(b.sndNxt() - 1).ack(a.sndNxt() - 1).go();
        a.segment(FIN | ACK)
                .seq(a.sndNxt() - 1)
                .ack(b.sndNxt())
                .timestamp(a.tsClock(), b.tsClock() - 3000)
                .lost()
                .go();
        a.segment(ACK).sack(ofServer.seq(), ofServer.end()).lost().go();
        states(CLOSING, TIME_WAIT);
        after(seconds(13));
        ofServer.again();
        states(CLOSING, FIN_WAIT_1);
    }

    @Test
    void aFinThatEchoesItsPeersAnswersIt() {
        openUnseen();
        b.fin();
        a.fin();
        states(LAST_ACK, TIME_WAIT);
    }

    /** tcp_timewait_sock keeps the timestamp that it took last; all living sockets take that of a FIN that comes again. */
    @Test
    void whoseClockOfItsPeerStandsStillAnswersFromTimeWait() {
        openUnseen();
        after(seconds(6));
        b.fin();
        a.segment(ACK).timestamp(a.tsClock(), b.tsClock() - 6000).go();
        states(TIME_WAIT, OBSERVED, CLOSED, PRESUMED);
    }

    @Test
    void theFinThatComesAgainAllTheSameIsALastAck() {
        openUnseen();
        after(seconds(6));
        Sending fin = b.fin();
        a.segment(ACK).timestamp(a.tsClock(), b.tsClock() - 6000).go();
        after(seconds(13));
        fin.again();
        states(TIME_WAIT, LAST_ACK);
        a.segment(ACK).timestamp(a.tsClock(), b.tsClock() - 19_000).go();
        states(TIME_WAIT, LAST_ACK);
    }

    @Test
    void anEchoThatADelayedAckHeldBackIsNotAnOldOne() {
        openUnseen();
        after(seconds(6));
        b.fin();
        a.segment(ACK).timestamp(a.tsClock(), b.tsClock() - 200).go();
        states(CLOSE_WAIT, FIN_WAIT_2);
    }

    /** Where the numbers are known, they say more: this one had sent no FIN, so it cannot be in TIME-WAIT. */
    @Test
    void anOldEchoOfOneWhoDidNotCloseIsOnlyOld() {
        open();
        after(seconds(6));
        b.fin();
        a.segment(ACK).timestamp(a.tsClock(), b.tsClock() - 6000).go();
        states(CLOSE_WAIT, FIN_WAIT_2);
    }

    /** On a wire that reorders, data came behind the FIN that ends its burst; what would go on has a newer clock. */
    @Test
    void dataThatItsFinOvertookDoesNotDenyTheFin() {
        open();
        int first = b.tsClock();
        Sending fin = b.segment(FIN | PSH | ACK)
                .seq(b.sndNxt() + 500)
                .payload(300)
                .timestamp(first, a.tsClock())
                .go();
        b.segment(PSH | ACK).payload(500).timestamp(first, a.tsClock()).go();
        states(ESTABLISHED, FIN_WAIT_1);
        a.segment(ACK).ack(fin.seq() + 301).go();
        states(CLOSE_WAIT, FIN_WAIT_2);
    }

    // ---- what a RST follows

    /** RFC 1122 4.2.3.6: who gives up after unanswered keep-alives sends a RST; it comes no further than they did. */
    @Test
    void theResetAfterUnansweredKeepAlivesDoesNotArriveEither() {
        open();
        after(seconds(60));
        for (int i = 0; i < 3; i++) {
            a.segment(ACK).seq(a.sndNxt() - 1).lost().go();
            after(seconds(2));
        }
        a.lost().abort();
        states(CLOSED, ESTABLISHED);
        after(minutes(10));
        a.refuse(b.data(10));
        states(CLOSED, CLOSED);
    }

    @Test
    void theResetAfterAnAnsweredKeepAliveArrives() {
        open();
        after(seconds(60));
        a.segment(ACK).seq(a.sndNxt() - 1).go();
        b.ack();
        after(seconds(2));
        a.abort();
        states(CLOSED, CLOSED);
    }

    /** An abort with unread data, after data that was acknowledged in the ordinary way. */
    @Test
    void theResetLongAfterTheLastAnswerArrives() {
        open();
        a.data(100);
        b.ack();
        after(seconds(60));
        a.abort();
        states(CLOSED, CLOSED);
    }

    @Test
    void theResetAfterDataThatNobodyAnsweredDoesNotArriveEither() {
        open();
        a.lost().data(100);
        after(seconds(30));
        a.lost().abort();
        states(CLOSED, ESTABLISHED);
    }

    // ---- what silence says

    /** Nothing is known of what it does behind its peer's FIN, so that one segment that was missed may be anything. */
    @Test
    void aHalfClosedEndOfWhichOneSegmentWasMissedStaysOpen() {
        open();
        a.fin();
        b.ack();
        b.unseen().data(500);
        a.ack();
        after(seconds(60));
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    // ---- a FIN that was not seen is one

    @Test
    void aFinThatOnlyAnAckTellsOfIsRepeatedInItsTimeOrWasAnswered() {
        open();
        after(seconds(60));
        a.unseen().lost().fin();
        b.data(10);
        a.ack();
        staysFor(seconds(3), a, FIN_WAIT_1, FIN_WAIT_2);
    }

    @Test
    void anAbortBehindAFinThatOnlyAnAckToldOfIsExact() {
        open();
        a.unseen().lost().fin();
        b.data(10);
        a.ack();
        a.abort();
        states(CLOSED, CLOSED);
    }
}
