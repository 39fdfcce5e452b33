package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.PSH;
import static org.wirestat.tracker.script.Sending.RST;
import static org.wirestat.tracker.script.Sending.SYN;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** Cases 31 to 46: which resets end a connection, and which only want to. */
class ResetCasesTest extends Script {

    ResetCasesTest(Way way) {
        super(way);
    }

    /** What an attacker beside the path sends: a number, and nothing that only the endpoints know. */
    private Sending forgedReset(int seq) {
        return a.segment(RST).seq(seq).ack(0).window(0).noOptions();
    }

    private void bothGoOnAMomentLater() {
        after(ms(700));
        bothGoOn();
    }

    @Test
    void case031_aResetWithTheExactNumberClosesBothEnds() {
        open();
        a.abort();
        states(CLOSED, CLOSED);
    }

    @Test
    void case031_aResetOfTheServerClosesBothEnds() {
        open();
        b.abort();
        states(CLOSED, CLOSED);
    }

    @Test
    void case031_aKernelWithoutSocketResetsWhatItIsAsked() {
        open();
        Sending data = b.data(100);
        a.refuse(data);
        states(CLOSED, CLOSED);
    }

    @Test
    void case032_aResetInsideTheWindowButNotExactChangesNothing() {
        open();
        forgedReset(a.sndNxt() + 1000).go();
        states(ESTABLISHED, ESTABLISHED);
        bothGoOnAMomentLater();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
    }

    @Test
    void case033_aResetThatAnswersTheChallengeCloses() {
        open();
        forgedReset(a.sndNxt() + 1000).go();
        states(ESTABLISHED, ESTABLISHED);
        Sending challenge = b.ack();
        a.refuse(challenge);
        states(CLOSED, CLOSED);
    }

    @Test
    void case034_silenceAfterAnInexactResetSaysNothing() {
        open();
        forgedReset(a.sndNxt() + 1000).lost().go();
        after(seconds(15));
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void case035_aResetBesideTheWindowChangesNothing() {
        open();
        forgedReset(a.sndNxt() - 1).go();
        forgedReset(a.sndNxt() - 50_000).go();
        forgedReset(a.sndNxt() + (1 << 30)).go();
        forgedReset(a.sndNxt() + Integer.MIN_VALUE).go();
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void case036_aResetBehindDataThatIsStillOnItsWayCloses() {
        open();
        a.data(19);
        a.abort();
        states(CLOSED, CLOSED);
    }

    @Test
    void case037_aResetWithAWrongChecksumChangesNothing() {
        open();
        a.segment(RST | ACK).badChecksum().go();
        b.segment(RST | ACK).badChecksum().go();
        states(ESTABLISHED, ESTABLISHED);
        assertEquals(2, wire.snapshot().counters().badChecksums());
    }

    @Test
    void case038_aResetThatNeverArrivedIsTakenBackWhenBothGoOn() {
        open();
        a.segment(RST | ACK).hopLimit(3).lost().go();
        bothGoOnAMomentLater();
        states(ESTABLISHED, ESTABLISHED);
        begun(1);
    }

    @Test
    void case038_aBareResetThatNeverArrivedIsTakenBackWhenBothGoOn() {
        open();
        forgedReset(a.sndNxt()).hopLimit(3).lost().go();
        bothGoOnAMomentLater();
        states(ESTABLISHED, ESTABLISHED);
        begun(1);
    }

    /** Half a second long nothing was heard of those whom a RST was taken to have closed: a FIN could come in that time. */
    @Test
    void case038_aConnectionThatClosesRightAfterAForgedResetIsFollowed() {
        open();
        a.segment(RST | ACK).hopLimit(3).lost().go();
        a.data(100);
        b.ack();
        a.fin();
        b.ack();
        after(seconds(1));
        b.data(500);
        a.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    @Test
    void case038_dataOnItsWayWhenTheResetComesRevivesNobody() {
        open();
        a.abort();
        b.data(100);
        b.fin();
        states(CLOSED, CLOSED);
    }

    @Test
    void case038_whatIsSeenAfterTheResetThatItsSenderSentLaterRevivesNobody() {
        open();
        Sending data = a.segment(PSH | ACK).payload(300);
        a.unseen().data(300);
        a.abort();
        data.late();
        assertEquals(CLOSED, wire.state(a));
    }

    /** Not the first to come is heard: both go on at once, and the FIN is already on its way. */
    @Test
    void case038_aFinRightBehindAForgedResetAnswersForTheOtherEndToo() {
        open();
        a.segment(RST | ACK).hopLimit(3).lost().go();
        after(ms(5));
        a.fin();
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    @Test
    void case038_aConnectionThatGoesOnAfterAForgedResetIsFollowedToItsEnd() {
        open();
        a.segment(RST | ACK).hopLimit(3).lost().go();
        bothGoOnAMomentLater();
        a.fin();
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void case039_aSignedResetOfAConnectionWithoutSignaturesChangesNothing() {
        open();
        a.segment(RST | ACK)
                .noTimestamp()
                .options(1, 1, 19, 18, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
                .lost()
                .go();
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void case040_aResetIsJudgedByItsSequenceNumberNotByItsAck() {
        open();
        a.segment(RST | ACK).ack(b.sndNxt() + 100_000).go();
        states(CLOSED, CLOSED);
    }

    @Test
    void case041_anOldTimestampDoesNotWeakenAReset() {
        open();
        a.segment(RST | ACK).timestamp(a.tsClock() - 3_600_000, 1).go();
        states(CLOSED, CLOSED);
    }

    @Test
    void case042_theReasonInAResetIsNoData() {
        open();
        a.segment(RST | ACK).payload(30).go();
        states(CLOSED, CLOSED);
    }

    @Test
    void case043_twoResetsEndAConnectionOnce() {
        open();
        a.abort();
        int endings = wire.transitions().size();
        b.abort();
        states(CLOSED, CLOSED);
        assertEquals(endings, wire.transitions().size());
        assertEquals(
                2, wire.transitions().stream().filter(t -> t.to() == CLOSED).count());
    }

    @Test
    void case044_aResetWithoutNumbersChangesNothing() {
        open();
        a.startsAt(0x4000_0000);
        forgedReset(0).go();
        states(ESTABLISHED, ESTABLISHED);
    }

    @Tag("long")
    @Test
    void case045_aStormOfResetsChangesNothing() {
        open();
        int seen = wire.transitions().size();
        for (int i = 0; i < 20_000; i++) {
            forgedReset(a.sndNxt() + 1000 + i).lost().go();
            wire.pass(-ms(1) + 10_000);
        }
        states(ESTABLISHED, ESTABLISHED);
        assertEquals(seen, wire.transitions().size());
    }

    @Test
    void case046_dataLongAfterAResetBringsTheConnectionBack() {
        open();
        forgedReset(a.sndNxt()).lost().go();
        assertEquals(CLOSED, wire.state(b));
        after(seconds(5));
        b.data(100);
        assertEquals(ESTABLISHED, wire.state(b));
        a.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
    }

    /** RFC 2385: who agreed on signatures signs its resets, too. */
    @Test
    void case039_aSignedResetOfASignedConnectionEndsIt() {
        int[] signature = {19, 18, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        a.opening(SYN).noOptions().options(signature).go();
        b.opening(SYN | ACK).noOptions().options(signature).go();
        a.segment(ACK).noOptions().options(signature).go();
        b.segment(ACK).noOptions().options(signature).go();
        states(ESTABLISHED, ESTABLISHED);
        a.segment(RST | ACK).noOptions().options(signature).go();
        states(CLOSED, CLOSED);
    }
}
