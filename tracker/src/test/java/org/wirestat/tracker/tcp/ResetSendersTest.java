package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.RST;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.TrackerOptions;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;
import org.wirestat.tracker.script.Wire;

/** Whose a reset is, and whether it comes as far as its number reaches: RFC 5961 §3.2, RFC 7323 §3.2, RFC 1122 §4.2.3.6. */
class ResetSendersTest extends Script {

    private final Way way;

    ResetSendersTest(Way way) {
        super(way);
        this.way = way;
    }

    /** A number and nothing else: what a stack without socket answers, and what a stranger forges. */
    private Sending bareReset(int seq) {
        return a.segment(RST).seq(seq).ack(0).window(0).noOptions();
    }

    // ---- a stranger's, for it answers nothing

    @Test
    void aBareResetOfOneWhoSpokeLastIsAStrangersAndEndsOnlyItsReceiver() {
        open();
        bareReset(a.sndNxt()).forged().go();
        states(ESTABLISHED, CLOSED);
    }

    @Test
    void aBareResetRightAfterItsPeerSpokeIsTheAnswerOfAStackWithoutSocket() {
        open();
        b.ack();
        bareReset(a.sndNxt()).go();
        states(CLOSED, CLOSED);
    }

    @Test
    void aBareResetWhileItsPeersDataIsUnderWayIsTheAnswerToThat() {
        open();
        Sending data = b.data(100);
        a.unseen();
        a.segment(ACK).go();
        a.segment(ACK).ack(data.seq()).go();
        bareReset(a.sndNxt()).go();
        states(CLOSED, CLOSED);
    }

    /** RFC 7323 §3.2: who stamps its segments stamps its resets, where the connection is its own. */
    @Test
    void aResetWithATimestampIsItsSenders() {
        open();
        bareReset(a.sndNxt()).timestamp(a.tsClock(), b.tsClock()).go();
        states(CLOSED, CLOSED);
    }

    @Test
    void ofOneWhoUsesNoTimestampsABareResetIsItsOwn() {
        a.usesNoTimestamps();
        open();
        bareReset(a.sndNxt()).go();
        states(CLOSED, CLOSED);
    }

    @Test
    void aResetWithAnAckIsItsSendersThoughItHasNoTimestamp() {
        open();
        a.segment(RST | ACK).noTimestamp().go();
        states(CLOSED, CLOSED);
    }

    /** What was closed may be reset without a question: its socket is gone, and what is answered came by another way. */
    @Test
    void aBareResetOfOneWhoHasClosedIsItsOwn() {
        open();
        a.fin();
        b.ack();
        a.ack();
        bareReset(a.sndNxt()).go();
        states(CLOSED, CLOSED);
    }

    @Test
    void whoRepeatsItsResetWithTheRightNumberMeansIt() {
        open();
        bareReset(a.sndNxt() + 1000).lost().go();
        states(ESTABLISHED, ESTABLISHED);
        bareReset(a.sndNxt()).go();
        states(CLOSED, CLOSED);
    }

    // ---- an abort behind data that was missed

    @Test
    void anAbortBehindDataThatWasMissedEndsItsSenderAlone() {
        open();
        a.unseen().lost().data(500);
        a.abort();
        states(CLOSED, ESTABLISHED);
    }

    @Test
    void anAbortMayAcknowledgeWhatItsPeerHasUnderWay() {
        open();
        b.data(300);
        a.unseen().lost().data(500);
        a.abort();
        states(CLOSED, ESTABLISHED);
    }

    @Test
    void anAbortMayKnowNoneOfWhatItsPeerHasUnderWay() {
        open();
        int known = a.rcvNxt();
        b.lost().data(300);
        a.unseen().lost().data(500);
        a.segment(RST | ACK).ack(known).go();
        states(CLOSED, ESTABLISHED);
    }

    @Test
    void whoKnowsNothingOfItsPeersNumbersAbortsNothing() {
        open();
        int known = a.rcvNxt();
        b.lost().data(300);
        for (int ack : new int[] {known - 1, known + 301}) {
            a.segment(RST | ACK).seq(a.sndNxt() + 500).ack(ack).lost().go();
            states(ESTABLISHED, ESTABLISHED);
        }
    }

    @Test
    void whoseClockHasNotGoneOnAbortsNothing() {
        open();
        Sending last = a.data(10);
        b.ack();
        int clock = a.tsClock();
        assertEquals(a.sndNxt(), last.end());
        a.segment(RST | ACK)
                .seq(a.sndNxt() + 500)
                .timestamp(clock - 1_000, 1)
                .lost()
                .go();
        a.segment(RST | ACK).seq(a.sndNxt() + 500).noTimestamp().lost().go();
        a.segment(RST).seq(a.sndNxt() + 500).timestamp(clock, 1).lost().go();
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void anAbortInTheSameTickAsItsLastSegmentIsItsSenders() {
        open();
        a.segment(ACK).timestamp(a.tsClock() + 5, b.tsClock()).go();
        a.segment(RST | ACK)
                .seq(a.sndNxt() + 500)
                .timestamp(a.tsClock() + 4, b.tsClock())
                .lost()
                .go();
        states(CLOSED, ESTABLISHED);
    }

    @Test
    void anAbortOfOneWhoUsedNoTimestampsBeforeIsAForgery() {
        a.usesNoTimestamps();
        open();
        a.segment(RST | ACK).seq(a.sndNxt() + 500).timestamp(77, 1).lost().go();
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void aResetBelowWhatItsSenderHasSentIsOld() {
        open();
        a.segment(RST | ACK).seq(a.sndNxt() - 50).lost().go();
        states(ESTABLISHED, ESTABLISHED);
    }

    // ---- what gives up comes no further than what it asked before

    @Test
    void theResetOfOneWhoWaitedLessThanASecondArrives() {
        open();
        a.lost().data(100);
        after(ms(900));
        a.abort();
        states(CLOSED, CLOSED);
    }

    /** Its bare ACKs answer somebody: it hears what we do not. */
    @Test
    void theResetOfOneWhoGoesOnAcknowledgingArrives() {
        open();
        a.data(100);
        after(seconds(5));
        a.ack();
        after(seconds(5));
        a.abort();
        states(CLOSED, CLOSED);
    }

    @Test
    void theResetToOneWhomNobodyHearsArrives() {
        openUnseen();
        a.data(100);
        after(seconds(30));
        a.abort();
        states(CLOSED, CLOSED);
    }

    @Test
    void whereNoTimePassesTheResetArrives() {
        Wire timeless = new Wire(way, TrackerOptions.defaults().withTimeouts(Timeouts.none()));
        Host client = timeless.pair(0);
        open(client);
        client.lost().data(100);
        timeless.pass(seconds(30));
        client.abort();
        assertEquals(CLOSED, timeless.state(client.peer()));
    }

    // ---- a SYN that is refused

    /** RFC 9293 §3.10.7.3: RCV.NXT need not be known, but what is acknowledged must have been sent. */
    @Test
    void aRefusalMayAcknowledgeTheDataOfTheSynToo_noMore() {
        a.opening(Sending.SYN).payload(50).go();
        b.segment(RST | ACK).seq(0).ack(a.iss() + 52).noOptions().go();
        states(SYN_SENT, CLOSED);
        b.segment(RST | ACK).seq(0).ack(a.iss() + 51).noOptions().go();
        states(CLOSED, CLOSED);
    }

    @Test
    void aSynIsNotRefusedByItsOwnSendersReset() {
        a.syn();
        a.segment(RST).seq(a.sndNxt() + 1000).noOptions().go();
        states(SYN_SENT, CLOSED);
        a.segment(RST).seq(a.sndNxt()).noOptions().go();
        states(CLOSED, CLOSED);
    }

    @Test
    void aServerThatRefusesASynWhichItHadAnsweredIsGone() {
        Sending syn = a.syn();
        b.lost().synAck();
        after(seconds(1));
        syn.again();
        states(SYN_SENT, SYN_RECEIVED);
        b.refuse(syn);
        states(CLOSED, CLOSED);
    }

    @Test
    void aPortThatRefusesAnotherSynThanWasSentListensOn() {
        open();
        Host other = wire.pair(1);
        Sending syn = other.syn();
        other.peer().segment(RST | ACK).seq(0).ack(syn.end() + 7).noOptions().go();
        assertEquals(1, wire.snapshot().listeners().size());
        other.peer().refuse(syn);
        assertEquals(0, wire.snapshot().listeners().size());
    }

    @Test
    void aPortInWhoseNameASignedResetIsForgedListensOn() {
        open();
        b.segment(RST | ACK)
                .noTimestamp()
                .options(1, 1, 19, 18, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
                .lost()
                .go();
        states(ESTABLISHED, ESTABLISHED);
        assertEquals(1, wire.snapshot().listeners().size());
    }

    /** It answers what its peer sent before the data that is still on its way came. */
    @Test
    void aResetAtTheNumberThatWasAcknowledgedLastIsItsSendersToo() {
        open();
        a.lost().data(100);
        a.refuse(b.ack());
        states(CLOSED, CLOSED);
    }
}
