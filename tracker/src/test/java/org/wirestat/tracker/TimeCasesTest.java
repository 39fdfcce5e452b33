package org.wirestat.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Recording;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Way;

/** Cases 186 to 188: all time is packet time. */
class TimeCasesTest extends Script {

    TimeCasesTest(Way way) {
        super(way);
    }

    @Test
    void case186_theSameFramesGiveTheSameTableWhateverTheMachineDoes() throws InterruptedException {
        open();
        a.fin();
        b.ack();
        Recording recording = wire.recording();
        ConnectionTracker slow = new ConnectionTracker(TrackerOptions.defaults());
        for (Recording.Frame frame : recording.frames()) {
            Recording.give(frame, slow);
            Thread.sleep(1);
        }
        assertEquals(Recording.describe(recording.replay().snapshot()), Recording.describe(slow.snapshot()));
    }

    @Test
    void case187_oneFrameFromTheFarFutureEndsNobody() {
        open();
        long nowNs = wire.nowNs();
        Host stranger = wire.pair(1);
        wire.setTime(nowNs + hours(24 * 365 * 70));
        stranger.syn();
        wire.setTime(nowNs);
        a.data(10);
        b.ack();
        assertEquals(wire.nowNs(), wire.tracker().nowNs());
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
    }

    @Test
    void case187_aSecondFrameThatAgreesMovesTheClock() {
        open();
        after(hours(48));
        Host other = wire.pair(1);
        other.syn();
        other.peer().synAck();
        assertEquals(wire.nowNs(), wire.tracker().nowNs());
        states(CLOSED, CLOSED);
        assertEquals(SYN_RECEIVED, wire.state(other.peer()));
    }

    @Test
    void case187_theFirstSynAfterALongSilenceIsTheBeginningOfItsConnection() {
        open();
        after(hours(48));
        Host other = wire.pair(1);
        other.syn();
        other.peer().synAck();
        assertEquals(ESTABLISHED, wire.state(other));
        assertTrue(wire.connection(other).begunSeen());
    }

    @Test
    void case187_aWireThatSpeaksEveryTwoHoursHasAClock() {
        open();
        for (int i = 0; i < 40; i++) {
            after(hours(2));
            a.data(10);
        }
        assertEquals(wire.nowNs(), wire.tracker().nowNs());
    }

    @Test
    void case187_aFirstFrameFromTheFarFutureEndsNobody() {
        long nowNs = wire.nowNs();
        Host stranger = wire.pair(1);
        wire.setTime(nowNs + hours(24 * 365 * 70));
        stranger.syn();
        wire.setTime(nowNs);
        open();
        open(wire.pair(2));
        assertEquals(
                ESTABLISHED,
                wire.tracker()
                        .snapshot()
                        .connections()
                        .iterator()
                        .next()
                        .originator()
                        .state());
        assertEquals(wire.nowNs(), wire.tracker().nowNs());
    }

    @Test
    void case188_aCaptureThatGoesBackADayGoesOn() {
        open();
        long latestNs = wire.nowNs();
        after(-hours(24));
        Host other = wire.pair(1);
        open(other);
        wire.setTime(latestNs);
        assertEquals(ESTABLISHED, wire.state(other));
        assertEquals(ESTABLISHED, wire.state(other.peer()));
        states(ESTABLISHED, ESTABLISHED);
        Connection connection = wire.connection(other);
        assertTrue(connection.firstNs() <= connection.lastNs());
    }

    @Test
    void theClockNeverGoesBack() {
        open();
        long nowNs = wire.tracker().nowNs();
        wire.tracker().advanceTo(nowNs - seconds(10));
        assertEquals(nowNs, wire.tracker().nowNs());
        wire.tracker().advanceTo(nowNs + seconds(10));
        assertEquals(nowNs + seconds(10), wire.tracker().nowNs());
    }
}
