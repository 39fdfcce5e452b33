package org.wirestat.tracker.tcp;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.FIN;
import static org.wirestat.tracker.script.Sending.PSH;
import static org.wirestat.tracker.script.Sending.SYN;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/**
 * Where a window ends, RFC 9293 §3.10.7.4 and RFC 7323 §2: a FIN right behind a whole window of data that was missed is
 * believed, one further out is not. And what is believed of those who go on out there.
 */
class WindowEdgesTest extends Script {

    private static final int WINDOW = 64_240;

    WindowEdgesTest(Way way) {
        super(way);
    }

    private void closesAhead(int distance) {
        a.segment(FIN | ACK).seq(a.sndNxt() + distance).forged().lost().go();
    }

    private void isBelievedUpTo(int distance) {
        closesAhead(distance + 1);
        assertEquals(ESTABLISHED, wire.state(a));
        closesAhead(distance);
        assertEquals(FIN_WAIT_1, wire.state(a));
    }

    @Test
    void aWindowIsScaledAsItsSynAckSays() {
        open();
        isBelievedUpTo(WINDOW << 7);
    }

    /** A smaller one is used by what was sent before it shrank: RFC 9293 §3.8.6. */
    @Test
    void aWindowWithoutScaleIsTakenForALittleLarger() {
        a.opening(SYN).noOptions().go();
        b.opening(SYN | ACK).noOptions().go();
        a.ack();
        b.ack();
        isBelievedUpTo(1 << 17);
    }

    @Test
    void aWindowWhoseSynWasMissedMayHaveTheLargestScale() {
        openUnseen();
        a.data(100);
        b.ack();
        isBelievedUpTo(WINDOW << 14);
    }

    @Test
    void theWindowOfWhoWasNeverHeardMayBeTheLargest() {
        openUnseen();
        a.data(100);
        isBelievedUpTo(1 << 30);
    }

    @Test
    void theLastWindowCounts() {
        open();
        b.segment(ACK).window(2 * 1024).go();
        isBelievedUpTo((2 * 1024) << 7);
    }

    // ---- whoever goes on out there

    private void goesOnAhead(int distance, int length) {
        a.segment(PSH | ACK)
                .seq(a.sndNxt() + (1 << 29) + distance)
                .payload(length)
                .forged()
                .lost()
                .go();
    }

    /** RFC 9293 §3.8.6.3: who takes data says so within half a second; after a whole one its peer cannot be heard. */
    @Test
    void whatFollowsItselfIsBelievedWhenItsPeerHasBeenSilentForASecond() {
        open();
        long heardNs = endpointHeard();
        goesOnAhead(0, 1000);
        wire.setTime(heardNs + seconds(1) - ms(1));
        goesOnAhead(1000, 1000);
        assertEquals(0, endpoint(a).sendQueue());
        goesOnAhead(2000, 700);
        assertEquals(700, endpoint(a).sendQueue());
        retransmissions(0, 0);
    }

    private long endpointHeard() {
        b.ack();
        return wire.nowNs();
    }

    @Test
    void whatDoesNotFollowItselfIsNotBelievedHoweverSilentItsPeerIs() {
        open();
        after(seconds(5));
        goesOnAhead(0, 1000);
        goesOnAhead(1001, 1000);
        goesOnAhead(2000, 1000);
        assertEquals(0, endpoint(a).sendQueue());
    }

    @Test
    void whatComesBetweenOfTheStreamItselfParts() {
        open();
        after(seconds(5));
        goesOnAhead(0, 1000);
        a.data(10);
        goesOnAhead(990, 1000);
        assertEquals(10, endpoint(a).sendQueue());
    }

    @Test
    void whoHasClosedSendsNothingFarAhead() {
        open();
        a.fin();
        after(seconds(2));
        goesOnAhead(0, 1000);
        goesOnAhead(1000, 1000);
        states(FIN_WAIT_1, CLOSE_WAIT);
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    @Test
    void aFinRightBehindWhatIsBelievedHasNoHoleBeforeIt() {
        open();
        after(seconds(5));
        goesOnAhead(0, 1000);
        a.segment(FIN | ACK).seq(a.sndNxt() + (1 << 29) + 1000).forged().lost().go();
        states(FIN_WAIT_1, CLOSE_WAIT);
    }

    @Test
    void whatIsFirstSeenOfAStreamIsUnderWay() {
        a.startsAt(100_000);
        openUnseen();
        a.data(100);
        assertEquals(100, endpoint(a).sendQueue());
    }

    // ---- a heard peer acknowledges it

    private static final int SCALED = WINDOW << 7;

    private void missesMuch() {
        open();
        a.unseen().segment(PSH | ACK).payload(1 << 29).go();
        a.data(1000);
    }

    @Test
    void whatItsPeerAcknowledgesHadBeenSent() {
        missesMuch();
        b.ack();
        assertEquals(0, endpoint(a).sendQueue());
        a.data(300);
        assertEquals(300, endpoint(a).sendQueue());
        a.fin();
        states(FIN_WAIT_1, CLOSE_WAIT);
        retransmissions(0, 0);
    }

    @Test
    void theRestOfWhatItsPeerAcknowledgesInPartIsOnItsWay() {
        missesMuch();
        b.segment(ACK).ack(a.sndNxt() - 400).go();
        assertEquals(400, endpoint(a).sendQueue());
    }

    @Test
    void itsPeerMayAcknowledgeWhatWasMissedBehindIt() {
        missesMuch();
        a.unseen().data(600);
        b.ack();
        a.data(50);
        assertEquals(50, endpoint(a).sendQueue());
        retransmissions(0, 0);
    }

    @Test
    void anAckFurtherFromItThanAWindowConfirmsNothing() {
        missesMuch();
        b.segment(ACK).ack(a.sndNxt() - SCALED - 1).go();
        assertEquals(0, endpoint(a).sendQueue());
        b.segment(ACK).ack(a.sndNxt() + SCALED + 1).go();
        assertEquals(0, endpoint(a).sendQueue());
        b.segment(ACK).ack(a.sndNxt() - SCALED).go();
        assertEquals(SCALED, endpoint(a).sendQueue());
    }

    @Test
    void anAckAsFarBehindItAsAWindowIsWideConfirmsIt() {
        missesMuch();
        b.segment(ACK).ack(a.sndNxt() + SCALED).go();
        a.segment(PSH | ACK).seq(a.sndNxt() + SCALED).payload(70).go();
        assertEquals(70, endpoint(a).sendQueue());
    }

    /** RFC 9293 §3.10.7.4: what acknowledges something not yet sent is dropped. */
    @Test
    void anAckOfAWholeWindowThatWasMissedIsBelieved_oneOfMoreIsNot() {
        open();
        b.segment(ACK).ack(a.sndNxt() + SCALED + 1).lost().go();
        a.segment(PSH | ACK).seq(a.sndNxt() + 30).payload(30).forged().lost().go();
        assertEquals(60, endpoint(a).sendQueue());
        b.segment(ACK).ack(a.sndNxt() + 60 + SCALED).lost().go();
        assertEquals(0, endpoint(a).sendQueue());
    }

    @Test
    void theFirstAckSaysWhereItsPeerStands() {
        openUnseen();
        b.ack();
        a.data(100);
        assertEquals(100, endpoint(a).sendQueue());
        retransmissions(0, 0);
    }

    @Test
    void whatItsPeerAcknowledgesOutThereAnswersWhatWasRepeatedBefore() {
        open();
        Sending data = a.lost().data(100);
        after(ms(300));
        data.again();
        assertEquals(1, requireNonNull(endpoint(a).timer()).repeats());
        a.unseen().segment(PSH | ACK).payload(1 << 29).go();
        a.data(1000);
        b.segment(ACK).ack(a.sndNxt() - 400).go();
        assertEquals(400, endpoint(a).sendQueue());
        assertEquals(0, requireNonNull(endpoint(a).timer()).repeats());
    }

    @Test
    void aFinThatEndsWhereItsSenderWasSeenToStandIsThatFin() {
        open();
        a.unseen().segment(PSH | ACK).payload(1 << 29).go();
        a.unseen().lost().fin();
        a.ack();
        b.segment(ACK).ack(a.sndNxt() - 1).go();
        states(ESTABLISHED, ESTABLISHED);
        a.segment(FIN | ACK).seq(a.sndNxt() - 1).go();
        states(FIN_WAIT_1, CLOSE_WAIT);
    }
}
