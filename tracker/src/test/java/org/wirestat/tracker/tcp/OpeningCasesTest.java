package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.PSH;
import static org.wirestat.tracker.script.Sending.RST;
import static org.wirestat.tracker.script.Sending.SYN;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** Cases 1 to 20: how connections open. */
class OpeningCasesTest extends Script {

    OpeningCasesTest(Way way) {
        super(way);
    }

    @Test
    void case001_aHandshakeGoesThroughSynSentAndSynReceivedToEstablished() {
        a.syn();
        states(SYN_SENT, CLOSED);
        b.synAck();
        states(ESTABLISHED, PRESUMED, SYN_RECEIVED, OBSERVED);
        a.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, PRESUMED);
        b.data(10);
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        clientOriginated();
        assertTrue(connection().begunSeen());
        begun(1);
    }

    @Test
    void case002_aSynThatNobodyAnswersStaysSynSentAndGoesWhenItIsNotRepeated() {
        a.syn();
        after(seconds(3));
        states(SYN_SENT, CLOSED);
        assertEquals(0, endpoint(b).packets());
        after(seconds(200));
        states(CLOSED, CLOSED);
    }

    @Test
    void case003_repeatedSynsAreRetransmissions() {
        Sending syn = a.syn();
        for (int gap = 1; gap <= 32; gap *= 2) {
            after(seconds(gap));
            syn.again();
        }
        retransmissions(6, 0);
    }

    @Test
    void case003_repeatedSynAcksAreRetransmissions() {
        a.syn();
        Sending synAck = b.synAck();
        after(seconds(1));
        synAck.again();
        after(seconds(2));
        synAck.again();
        retransmissions(0, 2);
    }

    /** tcp_synack_retries: the client's SYNs went on for a minute, but nobody was left to answer them. */
    @Test
    void case003_aServerThatHasRepeatedItsSynAckForTheLastTimeIsGoneAfterItsNextGap() {
        Sending syn = a.syn();
        Sending synAck = b.lost().synAck();
        for (int gap = 1; gap <= 16; gap *= 2) {
            after(seconds(gap));
            b.lost();
            synAck = synAck.again();
        }
        after(seconds(15));
        a.lost();
        syn.again();
        after(seconds(20));
        states(SYN_SENT, SYN_RECEIVED);
        after(seconds(3));
        states(SYN_SENT, CLOSED);
    }

    @Test
    void case003_aSynRepeatedSixTimesIsOneConnectionThatWaitsUntilTheKernelGivesUp() {
        Sending syn = a.syn();
        for (int gap = 1; gap <= 32; gap *= 2) {
            after(seconds(gap));
            syn.again();
            states(SYN_SENT, CLOSED);
        }
        after(seconds(63));
        states(SYN_SENT, CLOSED);
        after(seconds(20));
        states(CLOSED, CLOSED);
        begun(1);
    }

    @Test
    void case004_theNewestSynCountsUntilASynAckPicksOne() {
        a.syn();
        a.startsAt(a.iss() + 70_000);
        a.syn();
        states(SYN_SENT, CLOSED);
        b.synAck();
        states(ESTABLISHED, SYN_RECEIVED);
        a.ack();
        b.data(10);
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        begun(1);
    }

    @Test
    void case004_theOldSynCountsIfTheHandshakeIsMadeWithIt() {
        a.syn();
        a.opening(SYN).seq(a.iss() + 5_000).lost().go();
        b.synAck();
        a.segment(ACK).seq(a.iss() + 1).go();
        a.segment(PSH | ACK).seq(a.iss() + 1).payload(10).go();
        b.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
    }

    @Test
    void case005_aSynAnsweredByRstIsRefused() {
        Sending syn = a.syn();
        b.refuse(syn);
        states(CLOSED, CLOSED);
        begun(1);
        assertEquals(CLOSED, wire.transitions().get(1).to());
        assertTrue(wire.snapshot().listeners().isEmpty());
    }

    @Test
    void case006_aRstThatAcknowledgesAnotherSynRefusesNothing() {
        a.syn();
        b.segment(RST | ACK).seq(0).ack(a.iss() + 77).noOptions().go();
        states(SYN_SENT, CLOSED);
        b.segment(RST | ACK).seq(0).ack(a.iss()).noOptions().go();
        states(SYN_SENT, CLOSED);
        b.segment(RST).seq(0).noOptions().go();
        states(SYN_SENT, CLOSED);
    }

    @Test
    void case007_aHalfOpenServerChallengesTheSynIsResetAndAnswersTheNext() {
        Sending syn = a.syn();
        Sending challenge = b.segment(ACK).seq(0x1234_5678).ack(0x3456_789a).go();
        assertEquals(SYN_SENT, wire.state(a));
        a.refuse(challenge);
        states(SYN_SENT, CLOSED);
        after(seconds(1));
        syn.again();
        states(SYN_SENT, CLOSED);
        b.synAck();
        states(ESTABLISHED, SYN_RECEIVED);
        a.ack();
        b.data(10);
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        clientOriginated();
    }

    @Test
    void case008_aSynAckForAnotherSynAcceptsNothing() {
        a.syn();
        b.opening(SYN | ACK).ack(a.iss() + 1234).go();
        states(SYN_SENT, CLOSED);
        assertTrue(wire.snapshot().listeners().isEmpty());
    }

    @Test
    void case009_ofTwoSynAcksTheAcknowledgedOneCounts() {
        a.syn();
        b.opening(SYN | ACK).seq(b.iss() - 90_000).lost().go();
        b.synAck();
        a.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, PRESUMED);
        b.data(10);
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        retransmissions(0, 0);
        b.fin();
        a.ack();
        states(CLOSE_WAIT, FIN_WAIT_2);
    }

    @Test
    void case009_aSynAckFarAheadOfTheAcknowledgedOneIsForgotten() {
        a.syn();
        b.opening(SYN | ACK).seq(b.iss() + (3 << 29)).forged().lost().go();
        b.synAck();
        a.ack();
        b.data(10);
        a.ack();
        retransmissions(0, 0);
        b.fin();
        a.ack();
        states(CLOSE_WAIT, FIN_WAIT_2);
    }

    @Test
    void case009_whoRepeatsItsSynTakesTheSynAckThatItAcknowledges() {
        Sending syn = a.syn();
        b.lost().synAck();
        int taken = b.iss();
        after(seconds(1));
        syn.again();
        b.opening(SYN | ACK).seq(taken + 90_000).forged().lost().go();
        states(SYN_SENT, SYN_RECEIVED);
        a.segment(ACK).seq(a.sndNxt() + 5_000).ack(taken + 1).forged().lost().go();
        states(SYN_SENT, SYN_RECEIVED); // does not follow its SYN
        a.receivesLate(taken);
        a.ack();
        b.data(10);
        a.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        assertEquals(0, endpoint(b).sendQueue());
        retransmissions(1, 0);
    }

    @Test
    void case010_bothOpenAtOnce() {
        a.lost().syn();
        states(SYN_SENT, CLOSED);
        b.syn();
        a.receivesLate(b.iss());
        b.receivesLate(a.iss());
        states(SYN_RECEIVED, SYN_RECEIVED);
        a.segment(SYN | ACK).seq(a.iss()).go();
        states(SYN_RECEIVED, ESTABLISHED);
        b.segment(SYN | ACK).seq(b.iss()).go();
        states(ESTABLISHED, ESTABLISHED);
        a.data(10);
        b.data(10);
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        begun(1);
    }

    @Test
    void case011_bothOpenAtOnceAndTheirSynAcksAreMissed() {
        a.lost().syn();
        b.lost().syn();
        a.receivesLate(b.iss());
        b.receivesLate(a.iss());
        a.ack();
        assertEquals(ESTABLISHED, wire.state(a));
        b.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
    }

    @Test
    void case012_aHandshakeSplitIntoFourKeepsItsRoles() {
        a.syn();
        b.segment(ACK).seq(b.iss()).go();
        b.syn();
        a.segment(SYN | ACK).seq(a.iss()).go();
        b.ack();
        a.data(10);
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        clientOriginated();
    }

    @Test
    void case013_aHandshakeSplitIntoFiveKeepsItsRoles() {
        a.syn();
        b.segment(ACK).seq(b.iss()).go();
        b.syn();
        a.segment(SYN | ACK).seq(a.iss()).go();
        b.opening(SYN | ACK).go();
        a.ack();
        b.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        clientOriginated();
        begun(1);
    }

    @Test
    void case014_aSynAckWhoseSynWasMissedIsAConnectionAllTheSame() {
        a.unseen().syn();
        b.synAck();
        assertEquals(SYN_RECEIVED, wire.state(b));
        a.ack();
        states(ESTABLISHED, ESTABLISHED);
        clientOriginated();
        assertFalse(connection().begunSeen());
    }

    @Test
    void case015_dataInTheSynThatIsNotTakenIsSentAgain() {
        a.opening(SYN).payload(50).go();
        states(SYN_SENT, CLOSED);
        assertEquals(50, endpoint(a).payloadBytes());
        b.synAck();
        states(ESTABLISHED, SYN_RECEIVED);
        a.segment(PSH | ACK).seq(a.iss() + 1).payload(50).go();
        b.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        retransmissions(1, 0);
    }

    @Test
    void case016_fastOpenDataThatTheSynAckTakesIsNotSentAgain() {
        a.opening(SYN).options(34, 10, 1, 2, 3, 4, 5, 6, 7, 8).payload(50).go();
        b.opening(SYN | ACK).ack(a.iss() + 51).go();
        states(ESTABLISHED, SYN_RECEIVED);
        a.segment(PSH | ACK).seq(a.iss() + 51).payload(20).go();
        b.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        retransmissions(0, 0);
    }

    @Test
    void case017_fastOpenDataThatTheSynAckLeavesIsSentAgain() {
        a.opening(SYN).options(34, 10, 1, 2, 3, 4, 5, 6, 7, 8).payload(50).go();
        b.synAck();
        a.segment(PSH | ACK).seq(a.iss() + 1).payload(50).go();
        b.ack();
        states(ESTABLISHED, ESTABLISHED);
        retransmissions(1, 0);
    }

    @Test
    void case018_aFastOpenServerSendsDataWhileItIsStillSynReceived() {
        a.opening(SYN).options(34, 10, 1, 2, 3, 4, 5, 6, 7, 8).payload(50).go();
        b.opening(SYN | ACK).ack(a.iss() + 51).go();
        b.segment(PSH | ACK).ack(a.iss() + 51).payload(500).go();
        states(ESTABLISHED, SYN_RECEIVED);
        a.ack();
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void case019_aServerThatClosesBeforeTheThirdAckIsInFinWait1() {
        a.syn();
        b.synAck();
        b.data(300);
        b.fin();
        assertEquals(FIN_WAIT_1, wire.state(b));
        a.ack();
        states(CLOSE_WAIT, OBSERVED, FIN_WAIT_2, PRESUMED);
        a.fin();
        b.ack();
        states(CLOSED, TIME_WAIT);
    }

    @Test
    void case020_theFirstDataEstablishesWhereTheThirdAckWasMissed() {
        a.syn();
        b.synAck();
        a.unseen().ack();
        a.data(10);
        states(ESTABLISHED, OBSERVED, ESTABLISHED, PRESUMED);
    }

    /** Neither SYN-ACK arrives: one was taken for established between the other's repetition and its own. */
    @Test
    void case010_bothOpenAtOnceAndNeitherHearsTheOthersAnswer() {
        a.lost().syn();
        b.lost().syn();
        a.receivesLate(b.iss());
        b.receivesLate(a.iss());
        for (int i = 0; i < 3; i++) {
            a.lost().segment(SYN | ACK).seq(a.iss()).go();
            b.lost().segment(SYN | ACK).seq(b.iss()).go();
            after(seconds(1L << i));
        }
        b.lost().segment(SYN | ACK).seq(b.iss()).go();
        a.lost().segment(SYN | ACK).seq(a.iss()).go();
        states(SYN_RECEIVED, SYN_RECEIVED);
    }

    /** Its clock tells: the SYN-ACK echoes a SYN that is much older than the one that was seen. */
    @Test
    void case003_aSynOfWhichOnlyALateRepetitionWasSeenIsWaitedForAsLongAsItsGapsAreByThen() {
        Sending syn = a.unseen().syn();
        int firstTs = a.tsClock();
        after(seconds(15));
        syn.again();
        b.lost().opening(SYN | ACK).timestamp(b.tsClock(), firstTs).go();
        b.lost().opening(SYN | ACK).timestamp(b.tsClock(), firstTs).go();
        after(seconds(14));
        assertEquals(SYN_RECEIVED, wire.state(b));
        syn.again();
        assertEquals(SYN_SENT, wire.state(a));
    }
}
