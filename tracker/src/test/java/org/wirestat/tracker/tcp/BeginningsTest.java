package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

    // ---- TIME-WAIT

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

    /** A segment that was overtaken does not set the clock back. */
    @Test
    void timeWaitComparesWithTheNewestTimestampThatItTook() {
        open();
        close(b);
        int clock = a.tsClock() + 1000;
        a.segment(ACK).timestamp(clock, b.tsClock()).go();
        a.segment(ACK).timestamp(clock - 500, b.tsClock()).go();
        a.opening(SYN)
                .seq(a.sndNxt() - 100_000)
                .timestamp(clock - 100, 0)
                .lost()
                .go();
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

    @Test
    void theSenderOfASynInsideWasHeard() {
        open();
        a.startsAt(a.sndNxt() + 1_000_000);
        a.syn();
        b.startsAt(b.iss() + 3_000_000);
        b.synAck();
        after(minutes(10));
        assertEquals(ESTABLISHED, wire.state(a));
    }

    @Test
    void theSenderOfASynInsideWaitsForItsAnswerSinceThen() {
        open();
        a.startsAt(a.sndNxt() + 1_000_000);
        a.syn();
        b.startsAt(b.iss() + 3_000_000);
        Sending synAck = b.lost().synAck();
        after(seconds(1));
        b.lost();
        synAck.again();
        states(SYN_SENT, SYN_RECEIVED);
    }

    @Test
    void bothEndsOfTheOldConnectionMakeWay() {
        open();
        a.startsAt(a.sndNxt() + 1_000_000);
        a.syn();
        b.startsAt(b.iss() + 3_000_000);
        b.synAck();
        assertEquals(
                2,
                wire.transitions().stream()
                        .filter(transition -> transition.rule().equals(TcpEvent.MAKES_WAY.rule()))
                        .count());
    }
}
