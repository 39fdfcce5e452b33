package org.wirestat.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PacketClockTest {

    private static final long START_NS = 1_760_000_000_000_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final PacketClock clock = new PacketClock();

    @Test
    void knowsNoTimeBeforeTheFirstFrame() {
        assertEquals(Long.MIN_VALUE, clock.nowNs());
        assertEquals(START_NS, clock.admit(START_NS));
        assertEquals(START_NS, clock.nowNs());
    }

    @Test
    void anOlderFrameKeepsItsTimeAndTheClockItsOwn() {
        clock.admit(START_NS);
        assertEquals(START_NS - 5, clock.admit(START_NS - 5));
        assertEquals(START_NS, clock.nowNs());
    }

    @Test
    void anHourIsBelievedAtOnce() {
        clock.admit(START_NS);
        assertEquals(START_NS + HOUR_NS, clock.admit(START_NS + HOUR_NS));
    }

    @Test
    void aFrameFromTheFutureIsTakenForOneOfNow() {
        clock.admit(START_NS);
        assertEquals(START_NS, clock.admit(START_NS + 2 * HOUR_NS));
        assertEquals(START_NS, clock.nowNs());
        assertEquals(START_NS + 1, clock.admit(START_NS + 1));
    }

    @Test
    void twoFramesFromTheFutureAreTheFuture() {
        clock.admit(START_NS);
        clock.admit(START_NS + 2 * HOUR_NS);
        assertEquals(START_NS + 2 * HOUR_NS + 7, clock.admit(START_NS + 2 * HOUR_NS + 7));
        assertEquals(START_NS + 2 * HOUR_NS + 7, clock.nowNs());
    }

    @Test
    void whoKnowsTheTimeIsBelieved() {
        clock.advanceTo(START_NS);
        clock.advanceTo(START_NS + 100 * HOUR_NS);
        clock.advanceTo(START_NS);
        assertEquals(START_NS + 100 * HOUR_NS, clock.nowNs());
    }
}
