package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.PSH;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Way;

/** Cases 53 to 61: windows, probes, and numbers that wrap. */
class WindowCasesTest extends Script {

    WindowCasesTest(Way way) {
        super(way);
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

    @Tag("long")
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
}
