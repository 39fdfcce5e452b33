package org.wirestat.tracker.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {

    private static final long START_NS = 1_760_000_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long NEVER = Long.MIN_VALUE;

    private static final int WORDS = 4;

    private final Slab slab = new Slab(WORDS);
    private final TimerWheel wheel = new TimerWheel(slab, 3, 16);
    private final List<Long> begun = new ArrayList<>();

    private int made(long firstNs) {
        begun.add(firstNs);
        return slab.take();
    }

    private void wakeAt(int slot, long deadlineNs) {
        wheel.wakeAt(slot, begun.get(slot), deadlineNs);
    }

    private List<Integer> dueAt(long nowNs) {
        List<Integer> due = new ArrayList<>();
        for (int slot = wheel.nextDue(nowNs); slot >= 0; slot = wheel.nextDue(nowNs)) {
            due.add(slot);
        }
        due.sort(null);
        return due;
    }

    @Test
    void nothingIsDueBeforeItsTimeAndEverythingSoonAfter() {
        int slot = made(START_NS);
        wakeAt(slot, START_NS + 10 * SECOND_NS);
        assertEquals(List.of(), dueAt(START_NS + 10 * SECOND_NS - 1));
        assertEquals(List.of(slot), dueAt(START_NS + 12 * SECOND_NS));
        assertEquals(List.of(), dueAt(START_NS + 100 * SECOND_NS));
    }

    @Test
    void anEarlierDeadlineMovesItAndALaterOneDoesNot() {
        int slot = made(START_NS);
        wakeAt(slot, START_NS + 60 * SECOND_NS);
        wakeAt(slot, START_NS + 90 * SECOND_NS);
        wakeAt(slot, START_NS + 5 * SECOND_NS);
        assertEquals(List.of(slot), dueAt(START_NS + 7 * SECOND_NS));
        assertEquals(List.of(), dueAt(START_NS + 200 * SECOND_NS));
    }

    @Test
    void whatLiesBeyondTheRingIsAskedForEarlierAndPutBack() {
        int slot = made(START_NS);
        wakeAt(slot, START_NS + 24 * 3600 * SECOND_NS);
        assertEquals(List.of(), dueAt(START_NS + 2000 * SECOND_NS));
        assertEquals(List.of(slot), dueAt(START_NS + 2400 * SECOND_NS));
    }

    @Test
    void aLeapOfTheClockLosesNobody() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int slot = made(START_NS);
            wakeAt(slot, START_NS + i * 7L * SECOND_NS);
            all.add(slot);
        }
        assertEquals(all, dueAt(START_NS + 400 * 24 * 3600 * SECOND_NS));
        int late = made(START_NS);
        wakeAt(late, START_NS);
        assertEquals(
                List.of(late), dueAt(START_NS + 401 * 24 * 3600 * SECOND_NS), "a deadline in the past is due next");
    }

    @Test
    void aClockThatGoesBackWakesNobody() {
        int slot = made(START_NS);
        wakeAt(slot, START_NS + 5 * SECOND_NS);
        assertEquals(List.of(), dueAt(START_NS + 3 * SECOND_NS));
        assertEquals(List.of(), dueAt(START_NS - 100 * SECOND_NS));
        assertEquals(List.of(slot), dueAt(START_NS + 6 * SECOND_NS));
    }

    /** Records come, are moved, woken and put back at random; each is woken in time, and only once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everybodyIsWokenInTime(long seed) {
        Random random = new Random(seed);
        List<Long> deadlines = new ArrayList<>();
        long nowNs = START_NS;
        for (int round = 0; round < 400; round++) {
            for (int i = 0; i < 20; i++) {
                int slot =
                        random.nextInt(2) == 0 || deadlines.isEmpty() ? made(nowNs) : random.nextInt(deadlines.size());
                long wantedNs = nowNs + random.nextLong(3000) * SECOND_NS;
                wakeAt(slot, wantedNs);
                if (slot == deadlines.size()) {
                    deadlines.add(wantedNs);
                } else {
                    long known = deadlines.get(slot);
                    deadlines.set(slot, known == NEVER ? wantedNs : Math.min(known, wantedNs));
                }
            }
            nowNs += random.nextInt(10) == 0 ? random.nextLong(5000) * SECOND_NS : random.nextLong(3) * SECOND_NS;
            for (int slot = wheel.nextDue(nowNs); slot >= 0; slot = wheel.nextDue(nowNs)) {
                assertTrue(deadlines.get(slot) != NEVER, "woken twice, seed " + seed);
                deadlines.set(slot, NEVER);
                if (random.nextInt(4) == 0) {
                    long againNs = nowNs + 1 + random.nextLong(100) * SECOND_NS;
                    wakeAt(slot, againNs);
                    deadlines.set(slot, againNs);
                }
            }
            for (long deadlineNs : deadlines) {
                assertTrue(deadlineNs == NEVER || deadlineNs > nowNs - 2 * SECOND_NS, "overslept, seed " + seed);
            }
        }
    }

    /** What a busy wire does for days: connections begin, are to be looked at late, and go at once. */
    @Test
    void whatIsLeftBehindDoesNotPileUp() {
        List<Integer> staying = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            int slot = made(START_NS);
            wakeAt(slot, START_NS + 1_000 * SECOND_NS + i * SECOND_NS / 100);
            staying.add(slot);
        }
        int guest = made(START_NS);
        for (int i = 0; i < 1_000_000; i++) {
            wakeAt(guest, START_NS + 900 * SECOND_NS);
            wheel.remove(guest);
        }
        assertTrue(wheel.notes() <= 16_100, wheel.notes() + " notes");
        assertEquals(staying, dueAt(START_NS + 1_200 * SECOND_NS));
        assertEquals(0, wheel.notes());
    }

    /** In a bucket that a record came back to it is noted twice, but woken once, and in the order of the later note. */
    @Test
    void whoComesBackToItsBucketIsWokenOnce() {
        int early = made(START_NS);
        int other = made(START_NS);
        wakeAt(early, START_NS + 60 * SECOND_NS);
        wakeAt(other, START_NS + 60 * SECOND_NS);
        wakeAt(early, START_NS + SECOND_NS);
        assertEquals(List.of(early), dueAt(START_NS + 3 * SECOND_NS));
        wakeAt(early, START_NS + 60 * SECOND_NS);
        for (int i = 0; i < 2_000; i++) { // until the wheel strikes out what was left behind
            int guest = made(START_NS);
            wakeAt(guest, START_NS + 100 * SECOND_NS);
            wheel.remove(guest);
        }
        long nowNs = START_NS + 62 * SECOND_NS;
        assertEquals(
                List.of(early, other, -1), List.of(wheel.nextDue(nowNs), wheel.nextDue(nowNs), wheel.nextDue(nowNs)));
    }
}
