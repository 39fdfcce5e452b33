package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.SYN;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** Which SYNs and SYN-ACKs begin a connection where an old one stood, and which repeat an old one: RFC 9293 §3.10.7.4. */
class BeginningsTest extends Script {

    BeginningsTest(Way way) {
        super(way);
    }

    private void close(Host first) {
        first.fin();
        first.peer().fin();
        first.ack();
        assertEquals(TIME_WAIT, wire.state(first));
    }

    private void withoutTimestamps() {
        a.usesNoTimestamps();
        b.usesNoTimestamps();
    }

    // ---- TIME-WAIT

    @Test
    void timeWaitTakesASynOneAboveTheLastNumberNotTheLastNumberItself() {
        withoutTimestamps();
        open();
        close(b);
        int next = a.sndNxt();
        a.opening(SYN).seq(next).lost().go();
        begun(1);
        states(SYN_SENT, TIME_WAIT);
        Host other = wire.pair(1);
        other.usesNoTimestamps();
        open(other);
        close(other.peer());
        other.opening(SYN).seq(other.sndNxt() + 1).go();
        begun(3);
        assertEquals(CLOSED, wire.state(other.peer()));
    }

    /** RFC 6191 §2: only a timestamp that is newer lets a lower number in. */
    @Test
    void timeWaitTakesALowerNumberNotWithTheSameTimestamp() {
        open();
        close(b);
        a.segment(ACK).timestamp(a.tsClock() + 50, b.tsClock()).go();
        a.opening(SYN)
                .seq(a.sndNxt() - 100_000)
                .timestamp(a.tsClock() + 49, 0)
                .lost()
                .go();
        begun(1);
        a.opening(SYN)
                .seq(a.sndNxt() - 200_000)
                .timestamp(a.tsClock() + 49, 0)
                .lost()
                .go();
        begun(2);
        states(SYN_SENT, CLOSED);
    }

    @Test
    void theFirstTimestampOfOneWhoUsedNoneLetsNoLowerNumberIn() {
        withoutTimestamps();
        open();
        close(b);
        a.opening(SYN).seq(a.sndNxt() - 100_000).timestamp(77, 0).lost().go();
        begun(1);
    }

    // ---- both ends are free

    @Test
    void aSynBetweenClosedEndsBeginsAConnectionWhateverItsNumber() {
        withoutTimestamps();
        open();
        a.abort();
        a.startsAt(a.sndNxt() - 100_000);
        a.syn();
        begun(2);
        states(SYN_SENT, CLOSED);
    }

    @Test
    void aSynOfOneWhoWaitsForTheLastAckAnsweredByNobodyBeginsAConnection() {
        open();
        b.fin();
        a.ack();
        a.lost().fin();
        states(LAST_ACK, TIME_WAIT);
        b.abort();
        assertEquals(CLOSED, wire.state(b));
        a.startsAt(a.sndNxt() + 100_000);
        a.syn();
        begun(2);
    }

    @Test
    void theSameSynOnceMoreBeginsNothing() {
        Sending syn = a.syn();
        b.refuse(syn);
        after(seconds(1));
        syn.again();
        begun(1);
        states(SYN_SENT, CLOSED);
        retransmissions(1, 0);
    }

    @Test
    void anAnswerWhoseSynWasMissedBeginsAConnectionWhereItsPeerWaitedInTimeWait() {
        open();
        close(a);
        after(seconds(2));
        a.startsAt(a.sndNxt() + 100_000);
        a.unseen().syn();
        b.startsAt(b.iss() + 7_000_000);
        b.synAck();
        begun(2);
        states(ESTABLISHED, SYN_RECEIVED);
        assertEquals(1, endpoint(b).packets());
    }

    @Test
    void anAnswerWithoutANewerTimestampBeginsNothing() {
        open();
        b.segment(ACK).timestamp(b.tsClock() + 50, a.tsClock()).go();
        a.abort();
        b.opening(SYN | ACK)
                .seq(b.iss() + 5_000_000)
                .ack(a.sndNxt() + 5_000_000)
                .timestamp(b.tsClock() + 48, 1)
                .lost()
                .go();
        b.opening(SYN | ACK)
                .seq(b.iss() + 5_000_000)
                .ack(a.sndNxt() + 5_000_000)
                .noTimestamp()
                .lost()
                .go();
        begun(1);
        states(CLOSED, CLOSED);
    }

    @Test
    void anAnswerOfOneWhoUsedNoTimestampsBeginsNothing() {
        withoutTimestamps();
        open();
        a.abort();
        b.opening(SYN | ACK)
                .seq(b.iss() + 5_000_000)
                .ack(a.sndNxt() + 5_000_000)
                .timestamp(99, 1)
                .lost()
                .go();
        begun(1);
        states(CLOSED, CLOSED);
    }

    // ---- inside a connection

    @Test
    void anOldSynAckAfterASynInsideIsNotTheAnswerToThat() {
        open();
        a.opening(SYN).seq(a.sndNxt() + 500).lost().go();
        b.segment(SYN | ACK).seq(b.iss()).ack(a.iss() + 1).lost().go();
        begun(1);
        assertEquals(ESTABLISHED, wire.state(a));
    }

    @Test
    void aSynAckThatNobodyAskedForInsideAConnectionIsNone() {
        open();
        b.opening(SYN | ACK).seq(b.iss() + 5_000_000).ack(a.sndNxt()).lost().go();
        oneConnectionIsAlive();
        assertEquals(0, endpoint(b).sendQueue());
        retransmissions(0, 0);
    }

    @Test
    void aSynThatComesAgainInsideAConnectionMovesNothing() {
        a.usesNoTimestamps();
        Sending syn = a.syn();
        b.synAck();
        a.ack();
        b.data(10);
        after(seconds(1));
        syn.again();
        oneConnectionIsAlive();
        retransmissions(1, 0);
    }

    /** The kernel did take it: what follows it are the numbers of the SYN-ACK. */
    @Test
    void theSynThatWasNotedInsideIsAcknowledgedByTheAnswerToIt() {
        open();
        a.startsAt(a.sndNxt() + 1_000_000);
        a.syn();
        b.startsAt(b.iss() + 3_000_000);
        b.synAck();
        begun(2);
        assertEquals(0, endpoint(a).sendQueue());
        a.data(30);
        assertEquals(30, endpoint(a).sendQueue());
        retransmissions(0, 0);
        assertTrue(connection().begunSeen());
    }

    // ---- numbers

    @Test
    void aSynIsUnderWayUntilItIsAnswered() {
        a.syn();
        assertEquals(1, endpoint(a).sendQueue());
        b.synAck();
        assertEquals(0, endpoint(a).sendQueue());
    }

    @Test
    void case113_aSynThatIsSeenAfterItsAnswerIsAnswered() {
        Sending syn = a.unseen().syn();
        b.synAck();
        assertFalse(connection().begunSeen());
        syn.late();
        assertTrue(connection().begunSeen());
        a.ack();
        assertEquals(0, endpoint(a).sendQueue());
        states(ESTABLISHED, OBSERVED, ESTABLISHED, PRESUMED);
    }

    @Test
    void aSynAckSaysWhereItsPeerStands() {
        a.unseen().syn();
        b.synAck();
        a.data(40);
        assertEquals(40, endpoint(a).sendQueue());
        retransmissions(0, 0);
    }

    /** Its first request had timed out, and the server made it anew with another number. */
    @Test
    void theNewestOfTwoSynAcksCountsUntilOneIsAcknowledged() {
        a.syn();
        b.opening(SYN | ACK).seq(b.iss() - 90_000).lost().go();
        b.synAck();
        b.data(70);
        retransmissions(0, 0);
        a.ack();
        assertEquals(0, endpoint(b).sendQueue());
    }

    // ---- repeated answers

    /** The kernel answers a repeated SYN at once and starts its own timer again, without doubling it. */
    @Test
    void anAnswerToARepeatedSynIsNoTimeOut() {
        Sending syn = a.syn();
        Sending synAck = b.lost().synAck();
        after(seconds(1));
        syn.again();
        b.lost();
        synAck.again();
        assertEquals(0, timeOuts(b));
        after(seconds(1));
        b.lost();
        synAck.again();
        assertEquals(1, timeOuts(b));
        retransmissions(1, 2);
    }

    private int timeOuts(Host host) {
        var timer = endpoint(host).timer();
        return timer == null ? 0 : timer.repeats();
    }

    @Test
    void twoAnswersWithinHalfASecondAreNoTimeOut() {
        a.syn();
        Sending synAck = b.lost().synAck();
        after(ms(480));
        b.lost();
        synAck.again();
        assertEquals(0, timeOuts(b));
        after(ms(520));
        b.lost();
        synAck.again();
        assertEquals(1, timeOuts(b));
    }

    /** What was presumed of its client is taken back: that would have acknowledged it. */
    @Test
    void whoseServerRepeatsItsAnswerHasNotGotIt() {
        a.syn();
        Sending synAck = b.lost().synAck();
        states(ESTABLISHED, SYN_RECEIVED);
        after(seconds(1));
        b.lost();
        synAck.again();
        states(SYN_SENT, PRESUMED, SYN_RECEIVED, OBSERVED);
    }

    /** TCP_DEFER_ACCEPT waits longer than five seconds; what comes earlier is an ordinary time-out. */
    @Test
    void aServerThatRepeatsItsAnswerAfterFewSecondsDefersNothing() {
        a.syn();
        Sending synAck = b.synAck();
        a.ack();
        after(ms(4_900));
        synAck.again();
        a.ack();
        assertEquals(SYN_RECEIVED, wire.state(b));
    }

    @Test
    void aServerThatRepeatsItsAnswerAfterMoreThanFiveSecondsHadDeferredIt() {
        a.syn();
        Sending synAck = b.synAck();
        a.ack();
        after(ms(5_010));
        synAck.again();
        assertEquals(SYN_RECEIVED, wire.state(b));
        a.ack();
        assertEquals(ESTABLISHED, wire.state(b));
    }

    // ---- both open at once

    @Test
    void theFirstSynAckThatComesAfterTheOtherSidesCompletesASimultaneousOpen() {
        a.lost().syn();
        b.lost().syn();
        a.receivesLate(b.iss());
        b.receivesLate(a.iss());
        a.segment(SYN | ACK).seq(a.iss()).go();
        states(SYN_RECEIVED, ESTABLISHED);
        b.segment(SYN | ACK).seq(b.iss()).go();
        states(ESTABLISHED, ESTABLISHED);
        retransmissions(0, 0);
    }

    @Test
    void aSynAckHalfASecondAfterASimultaneousOpenIsARepetition() {
        a.lost().syn();
        b.lost().syn();
        a.receivesLate(b.iss());
        b.receivesLate(a.iss());
        a.segment(SYN | ACK).seq(a.iss()).go();
        after(ms(510));
        b.segment(SYN | ACK).seq(b.iss()).go();
        assertEquals(SYN_RECEIVED, wire.state(a));
    }

    @Test
    void ofTwoWhoOpenAtOnceTheFirstOriginated() {
        b.lost().syn();
        a.lost().syn();
        assertEquals(b.port(), connection().originator().port());
    }

    // ---- the third segment

    private Sending clientThatRepeatsItsSyn() {
        Sending syn = a.syn();
        Sending synAck = b.lost().synAck();
        after(seconds(1));
        syn.again();
        states(SYN_SENT, SYN_RECEIVED);
        a.receivesLate(b.iss());
        return synAck;
    }

    @Test
    void theThirdSegmentMayCloseToo() {
        clientThatRepeatsItsSyn();
        a.fin();
        assertEquals(FIN_WAIT_1, wire.state(a));
    }

    @Test
    void whoAcknowledgesLessThanTheSynAckHasNotTakenIt() {
        clientThatRepeatsItsSyn();
        a.segment(ACK).seq(a.sndNxt() + 5_000).ack(b.iss()).forged().lost().go();
        states(SYN_SENT, SYN_RECEIVED);
    }

    /** Case 9: of two SYN-ACKs the acknowledged one counts, also when it is repeated. */
    @Test
    void theSynAckThatIsRepeatedAfterItWasAcknowledgedIsThatOne() {
        Sending taken = clientThatRepeatsItsSyn();
        b.opening(SYN | ACK).seq(taken.seq() + 90_000).forged().lost().go();
        a.segment(ACK).timestamp(a.tsClock(), b.tsClock()).lost().go();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, PRESUMED);
        after(seconds(2));
        taken.again();
        states(ESTABLISHED, OBSERVED, SYN_RECEIVED, OBSERVED);
        retransmissions(1, 1);
    }

    /** The first SYN's answer may have been lost; that of another SYN is another. */
    @Test
    void theAnswerToAnotherSynIsPresumedToArrive() {
        Sending syn = a.syn();
        b.lost().synAck();
        after(seconds(1));
        syn.again();
        assertEquals(SYN_SENT, wire.state(a));
        a.startsAt(a.iss() + 70_000);
        a.syn();
        b.startsAt(b.iss() + 50_000);
        b.synAck();
        assertEquals(ESTABLISHED, wire.state(a));
    }

    /** RFC 9293 §3.5.2: the numbers of the older connection, which its end still holds, say nothing of the new one. */
    @Test
    void theNumbersOfAChallengeAreNotThoseOfTheNextConnection() {
        Sending syn = a.syn();
        a.refuse(b.segment(ACK).seq(0x7234_5678).ack(0x3456_789a).go());
        after(seconds(1));
        syn.again();
        b.unseen().synAck();
        a.ack();
        b.data(10);
        assertEquals(10, endpoint(b).sendQueue());
        a.ack();
        oneConnectionIsAlive();
        assertEquals(0, endpoint(b).sendQueue());
    }

    @Test
    void whoAnswersASynThatCrossedItsOwnHasShownThatItCame() {
        a.lost().syn();
        b.lost().syn();
        states(SYN_RECEIVED, PRESUMED, SYN_RECEIVED, PRESUMED);
        a.receivesLate(b.iss());
        a.lost().segment(SYN | ACK).seq(a.iss()).go();
        assertEquals(OBSERVED, endpoint(a).basis());
    }
}
