package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.SYN;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** How long SYNs and SYN-ACKs are waited for, and what it says when they are not repeated: RFC 6298 §5, RFC 1122 §4.2.3.5. */
class SilenceOfOpeningsTest extends Script {

    SilenceOfOpeningsTest(Way way) {
        super(way);
    }

    @Test
    void aSynAckThatIsNotRepeatedWasAnsweredOrDroppedInSevenSeconds() {
        a.syn();
        b.synAck();
        staysFor(seconds(7), b, SYN_RECEIVED, CLOSED);
    }

    /** The first of its gaps may be any that kernels make. */
    @Test
    void aSynAckWhoseSynWasMissedIsWaitedForALongGap() {
        a.unseen().syn();
        b.synAck();
        staysFor(seconds(65), b, SYN_RECEIVED, CLOSED);
    }

    /** Since it was not seen to ask, it once counted as one who had asked in 1970, and gave up at once, with that time. */
    @Test
    void whoIsAskedAgainAfterAllAndWhoseSynWasMissedIsWaitedForALongGap() {
        a.unseen().syn();
        Sending synAck = b.synAck();
        a.unseen().ack();
        b.data(10);
        after(seconds(1));
        synAck.again();
        states(SYN_SENT, PRESUMED, ESTABLISHED, OBSERVED);
        assertEquals(wire.nowNs() / seconds(1), endpoint(a).sinceNs() / seconds(1));
        staysFor(seconds(65), a, SYN_SENT, CLOSED);
    }

    /**
     * Those that answer a repeated SYN hide the gaps of its own timer, but no gap is longer than all the time before it. The
     * client's do not double at first: net.ipv4.tcp_syn_linear_timeouts.
     */
    @Test
    void aSynAckIsWaitedForALittleMoreThanAllTheTimeSinceTheFirstSyn() {
        Sending syn = a.syn();
        long firstNs = wire.nowNs();
        Sending synAck = b.lost().synAck();
        for (int gap : new int[] {1, 1, 1, 1, 1, 2, 4}) {
            after(seconds(gap));
            syn = syn.again();
            b.lost();
            synAck = synAck.again();
        }
        after(ms(600));
        b.lost();
        synAck.again();
        staysFor((wire.nowNs() - firstNs) * 11 / 10 + seconds(1), b, SYN_RECEIVED, CLOSED);
    }

    private void repeatsItsSynAckUpToAGapOf(int seconds) {
        a.syn();
        Sending synAck = b.lost().synAck();
        for (int gap = 1; gap <= seconds; gap *= 2) {
            after(seconds(gap) - ms(1));
            b.lost();
            synAck = synAck.again();
        }
    }

    /** Its next gap is twice as long, and its timer fires up to an eighth late: Linux, inet_csk_rsk_queue. */
    @Test
    void aSynAckThatIsDueForTheLastTimeIsWaitedForTwiceItsGapAndAnEighth() {
        repeatsItsSynAckUpToAGapOf(16);
        staysFor(seconds(36) + ms(300), b, SYN_RECEIVED, CLOSED);
    }

    @Test
    void aSynAckThatIsDueAgainIsWaitedForAsAnyOther() {
        repeatsItsSynAckUpToAGapOf(4);
        staysFor(seconds(9) + ms(96), b, SYN_RECEIVED, CLOSED);
    }

    /** Its clock tells for how long it has asked; then its gaps are half of that by now, and double. */
    @Test
    void aSynAckThatBeganLongAgoIsWaitedForAsLongAsItsGapsAreByThen() {
        a.unseen().syn();
        b.unseen().synAck();
        int firstTs = b.tsClock();
        a.unseen().lost().ack();
        after(seconds(7));
        b.opening(SYN | ACK).timestamp(firstTs + 7_000, a.tsClock()).go();
        a.lost().segment(ACK).timestamp(a.tsClock(), firstTs).go();
        states(ESTABLISHED, SYN_RECEIVED);
        assertNotNull(endpoint(b).timer());
        wire.pass(-ms(1));
        staysFor(seconds(4) * 22 / 10 + ms(300), b, SYN_RECEIVED, ESTABLISHED);
    }

    @Test
    void whoStopsRepeatingItsSynAfterASynAckHasGotThat() {
        Sending syn = a.syn();
        b.lost().synAck();
        after(seconds(1));
        syn.again();
        b.lost().opening(SYN | ACK).go();
        assertEquals(SYN_SENT, wire.state(a));
        after(seconds(10));
        assertEquals(ESTABLISHED, wire.state(a));
    }

    /** net.ipv4.tcp_syn_retries: after the sixth repetition it was not the answer that ended it. */
    @Test
    void whoHasRepeatedItsSynForTheLastTimeGivesUp() {
        Sending syn = a.syn();
        for (int gap = 1; gap <= 32; gap *= 2) {
            b.lost().opening(SYN | ACK).go();
            after(seconds(gap));
            syn.again();
        }
        b.lost().opening(SYN | ACK).go();
        assertEquals(SYN_SENT, wire.state(a));
        after(seconds(80));
        assertEquals(CLOSED, wire.state(a));
    }

    /** The SYN-ACK echoes a SYN that is fifteen seconds older than the one that was seen: RFC 7323 §4.3. */
    @Test
    void bothEndsOfAnOpeningThatBeganLongAgoAreWaitedForAsLongAsTheirGapsAreByThen() {
        Sending syn = a.unseen().syn();
        int firstTs = a.tsClock();
        after(seconds(15) - ms(1));
        syn.again();
        b.lost().opening(SYN | ACK).timestamp(b.tsClock(), firstTs).go();
        long askedNs = wire.nowNs();
        b.lost().opening(SYN | ACK).timestamp(b.tsClock() + 1, firstTs).go();
        assertEquals(SYN_SENT, wire.state(a));
        wire.setTime(askedNs);
        staysFor(seconds(17) + ms(900), a, SYN_SENT, ESTABLISHED);
    }

    @Test
    void anAnswerToASynThatBeganLongAgoIsWaitedForAsLongToo() {
        Sending syn = a.unseen().syn();
        int firstTs = a.tsClock();
        after(seconds(15) - ms(1));
        syn.again();
        b.lost().opening(SYN | ACK).timestamp(b.tsClock(), firstTs).go();
        staysFor(seconds(17) + ms(900), b, SYN_RECEIVED, CLOSED);
    }
}
