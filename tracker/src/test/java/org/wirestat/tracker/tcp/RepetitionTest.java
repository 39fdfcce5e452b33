package org.wirestat.tracker.tcp;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.PSH;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Endpoint.Timer;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** What repeats itself, as netstat -o counts it, and how long it is waited for: RFC 6298 §5, RFC 8985 §7. */
class RepetitionTest extends Script {

    RepetitionTest(Way way) {
        super(way);
    }

    private Timer timer(Host host) {
        return requireNonNull(endpoint(host).timer());
    }

    /** Times are kept to a millisecond, gaps to four. */
    private void dueIn(long ns, Host host) {
        long leftNs = timer(host).leftNs();
        assertTrue(leftNs <= ns + ms(4) && leftNs > ns - ms(12), leftNs + " ns are left, not " + ns);
    }

    @Test
    void aSynsTimerDoublesAndItsTimeOutsAreCounted() {
        Sending syn = a.syn();
        assertEquals(0, timer(a).repeats());
        for (int repeats = 1; repeats <= 4; repeats++) {
            after(seconds(1L << (repeats - 1)));
            syn.again();
            assertEquals(repeats, timer(a).repeats());
            dueIn(seconds(1L << repeats), a);
        }
    }

    @Test
    void aTimeOutOfDataIsCountedUntilItIsAcknowledged() {
        open();
        Sending data = a.lost().data(100);
        after(ms(250));
        data.again();
        assertEquals(1, timer(a).repeats());
        dueIn(ms(500), a);
        b.ack();
        assertNull(endpoint(a).timer());
        a.data(100);
        assertEquals(0, timer(a).repeats());
        assertEquals(0, timer(a).leftNs());
    }

    /** RFC 8985 §7: the probe comes after two round trips, the first time-out a whole time-out after that. */
    @Test
    void aTailLossProbeIsNoTimeOut() {
        open();
        Sending data = a.lost().data(100);
        after(ms(190));
        a.lost();
        data.again();
        assertEquals(0, timer(a).repeats());
        after(ms(220));
        a.lost();
        data.again();
        assertEquals(1, timer(a).repeats());
        retransmissions(2, 0);
    }

    @Test
    void whatComesAfterNoMoreThanTheLastGapWasProbedForBefore() {
        open();
        Sending data = a.lost().data(100);
        after(ms(300));
        a.lost();
        data.again();
        assertEquals(1, timer(a).repeats());
        after(ms(300));
        a.lost();
        data.again();
        assertEquals(1, timer(a).repeats());
        after(ms(600));
        a.lost();
        data.again();
        assertEquals(2, timer(a).repeats());
        after(ms(800)); // the first gap after the probe is the only one that is as long as the last
        a.lost();
        data.again();
        assertEquals(3, timer(a).repeats());
    }

    @Test
    void newDataBehindWhatIsRepeatedBeginsANewCount() {
        open();
        Sending data = a.lost().data(100);
        after(ms(300));
        data.again();
        a.data(100);
        assertEquals(0, timer(a).repeats());
        assertEquals(0, timer(a).leftNs());
    }

    // ---- how long the next repetition is waited for

    @Test
    void aSynThatIsNotRepeatedInSevenSecondsWasGivenUp() {
        a.syn();
        after(ms(6_990));
        assertEquals(SYN_SENT, wire.state(a));
        after(ms(20));
        assertEquals(CLOSED, wire.state(a));
    }

    /** A kernel's timer fires up to an eighth late; what comes later than that does not come. */
    @Test
    void aRepeatedSynIsWaitedForMoreThanTwiceItsLastGap() {
        Sending syn = a.syn();
        after(seconds(5));
        syn.again();
        after(ms(11_200));
        assertEquals(SYN_SENT, wire.state(a));
        after(ms(150));
        assertEquals(CLOSED, wire.state(a));
    }

    /** TCP_RTO_MAX: the gaps of Linux grow to two minutes. */
    @Test
    void noGapIsTakenForLongerThanTheLongestThatKernelsMake() {
        Sending syn = a.syn();
        for (int i = 0; i < 8; i++) {
            after(seconds(1L << i));
            syn.again();
        }
        after(seconds(264));
        assertEquals(SYN_SENT, wire.state(a));
        after(seconds(1));
        assertEquals(CLOSED, wire.state(a));
    }

    /** Its third transmission follows after twice the second's gap, or, where that was a probe, after a time-out. */
    @Test
    void aFinThatWasRepeatedQuicklyIsWaitedForASecond() {
        open();
        Sending fin = a.lost().fin();
        after(ms(210));
        a.lost();
        fin.again();
        after(ms(990));
        assertEquals(FIN_WAIT_1, wire.state(a));
        after(ms(20));
        states(FIN_WAIT_2, CLOSE_WAIT);
    }

    // ---- what ends a count

    @Test
    void theAcknowledgmentOfAPartBeginsANewCountForTheRest() {
        open();
        Sending first = a.lost().data(100);
        a.lost().data(100);
        after(ms(300));
        first.again();
        assertEquals(1, timer(a).repeats());
        b.segment(ACK).ack(first.end()).go();
        assertEquals(100, endpoint(a).sendQueue());
        assertEquals(0, timer(a).repeats());
        assertEquals(0, timer(a).leftNs());
    }

    /** What comes behind data that is still being repeated has not been taken either. */
    @Test
    void aFinBehindRepeatedDataArrivesOnceThatIsAcknowledged() {
        open();
        Sending data = a.lost().data(100);
        after(ms(300));
        a.lost();
        data.again();
        a.lost().fin();
        states(FIN_WAIT_1, ESTABLISHED);
        Host other = wire.pair(1);
        open(other);
        Sending more = other.lost().data(100);
        after(ms(300));
        more.again();
        other.peer().ack();
        other.fin();
        assertEquals(CLOSE_WAIT, wire.state(other.peer()));
    }

    /** A clock that ticks ten times a second stamps both alike: RFC 7323 §5.4 allows one tick a second. */
    @Test
    void whatComesAgainSoonerThanAnyMirrorIsLateIsARepetitionWithinOneTickOfASlowClock() {
        open();
        int clock = a.tsClock() + 1000;
        Sending data = a.segment(PSH | ACK)
                .payload(100)
                .timestamp(clock, b.tsClock())
                .lost()
                .go();
        after(ms(90));
        a.segment(PSH | ACK)
                .seq(data.seq())
                .payload(100)
                .timestamp(clock, b.tsClock())
                .go();
        retransmissions(1, 0);
    }
}
