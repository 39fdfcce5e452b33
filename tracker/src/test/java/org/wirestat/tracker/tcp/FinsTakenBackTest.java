package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.FIN;
import static org.wirestat.tracker.script.Sending.PSH;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** What says that a FIN did not come, or was none: data behind it, data before it, acknowledgments below it; RFC 9293 §3.10.7.4. */
class FinsTakenBackTest extends Script {

    FinsTakenBackTest(Way way) {
        super(way);
    }

    // ---- data behind it

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

    @Test
    void whoseGuessedFinIsTakenBackClosesLaterAsAnyOther() {
        open();
        a.unseen().data(1);
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
        a.data(10);
        states(ESTABLISHED, ESTABLISHED);
        Sending fin = a.lost().fin();
        after(ms(250));
        a.lost();
        fin.again();
        states(FIN_WAIT_1, ESTABLISHED);
    }

    // ---- a hole before it

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

    // ---- acknowledgments below it

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
}
