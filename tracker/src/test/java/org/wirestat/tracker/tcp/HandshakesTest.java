package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.SYN;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** What the segments of a handshake say of each other when some of them are repeated, cross, or do not come: RFC 9293 §3.5. */
class HandshakesTest extends Script {

    HandshakesTest(Way way) {
        super(way);
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

    @Test
    void aSynAckThatDoesNotCountTheSynAnswersNothing() {
        a.syn();
        b.opening(SYN | ACK).ack(a.iss()).lost().go();
        states(SYN_SENT, CLOSED);
    }

    @Test
    void whatWasMissedBetweenTheSynAckAndAFinIsAHole() {
        a.unseen().syn();
        b.synAck();
        a.unseen().lost().data(500);
        a.fin();
        states(FIN_WAIT_1, ESTABLISHED);
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

    @Test
    void aServerThatRepeatsItsAnswerRunsATimer() {
        a.syn();
        Sending synAck = b.synAck();
        a.lost().ack();
        assertNull(endpoint(b).timer());
        after(seconds(1));
        synAck.again();
        assertNotNull(endpoint(b).timer());
    }

    @Test
    void case051_aSynAckThatComesAgainWhenBothHaveSpokenMovesNothing() {
        open();
        after(seconds(1));
        b.segment(SYN | ACK).seq(b.iss()).ack(a.iss() + 1).go();
        oneConnectionIsAlive();
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
        after(ms(100));
        b.segment(SYN | ACK).seq(b.iss()).go();
        retransmissions(0, 1);
    }

    @Test
    void aSecondSynAckInASimultaneousOpenIsARepetition() {
        a.lost().syn();
        b.lost().syn();
        a.receivesLate(b.iss());
        a.lost().segment(SYN | ACK).seq(a.iss()).go();
        after(ms(100));
        a.lost().segment(SYN | ACK).seq(a.iss()).go();
        retransmissions(1, 0);
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
    void whoAnswersASynThatCrossedItsOwnHasShownThatItCame() {
        a.lost().syn();
        b.lost().syn();
        states(SYN_RECEIVED, PRESUMED, SYN_RECEIVED, PRESUMED);
        a.receivesLate(b.iss());
        a.lost().segment(SYN | ACK).seq(a.iss()).go();
        assertEquals(OBSERVED, endpoint(a).basis());
    }

    @Test
    void ofTwoWhoOpenAtOnceTheFirstOriginated() {
        b.lost().syn();
        a.lost().syn();
        assertEquals(b.port(), connection().originator().port());
        assertEquals(1, endpoint(a).sendQueue()); // no mere request, which has no queue
    }
}
