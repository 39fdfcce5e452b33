package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.SYN;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** Cases 47 to 52: SYNs and SYN-ACKs inside a connection. */
class SynInsideCasesTest extends Script {

    SynInsideCasesTest(Way way) {
        super(way);
    }

    @Test
    void case047_aSynInsideTheConnectionEarnsAChallenge() {
        open();
        a.opening(SYN).seq(a.sndNxt() + 500).lost().go();
        b.ack();
        oneConnectionIsAlive();
        bothGoOn();
        oneConnectionIsAlive();
        retransmissions(0, 0);
    }

    @Test
    void case048_aClientThatStartedAnewResetsTheOldConnectionAndOpensANewOne() {
        open();
        int old = a.sndNxt();
        a.startsAt(old + 1_000_000);
        Sending syn = a.lost().syn();
        Sending challenge = b.segment(ACK).ack(old).lost().go();
        a.refuse(challenge);
        assertEquals(CLOSED, wire.state(b));
        after(seconds(1));
        b.startsAt(b.iss() + 3_000_000);
        syn.again();
        states(SYN_SENT, CLOSED);
        b.synAck();
        a.ack();
        states(ESTABLISHED, ESTABLISHED);
        begun(2);
    }

    @Test
    void case049_aSynThatTheServerAnswersOpensANewConnection() {
        open();
        a.startsAt(a.sndNxt() + 1_000_000);
        a.syn();
        b.startsAt(b.iss() + 3_000_000);
        b.synAck();
        states(ESTABLISHED, SYN_RECEIVED);
        a.ack();
        b.data(10);
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        begun(2);
        clientOriginated();
    }

    @Test
    void case050_aSynOfTheServerInsideTheConnectionChangesNothing() {
        open();
        b.opening(SYN).seq(b.sndNxt() + 500).lost().go();
        a.ack();
        oneConnectionIsAlive();
        bothGoOn();
        oneConnectionIsAlive();
    }

    @Test
    void case051_aRepeatedSynAckSaysThatTheThirdAckWasLost() {
        a.syn();
        Sending synAck = b.synAck();
        a.lost().ack();
        states(ESTABLISHED, ESTABLISHED);
        after(seconds(1));
        synAck.again();
        states(ESTABLISHED, OBSERVED, SYN_RECEIVED, OBSERVED);
        a.ack();
        states(ESTABLISHED, SYN_RECEIVED); // its backlog may be full, or it waits for data: the next second tells
        after(seconds(3));
        states(ESTABLISHED, OBSERVED, ESTABLISHED, PRESUMED);
        bothGoOn();
        oneConnectionIsAlive();
    }

    @Test
    void case051_aServerThatSpeaksAfterItsRepeatedSynAckIsEstablished() {
        a.syn();
        Sending synAck = b.synAck();
        a.lost().ack();
        after(seconds(1));
        synAck.again();
        a.ack();
        b.data(10);
        oneConnectionIsAlive();
    }

    /** The repetition was seen first, and its answer taken for the first one. */
    @Test
    void case051_anAckThatEchoesAnOlderSynAckShowsThatTheSynAckWasRepeated() {
        a.unseen().syn();
        b.unseen().synAck();
        int firstTs = b.tsClock();
        a.unseen().lost().ack();
        after(seconds(7));
        b.opening(SYN | ACK).seq(b.iss()).go();
        a.lost().segment(ACK).timestamp(a.tsClock(), firstTs).go();
        states(ESTABLISHED, SYN_RECEIVED);
        after(seconds(7));
        states(ESTABLISHED, SYN_RECEIVED);
        after(seconds(30));
        states(ESTABLISHED, ESTABLISHED);
    }

    /** TCP_DEFER_ACCEPT: silent for half a minute, then asked once more. */
    @Test
    void case051_aServerThatDefersItsAcceptTakesTheAckAfterItsLateRepetition() {
        a.syn();
        Sending synAck = b.synAck();
        a.ack();
        after(seconds(31));
        synAck.again();
        assertEquals(SYN_RECEIVED, wire.state(b));
        a.ack();
        assertEquals(ESTABLISHED, wire.state(b));
    }

    /** In recorded runs 53 of 58 servers that had got so far were gone; the others had heard the last answer. */
    @Test
    void case051_aServerThatHeardNoAnswerToAnyOfItsSynAcksIsGone() {
        a.syn();
        repeats(b.synAck(), 5);
        states(ESTABLISHED, SYN_RECEIVED);
        after(seconds(40));
        states(ESTABLISHED, OBSERVED, CLOSED, PRESUMED);
    }

    @Test
    void case051_aServerThatStoppedRepeatingItsSynAckBeforeItHadToHasHeardTheAnswer() {
        a.syn();
        repeats(b.synAck(), 4);
        after(seconds(40));
        states(ESTABLISHED, OBSERVED, ESTABLISHED, PRESUMED);
    }

    @Test
    void case051_aServerThatSpeaksAfterAllHadHeardTheLastAnswer() {
        a.syn();
        repeats(b.synAck(), 5);
        after(seconds(40));
        bothGoOn();
        oneConnectionIsAlive();
    }

    /** Linux gives the socket that took data from a SYN one repetition more than a mere request: so five are too few. */
    @Test
    void case051_aServerThatTookDataOfTheSynRepeatsOnceMore() {
        a.opening(SYN).options(34, 10, 1, 2, 3, 4, 5, 6, 7, 8).payload(50).go();
        repeats(b.opening(SYN | ACK).ack(a.iss() + 51).go(), 5);
        after(seconds(40));
        states(ESTABLISHED, OBSERVED, ESTABLISHED, PRESUMED);
    }

    @Test
    void case051_aServerThatTookDataOfTheSynIsGoneAfterSixRepetitions() {
        a.opening(SYN).options(34, 10, 1, 2, 3, 4, 5, 6, 7, 8).payload(50).go();
        repeats(b.opening(SYN | ACK).ack(a.iss() + 51).go(), 6);
        after(seconds(80));
        states(ESTABLISHED, OBSERVED, CLOSED, PRESUMED);
    }

    /** The server's timer fires so often, and doubles; each time it is answered, and does not hear that. */
    private void repeats(Sending synAck, int times) {
        a.lost().segment(ACK).seq(a.iss() + 1).go();
        Sending last = synAck;
        for (int i = 0; i < times; i++) {
            after(seconds(1L << i));
            last = last.again();
            a.lost().segment(ACK).seq(a.iss() + 1).go();
        }
    }

    @Test
    void case052_aSynAckOfTheClientDoesNotTurnTheRoles() {
        a.syn();
        a.segment(SYN | ACK).seq(a.iss()).ack(0x7777_0000).lost().go();
        clientOriginated();
        b.synAck();
        a.ack();
        b.data(10);
        oneConnectionIsAlive();
    }
}
