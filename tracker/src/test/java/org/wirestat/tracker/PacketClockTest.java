package org.wirestat.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PacketClockTest {

    private static final long START_NS = 1_760_000_000_000_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final PacketClock clock = new PacketClock();

    private long admit(long timestampNs) {
        return clock.admit(timestampNs, UNKNOWN);
    }

    @Test
    void knowsNoTimeBeforeTheFirstFrame() {
        assertEquals(Long.MIN_VALUE, clock.nowNs());
        assertEquals(START_NS, admit(START_NS));
        assertEquals(START_NS, clock.nowNs());
    }

    @Test
    void anOlderFrameKeepsItsTimeAndTheClockItsOwn() {
        admit(START_NS);
        assertEquals(START_NS - 5, admit(START_NS - 5));
        assertEquals(START_NS, clock.nowNs());
    }

    @Test
    void anHourIsBelievedAtOnce() {
        admit(START_NS);
        assertEquals(START_NS + HOUR_NS, admit(START_NS + HOUR_NS));
    }

    @Test
    void aFrameFromTheFutureIsTakenForOneOfNow() {
        admit(START_NS);
        assertEquals(START_NS, admit(START_NS + 2 * HOUR_NS));
        assertEquals(START_NS, clock.nowNs());
        assertEquals(START_NS + 1, admit(START_NS + 1));
    }

    @Test
    void twoFramesFromTheFutureAreTheFuture() {
        admit(START_NS);
        admit(START_NS + 2 * HOUR_NS);
        assertEquals(START_NS + 2 * HOUR_NS + 7, admit(START_NS + 2 * HOUR_NS + 7));
        assertEquals(START_NS + 2 * HOUR_NS + 7, clock.nowNs());
    }

    @Test
    void aFrameFromTheFutureIsBelievedIfTheNextAgrees() {
        admit(START_NS);
        assertTrue(clock.doubts(START_NS + 48 * HOUR_NS));
        assertEquals(START_NS + 48 * HOUR_NS, clock.admit(START_NS + 48 * HOUR_NS, START_NS + 48 * HOUR_NS + 1));
        assertEquals(START_NS + 48 * HOUR_NS, clock.nowNs());
    }

    @Test
    void theNextMayBeLaterByAnySpan() {
        admit(START_NS);
        clock.admit(START_NS + 2 * HOUR_NS, START_NS + 90 * HOUR_NS);
        assertEquals(START_NS + 2 * HOUR_NS, clock.nowNs());
    }

    @Test
    void twoWrongOnesAreBelievedOnlyInARow() {
        admit(START_NS);
        admit(START_NS + 600_000 * HOUR_NS);
        admit(START_NS + 1);
        admit(START_NS + 600_000 * HOUR_NS);
        assertEquals(START_NS + 1, clock.nowNs());
    }

    @Test
    void aWireThatWasSilentForLongMayBeSoAgain() {
        admit(START_NS);
        clock.admit(START_NS + 5 * HOUR_NS, START_NS + 5 * HOUR_NS);
        assertFalse(clock.doubts(START_NS + 15 * HOUR_NS));
        assertTrue(clock.doubts(START_NS + 15 * HOUR_NS + 1));
        assertEquals(START_NS + 15 * HOUR_NS, admit(START_NS + 15 * HOUR_NS));
    }

    @Test
    void theFirstFrameIsDoubtfulToo() {
        assertTrue(clock.doubts(START_NS));
        assertEquals(START_NS, clock.admit(START_NS + 600_000 * HOUR_NS, START_NS));
        assertEquals(START_NS, clock.nowNs());
    }

    @Test
    void theFirstTwoMayStandInAnyOrder() {
        assertEquals(START_NS, clock.admit(START_NS, START_NS - HOUR_NS));
        assertEquals(START_NS - HOUR_NS, admit(START_NS - HOUR_NS));
        assertEquals(START_NS, clock.nowNs());
    }

    @Test
    void aFrameWithoutAPartAgreesWithOneThatHasOne() {
        admit(START_NS);
        clock.hears(START_NS + 48 * HOUR_NS);
        assertEquals(START_NS, clock.nowNs());
        assertFalse(clock.doubts(START_NS + 48 * HOUR_NS + 1));
        assertEquals(START_NS + 48 * HOUR_NS + 1, admit(START_NS + 48 * HOUR_NS + 1));
    }

    @Test
    void framesWithoutAPartBeginTheTimeOnlyIfThereAreNoOthers() {
        clock.hears(START_NS + 600_000 * HOUR_NS);
        admit(START_NS);
        clock.settle();
        assertEquals(START_NS, clock.nowNs());
        PacketClock other = new PacketClock();
        other.hears(START_NS + 5);
        assertEquals(UNKNOWN, other.nowNs());
        other.settle();
        assertEquals(START_NS + 5, other.nowNs());
    }

    @Test
    void whoKnowsTheTimeIsBelieved() {
        clock.advanceTo(START_NS);
        clock.advanceTo(START_NS + 100 * HOUR_NS);
        clock.advanceTo(START_NS);
        assertEquals(START_NS + 100 * HOUR_NS, clock.nowNs());
    }
}
