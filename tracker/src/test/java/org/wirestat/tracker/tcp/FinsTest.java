package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.FIN;
import static org.wirestat.tracker.script.Sending.PSH;
import static org.wirestat.tracker.script.Sending.RST;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** Which FINs are believed, which crossed, and which are taken back: RFC 9293 §3.6, §3.10.7.4, RFC 7323 §5. */
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

    // ---- fins that are taken back

    @Test
    void aFinIsConfirmedByItsRepetition() {
        open();
        a.unseen().fin();
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
        after(ms(250));
        a.segment(FIN | ACK).seq(a.sndNxt() - 1).go();
        a.segment(PSH | ACK).payload(10).forged().lost().go();
        states(FIN_WAIT_1, CLOSE_WAIT);
    }

    @Test
    void dataBehindAnAcknowledgedFinIsSomebodyElses() {
        open();
        a.fin();
        b.ack();
        a.segment(PSH | ACK).payload(10).forged().lost().go();
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    @Test
    void dataThatEndsBeforeTheFinTakesNothingBack() {
        open();
        Sending data = a.lost().data(100);
        Sending fin = a.lost().fin();
        after(ms(250));
        data.again();
        assertEquals(FIN_WAIT_1, wire.state(a));
        fin.again();
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    @Test
    void dataThatReachesOverTheFinTakesItBack() {
        open();
        a.segment(FIN | ACK).hopLimit(2).lost().forged().go();
        states(FIN_WAIT_1, CLOSE_WAIT);
        a.data(1);
        states(ESTABLISHED, ESTABLISHED);
        assertEquals(1, endpoint(a).sendQueue());
        retransmissions(0, 0);
        b.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
    }

    @Test
    void whoseFinIsTakenBackClosesLaterAsAnyOther() {
        open();
        a.segment(FIN | ACK).hopLimit(2).lost().forged().go();
        a.data(100);
        b.ack();
        Sending fin = a.lost().fin();
        after(ms(250));
        a.lost();
        fin.again();
        states(FIN_WAIT_1, ESTABLISHED);
        fin.again();
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    // ---- a FIN behind a hole

    private void finBehindAHole() {
        open();
        a.segment(FIN | ACK).seq(a.sndNxt() + 700).forged().lost().go();
        states(FIN_WAIT_1, ESTABLISHED);
    }

    @Test
    void anAckWithTheSameClockWasOvertakenByTheFin() {
        open();
        int clock = a.tsClock() + 5;
        a.segment(FIN | ACK)
                .seq(a.sndNxt() + 700)
                .timestamp(clock, b.tsClock())
                .forged()
                .lost()
                .go();
        a.segment(ACK).timestamp(clock, b.tsClock()).go();
        assertEquals(FIN_WAIT_1, wire.state(a));
        a.segment(ACK).timestamp(clock + 1, b.tsClock()).go();
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void whoHasNoClockGoesOnIfItsDataComesBeforeAnybodyCouldAskForIt() {
        a.usesNoTimestamps();
        finBehindAHole();
        a.data(50);
        states(ESTABLISHED, ESTABLISHED);
        assertEquals(50, endpoint(a).sendQueue());
    }

    @Test
    void whoHasNoClockMayRepeatWhatItsPeerAskedFor() {
        a.usesNoTimestamps();
        finBehindAHole();
        b.ack();
        a.data(50);
        assertEquals(FIN_WAIT_1, wire.state(a));
    }

    @Test
    void whoHasNoClockMayRepeatWhatItLostAfterARoundTrip() {
        a.usesNoTimestamps();
        finBehindAHole();
        after(ms(120));
        a.data(50);
        assertEquals(FIN_WAIT_1, wire.state(a));
    }

    @Test
    void anAckWithoutAClockTakesNoFinBack() {
        a.usesNoTimestamps();
        finBehindAHole();
        a.ack();
        assertEquals(FIN_WAIT_1, wire.state(a));
    }

    @Test
    void dataInsideTheHoleIsARestOfWhatWasMissed() {
        finBehindAHole();
        a.segment(PSH | ACK).seq(a.sndNxt() + 100).payload(50).forged().lost().go();
        assertEquals(FIN_WAIT_1, wire.state(a));
    }

    // ---- acknowledgments below a FIN

    /** Who answers a FIN does so within the path's round trip: what is acknowledged later knows of it. */
    @Test
    void anAckBelowAFinThatCameARoundTripAgoSaysThatItDidNotCome() {
        open();
        a.lost().fin();
        after(ms(90));
        b.segment(ACK).go();
        states(FIN_WAIT_1, CLOSE_WAIT);
        after(ms(20));
        b.segment(ACK).go();
        states(FIN_WAIT_1, OBSERVED, ESTABLISHED, OBSERVED);
    }

    @Test
    void aSelectiveAckBelowTheFinSaysNothingOfIt() {
        open();
        a.lost().data(500);
        a.data(300);
        Sending fin = a.lost().fin();
        b.segment(ACK).sack(fin.seq() - 300, fin.seq()).go();
        states(FIN_WAIT_1, CLOSE_WAIT);
        b.segment(ACK).sack(fin.seq() - 300, fin.end()).go();
        states(FIN_WAIT_1, ESTABLISHED);
    }

    @Test
    void whoHasProvedToHaveTheFinDoesNotLackItForAnOldAck() {
        open();
        int before = a.sndNxt();
        a.fin();
        b.ack();
        after(ms(200));
        b.segment(ACK).ack(before).go();
        states(FIN_WAIT_2, CLOSE_WAIT);
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
    }

    @Test
    void aRepeatedFinOfAnotherLengthIsNotTheFin() {
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

    /** Where there is no block at all, none holds the FIN, whose number may be any. */
    @Test
    void anAckWithoutSelectiveBlocksSaysNothingOfAFinThatEndsAtZero() {
        a.startsAt(-102);
        open();
        a.lost().fin();
        assertEquals(0, a.sndNxt());
        b.segment(ACK).go();
        states(FIN_WAIT_1, CLOSE_WAIT);
    }
}
