package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.FIN;
import static org.wirestat.tracker.script.Sending.PSH;
import static org.wirestat.tracker.script.Sending.SYN;
import static org.wirestat.tracker.script.Sending.URG;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** Cases 47 to 70: SYNs inside a connection, windows, probes, numbers that wrap, and oddities of headers. */
class StreamCasesTest extends Script {

    StreamCasesTest(Way way) {
        super(way);
    }

    private void bothGoOn() {
        a.data(10);
        b.ack();
        b.data(20);
        a.ack();
    }

    private void oneConnectionIsAlive() {
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        begun(1);
        clientOriginated();
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

    @Test
    void case053_severalSegmentsFarAboveTheWindowDoNotStealTheStream() {
        open();
        for (int i = 0; i < 3; i++) {
            a.segment(PSH | ACK)
                    .seq(a.sndNxt() + (1 << 30) + i)
                    .payload(10)
                    .forged()
                    .lost()
                    .go();
        }
        a.data(50);
        b.ack();
        a.data(50);
        b.ack();
        assertEquals(0, endpoint(a).sendQueue());
        a.fin();
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    @Test
    void case053_notEvenIfTheyFollowEachOther() {
        open();
        for (int i = 0; i < 5; i++) {
            a.segment(PSH | ACK)
                    .seq(a.sndNxt() + (1 << 30) + 10 * i)
                    .payload(10)
                    .forged()
                    .lost()
                    .go();
        }
        a.fin();
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    @Test
    void case053_whatIsFarAboveTheWindowIsBelievedOfOneWhoseSilentPeerCannotSay() {
        open();
        after(seconds(30));
        a.unseen().segment(PSH | ACK).payload(1 << 30).go();
        a.data(1000);
        a.data(1000);
        a.fin();
        assertEquals(FIN_WAIT_1, wire.state(a));
    }

    @Test
    void case053_dataFarAboveTheWindowIsNotTheStream() {
        open();
        a.segment(PSH | ACK).seq(a.sndNxt() + (1 << 30)).payload(10).lost().go();
        oneConnectionIsAlive();
        bothGoOn();
        oneConnectionIsAlive();
        assertEquals(0, endpoint(a).sendQueue());
        retransmissions(0, 0);
    }

    @Test
    void case054_anAckOfWhatWasNeverSentChangesNothing() {
        open();
        b.segment(ACK).ack(a.sndNxt() + (1 << 29)).lost().go();
        oneConnectionIsAlive();
        b.segment(ACK).ack(a.sndNxt() + 3000).lost().go();
        bothGoOn();
        oneConnectionIsAlive();
        assertEquals(0, endpoint(a).sendQueue());
    }

    @Test
    void case054_anAckOfOneMoreThanWasSentIsTakenBackWhenBothGoOn() {
        open();
        b.segment(ACK).ack(a.sndNxt() + 1).lost().go();
        after(ms(20));
        a.data(50);
        b.ack();
        b.data(50);
        a.ack();
        states(ESTABLISHED, ESTABLISHED);
        a.fin();
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void case054_anAckOfManyMoreThanWereSentDoesNotHideTheFin() {
        open();
        b.segment(ACK).ack(a.sndNxt() + 3000).lost().go();
        a.data(50);
        b.ack();
        a.fin();
        states(FIN_WAIT_1, CLOSE_WAIT);
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void case055_anOldAckTakesNothingBack() {
        open();
        a.data(500);
        b.ack();
        b.segment(ACK).ack(a.sndNxt() - 500).go();
        b.segment(ACK).ack(a.sndNxt() - 5_000_000).go();
        oneConnectionIsAlive();
        assertEquals(0, endpoint(a).sendQueue());
    }

    @Test
    void case056_keepAliveProbesAreNoRetransmissions() {
        open();
        for (int i = 0; i < 5; i++) {
            after(minutes(300));
            wire.snapshot();
            a.segment(ACK).seq(a.sndNxt() - 1).go();
            b.ack();
            after(seconds(75));
            a.segment(ACK).seq(a.sndNxt() - 1).payload(1).go();
            b.ack();
        }
        after(hours(23));
        oneConnectionIsAlive();
        retransmissions(0, 0);
    }

    @Test
    void case057_aClosedWindowThatIsProbedKeepsTheConnection() {
        open();
        a.data(1000);
        b.segment(ACK).window(0).go();
        long gap = ms(200);
        for (long passed = 0; passed < minutes(10); passed += gap) {
            after(gap);
            a.segment(ACK).seq(a.sndNxt() - 1).go();
            b.segment(ACK).window(0).go();
            gap = Math.min(2 * gap, minutes(2));
            oneConnectionIsAlive();
        }
        b.ack();
        bothGoOn();
        oneConnectionIsAlive();
        retransmissions(0, 0);
    }

    @Test
    void case058_aWindowThatShrinksChangesNothing() {
        open();
        b.segment(ACK).window(60_000).go();
        a.data(20_000);
        b.segment(ACK).window(10).go();
        a.data(20_000);
        b.ack();
        oneConnectionIsAlive();
        retransmissions(0, 0);
    }

    @Test
    void case059_numbersWrapWithinTheConnection() {
        open();
        for (int i = 0; i < 8; i++) {
            a.data(70);
            b.data(90);
        }
        a.ack();
        b.ack();
        assertTrue(a.iss() < 0 && a.sndNxt() > 0, "the client's numbers passed zero");
        assertTrue(b.iss() < 0 && b.sndNxt() > 0, "the server's numbers passed zero");
        oneConnectionIsAlive();
        retransmissions(0, 0);
        assertEquals(100 + 8 * 70, endpoint(a).payloadBytes());
        assertEquals(200 + 8 * 90, endpoint(b).payloadBytes());
        assertEquals(0, endpoint(a).sendQueue());
    }

    @Test
    void case060_bytesAreCountedBeyondTheSequenceSpace() {
        open();
        long sent = 100;
        while (sent < 5L << 30) {
            for (int i = 0; i < 16; i++) {
                a.data(60_000);
                sent += 60_000;
                wire.pass(-ms(1) + 5_000);
            }
            b.ack();
        }
        oneConnectionIsAlive();
        assertEquals(sent, endpoint(a).payloadBytes());
        retransmissions(0, 0);
    }

    @Test
    void case061_aFirstNumberOfAllOnesIsAcknowledgedByZero() {
        a.startsAt(0xffff_ffff);
        b.startsAt(0xffff_ffff);
        a.syn();
        b.synAck();
        a.ack();
        assertEquals(0, a.rcvNxt());
        bothGoOn();
        oneConnectionIsAlive();
    }

    @Test
    void case062_brokenSackBlocksAreNotLookedAt() {
        open();
        b.segment(ACK).options(1, 1, 5, 11, 1, 2, 3, 4, 5, 6, 7, 8, 9).go();
        b.segment(ACK).options(1, 1, 5, 2).go();
        b.segment(ACK).sack(a.sndNxt() + 10, a.sndNxt() - 10).go();
        b.segment(ACK).sack(a.sndNxt() + 100_000, a.sndNxt() + 200_000).go();
        oneConnectionIsAlive();
        bothGoOn();
        oneConnectionIsAlive();
    }

    @Test
    void case063_urgentPointersAreNotLookedAt() {
        open();
        a.segment(URG | PSH | ACK).urgent(60_000).payload(5).go();
        a.segment(URG | ACK).urgent(1).go();
        a.segment(URG).urgent(1).lost().go();
        b.ack();
        oneConnectionIsAlive();
    }

    @Test
    void case064_aFinWithoutAckClosesNothing() {
        open();
        a.segment(FIN).lost().go();
        a.segment(FIN | PSH).payload(10).lost().go();
        oneConnectionIsAlive();
    }

    @Test
    void case065_reservedBitsAreNotLookedAt() {
        open();
        a.segment(0xe00 | PSH | ACK).payload(10).go();
        b.segment(0xe00 | ACK).go();
        oneConnectionIsAlive();
        a.segment(0xe00 | FIN | ACK).go();
        states(FIN_WAIT_1, CLOSE_WAIT);
    }

    @Test
    void case066_aRetransmissionThatOverlapsIsOne() {
        open();
        a.lost().data(100);
        after(ms(300));
        a.segment(PSH | ACK).seq(a.sndNxt() - 100).payload(60).go();
        a.segment(PSH | ACK).seq(a.sndNxt() - 80).payload(80).go();
        b.ack();
        oneConnectionIsAlive();
        retransmissions(2, 0);
        assertEquals(0, endpoint(a).sendQueue());
    }

    @Test
    void case067_dataWithoutAckIsNotTheStream() {
        open();
        a.segment(PSH).payload(500).lost().go();
        oneConnectionIsAlive();
        assertEquals(0, endpoint(a).sendQueue());
        bothGoOn();
        oneConnectionIsAlive();
        retransmissions(0, 0);
    }

    @Test
    void case068_aHeaderLengthThatEatsPayloadChangesNoState() {
        open();
        a.segment(PSH | ACK).payload(100).dataOffset(10).lost().go();
        oneConnectionIsAlive();
        a.data(100);
        b.ack();
        bothGoOn();
        oneConnectionIsAlive();
    }

    @Test
    void case069_multipathSubflowsAreConnectionsOfTheirOwn() {
        a.opening(SYN).options(30, 4, 0x01, 0x81).go();
        b.opening(SYN | ACK).options(30, 4, 0x01, 0x81).go();
        a.ack();
        Host second = wire.pair(1);
        second.opening(SYN).options(30, 12, 0x10, 1, 1, 2, 3, 4, 5, 6, 7, 8).go();
        assertEquals(SYN_SENT, wire.state(second));
        states(ESTABLISHED, ESTABLISHED);
        begun(2);
    }

    @Test
    void case070_multipathOptionsCloseNothing() {
        open();
        a.segment(ACK).options(30, 12, 0x20, 0x11, 1, 2, 3, 4, 5, 6, 7, 8).go(); // DATA_FIN
        a.segment(ACK).options(30, 12, 0x70, 0, 1, 2, 3, 4, 5, 6, 7, 8).go(); // MP_FASTCLOSE
        a.segment(ACK).options(30, 4, 0x80, 0).go(); // MP_TCPRST belongs on a RST only
        a.segment(ACK).options(30, 40, 0x20, 0x1f).go();
        oneConnectionIsAlive();
        bothGoOn();
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
}
