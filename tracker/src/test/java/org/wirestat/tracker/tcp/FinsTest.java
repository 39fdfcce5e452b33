package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.FIN;
import static org.wirestat.tracker.script.Sending.PSH;
import static org.wirestat.tracker.script.Sending.RST;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** Which FINs are believed, which crossed, and which were there though nobody saw them: RFC 9293 §3.6, RFC 7323 §5. */
class FinsTest extends Script {

    FinsTest(Way way) {
        super(way);
    }

    // ---- of an earlier use of the ports

    /** Two seconds of the slowest clock that RFC 7323 §5.4 knows, and of the usual ones two thousand ticks. */
    @Test
    void aFinWhoseClockIsTwoThousandTicksOldIsBelieved_anOlderOneIsNot() {
        open();
        int clock = a.tsClock() + 10;
        a.segment(ACK).timestamp(clock, b.tsClock()).go();
        a.segment(FIN | ACK)
                .timestamp(clock - 2001, b.tsClock())
                .lost()
                .forged()
                .go();
        states(ESTABLISHED, ESTABLISHED);
        a.segment(FIN | ACK).timestamp(clock - 2000, b.tsClock()).go();
        states(FIN_WAIT_1, CLOSE_WAIT);
    }

    @Test
    void aFinThatIsTheFirstToHaveAClockIsNotOlderThanAnything() {
        a.usesNoTimestamps();
        open();
        a.segment(FIN | ACK).timestamp(-100_000, 1).go();
        states(FIN_WAIT_1, CLOSE_WAIT);
    }

    @Test
    void aFinWithoutAClockIsBelieved() {
        open();
        a.segment(FIN | ACK).noTimestamp().go();
        states(FIN_WAIT_1, CLOSE_WAIT);
    }

    // ---- fins that cross

    /** The second was sent more than the path's round trip after the first, and still does not know of it. */
    @Test
    void aFinThatMissesItsPeersLongAfterThatWasSentSaysThatThatWasLost() {
        open();
        a.lost().fin();
        after(ms(120));
        b.lost().fin();
        states(CLOSING, FIN_WAIT_1);
    }

    @Test
    void aFinThatMissesItsPeersWithinTheRoundTripCrossedIt() {
        open();
        a.lost().fin();
        after(ms(80));
        b.lost().fin();
        states(CLOSING, CLOSING);
    }

    @Test
    void whoAnswersAFinThatCrossedItsOwnIsInClosing() {
        open();
        a.lost().fin();
        b.lost().fin();
        b.receivesFin();
        b.ack();
        states(TIME_WAIT, CLOSING);
    }

    // ---- fins that were not seen

    @Test
    void anAckOfOneMoreThanWasSentIsThatOfAFin() {
        open();
        a.unseen().fin();
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
        assertEquals(0, endpoint(a).sendQueue());
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void anAckOfTwoMoreThanWereSentIsThatOfData() {
        open();
        a.unseen().data(2);
        b.ack();
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void ofOneWhoseNumbersAreKnownFromAcknowledgmentsAloneNoFinIsGuessed() {
        openUnseen();
        b.ack();
        a.unseen().data(1);
        b.ack();
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void ofOneWhoWasNeverHeardAFinIsGuessedOnceItsPeerHasClosed() {
        openUnseen();
        b.data(10);
        b.fin();
        states(CLOSE_WAIT, FIN_WAIT_1);
        a.unseen().ack();
        a.unseen().fin();
        b.ack();
        states(CLOSED, TIME_WAIT);
    }

    @Test
    void aFinBehindDataThatWereMissedAndAcknowledgedIsGuessed() {
        open();
        a.unseen().data(500);
        b.ack();
        a.unseen().fin();
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    /** What acknowledged the first FIN came with the second at the latest. */
    @Test
    void aGuessedFinAnswersItsPeers() {
        open();
        a.fin();
        b.unseen().ack();
        b.unseen().fin();
        a.ack();
        states(TIME_WAIT, OBSERVED, CLOSED, PRESUMED);
        assertEquals(0, endpoint(a).sendQueue());
    }

    // ---- repeated FINs

    @Test
    void aFinThatIsRepeatedThoughItWasAcknowledgedLacksTheAnswer() {
        open();
        Sending fin = a.fin();
        b.lost().ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
        after(ms(250));
        fin.again();
        states(FIN_WAIT_1, OBSERVED, CLOSE_WAIT, OBSERVED);
        assertNotNull(endpoint(a).timer());
    }

    @Test
    void whoRepeatsDataFromBeforeItsFinHasNotGotTheAnswerToTheFinEither() {
        open();
        a.data(100);
        b.ack();
        a.fin();
        b.ack();
        after(ms(250));
        a.segment(PSH | ACK).seq(a.sndNxt() - 101).payload(100).forged().go();
        states(FIN_WAIT_1, CLOSE_WAIT);
    }

    @Test
    void aLateSegmentOfAClosedEndIsNoFin() {
        open();
        a.fin();
        b.fin();
        Sending data = b.segment(PSH | ACK).seq(b.sndNxt() - 101).payload(50);
        a.ack();
        states(TIME_WAIT, CLOSED);
        data.late();
        states(TIME_WAIT, CLOSED);
    }

    /** What its silence had been taken for was wrong: it waits for long, and repeats. */
    @Test
    void aFinThatComesAgainAfterASilenceHadNotArrived() {
        open();
        Sending fin = a.lost().fin();
        after(seconds(4));
        states(FIN_WAIT_2, CLOSE_WAIT);
        a.lost();
        fin.again();
        states(FIN_WAIT_1, ESTABLISHED);
    }

    // ---- after an abort

    @Test
    void theFinOfOneWhomItsPeerResetDoesNotComeAgainForWantOfAnAnswer() {
        open();
        Sending fin = a.fin();
        b.abort();
        after(ms(250));
        fin.again();
        states(CLOSED, CLOSED);
    }

    @Test
    void theFinOfOneWhoAbortedDoesNotComeAgainForWantOfAnAnswer() {
        open();
        Sending fin = a.fin();
        a.abort();
        after(ms(250));
        fin.again();
        states(CLOSED, CLOSED);
    }

    /** RST instead of an answer: the last data came too late for whoever had closed both directions. */
    @Test
    void aBareResetAfterTheFinWasAcknowledgedEndsBoth() {
        open();
        Host other = wire.pair(1);
        open(other);
        a.fin();
        b.ack();
        Sending data = b.data(10);
        a.segment(RST).seq(data.ack()).ack(0).noOptions().go();
        states(CLOSED, CLOSED);
        assertEquals(ESTABLISHED, wire.state(other));
    }
}
