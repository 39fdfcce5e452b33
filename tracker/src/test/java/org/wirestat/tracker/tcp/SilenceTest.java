package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.FIN;
import static org.wirestat.tracker.script.Sending.PSH;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.TrackerOptions;
import org.wirestat.tracker.Transition;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;
import org.wirestat.tracker.script.Wire;

/** When the silence of closed ends and of open connections says something, and what. */
class SilenceTest extends Script {

    private final Way way;

    SilenceTest(Way way) {
        super(way);
        this.way = way;
    }

    // ---- closings

    @Test
    void aFinThatIsNotRepeatedInThreeSecondsWasAcknowledged() {
        open();
        a.fin();
        staysFor(seconds(3), a, FIN_WAIT_1, FIN_WAIT_2);
        states(FIN_WAIT_2, PRESUMED, CLOSE_WAIT, PRESUMED);
    }

    @Test
    void aLastAckThatIsNotRepeatedInThreeSecondsIsOver() {
        open();
        a.fin();
        b.fin();
        staysFor(seconds(3), b, LAST_ACK, CLOSED);
        states(TIME_WAIT, PRESUMED, CLOSED, PRESUMED);
    }

    /** It may be in the middle of gaps that have grown. */
    @Test
    void theFinOfOneWhoseBeginningWasMissedIsWaitedForALongGap() {
        openUnseen();
        a.data(10);
        a.fin();
        staysFor(seconds(65), a, FIN_WAIT_1, FIN_WAIT_2);
    }

    @Test
    void finsThatCrossedAndWereNotAcknowledgedMayBeThoseOfTwoWhomNobodyHears() {
        open();
        a.lost().fin();
        b.lost().fin();
        staysFor(seconds(65), a, CLOSING, TIME_WAIT);
    }

    @Test
    void aFinThatCrossedAndWhosePeerHasItsAnswerIsWaitedForAsAnyOther() {
        open();
        a.lost().fin();
        b.lost().fin();
        a.segment(ACK).ack(b.sndNxt()).go();
        states(CLOSING, TIME_WAIT);
        wire.pass(-ms(2)); // since the FIN, not since the ACK
        staysFor(seconds(3), a, CLOSING, TIME_WAIT);
    }

    @Test
    void timeWaitLastsAMinuteFromTheLastSegmentThatItTook() {
        open();
        a.fin();
        Sending fin = b.fin();
        a.ack();
        staysFor(seconds(60) - ms(1), a, TIME_WAIT, CLOSED);
        assertEquals(CLOSED, wire.state(b));
        assertEquals(b.sndNxt(), fin.end());
    }

    @Test
    void timeWaitThatIsAskedAgainBeginsAnew() {
        open();
        a.fin();
        Sending fin = b.fin();
        a.lost().ack();
        after(seconds(2));
        fin.again();
        staysFor(seconds(60), a, TIME_WAIT, CLOSED);
    }

    // ---- the end of an answer that was missed

    private void halfClosedMissesItsEnd() {
        open();
        a.fin();
        b.ack();
        b.data(300);
        a.ack();
        b.unseen().data(700);
        a.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    @Test
    void theEndOfAnAnswerIsConcludedThreeSecondsAfterItsLastAcknowledgment() {
        halfClosedMissesItsEnd();
        staysFor(seconds(3), b, CLOSE_WAIT, CLOSED);
        states(TIME_WAIT, PRESUMED, CLOSED, PRESUMED);
        assertEquals(0, endpoint(b).sendQueue());
    }

    /** It was the end of its answer after all, and the acknowledgment of that was lost. */
    @Test
    void aFinThatWasConcludedAndComesAgainIsThatFin() {
        open();
        a.fin();
        b.ack();
        b.data(300);
        a.ack();
        Sending end = b.unseen().segment(FIN | PSH | ACK).payload(700).go();
        a.ack();
        after(seconds(5));
        states(TIME_WAIT, CLOSED);
        b.segment(FIN | ACK).seq(end.end() - 1).go();
        states(TIME_WAIT, LAST_ACK);
    }

    @Test
    void whoHasAcknowledgedNoMoreThanWasSeenHidesNothing() {
        open();
        a.fin();
        b.ack();
        b.data(300);
        a.ack();
        after(hours(1));
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    @Test
    void whoLastSpokeWithoutDataHidesNoEndOfAnAnswer() {
        open();
        a.fin();
        b.data(300);
        after(ms(200));
        b.ack();
        b.unseen().data(700);
        a.ack();
        after(hours(1));
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    @Test
    void dataFromBeforeItsPeersFinAreNotTheAnswerToThat() {
        open();
        b.data(300);
        after(ms(40));
        a.fin();
        b.unseen().data(700);
        a.ack();
        after(hours(1));
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    // ---- connections that say nothing

    @Test
    void aConnectionOfWhichBothEndsWereHeardLivesForADay() {
        open();
        staysFor(hours(24), a, ESTABLISHED, CLOSED);
        states(CLOSED, CLOSED);
    }

    @Test
    void aConnectionOfWhichOneEndWasHeardLivesForFiveMinutes() {
        openUnseen();
        a.data(10);
        staysFor(minutes(5), a, ESTABLISHED, CLOSED);
        states(CLOSED, CLOSED);
    }

    @Test
    void aHalfClosedConnectionLivesForADayToo() {
        open();
        a.fin();
        b.ack();
        staysFor(hours(24), a, FIN_WAIT_2, CLOSED);
        states(CLOSED, CLOSED);
    }

    // ---- what is closed is remembered for a while

    @Test
    void whatComesWithinTwoMinutesOfTheEndIsNoNewConnection() {
        open();
        a.abort();
        after(seconds(119));
        b.segment(FIN | PSH | ACK).payload(10).lost().go();
        begun(1);
    }

    @Test
    void whatComesMoreThanTwoMinutesAfterTheEndIsANewConnection() {
        open();
        a.abort();
        after(seconds(121));
        b.data(10);
        begun(2);
        states(ESTABLISHED, PICKED_UP, ESTABLISHED, PICKED_UP);
    }

    @Test
    void whatCanBeginNothingAfterThatIsForgotten() {
        open();
        a.abort();
        after(seconds(121));
        a.abort();
        begun(1);
        assertNull(wire.endpoint(a));
    }

    /** An attempt ends seven seconds after its SYN: from then on it is remembered. */
    @Test
    void whatEndedInSilenceIsRememberedFromItsEnd() {
        Sending syn = a.syn();
        after(seconds(124));
        syn.again();
        begun(1);
        Host other = wire.pair(1);
        Sending second = other.syn();
        after(seconds(130));
        second.again();
        begun(3);
    }

    // ---- what is told of it

    @Test
    void silenceIsToldOfTheSocketThatWasSilent() {
        a.syn();
        long dueNs = wire.nowNs() + seconds(7);
        open(wire.pair(1));
        after(seconds(8));
        List<Transition> told = wire.transitions();
        Transition last = told.get(told.size() - 1);
        assertEquals(a.port(), last.socket().localPort());
        assertEquals(TcpEvent.GIVES_UP.rule(), last.rule());
        assertTrue(Math.abs(last.timeNs() - dueNs) < A_LITTLE);
    }

    @Test
    void aClosedEndThatNobodyReadsAndOneThatIsReadEndForOtherReasons() {
        Wire brief = new Wire(
                way, TrackerOptions.defaults().withTimeouts(Timeouts.linux().withFinWait2(Duration.ofMinutes(1))));
        Host orphan = brief.pair(0);
        open(orphan);
        orphan.fin();
        orphan.peer().ack();
        Host reader = brief.pair(1);
        open(reader);
        reader.fin();
        reader.peer().ack();
        reader.peer().data(10);
        reader.ack();
        brief.pass(minutes(2));
        assertEquals(TcpEvent.FIN_WAIT_OVER.rule(), lastOf(brief, orphan).rule());
        brief.pass(hours(25));
        assertEquals(TcpEvent.GIVES_UP.rule(), lastOf(brief, reader).rule());
    }

    private static Transition lastOf(Wire wire, Host host) {
        return wire.transitions().stream()
                .filter(transition -> transition.socket().localPort() == host.port())
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
