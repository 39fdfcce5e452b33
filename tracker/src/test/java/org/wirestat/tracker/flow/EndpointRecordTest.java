package org.wirestat.tracker.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.TcpState;

class EndpointRecordTest {

    private static final long TURN_NS = 400L << 32 << 20; // of the coarse clock, in 2026
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1 << 20;

    private static final int LARGE = Integer.MAX_VALUE;

    private final Carries carries = new Carries();
    private final EndpointRecord endpoint = new EndpointRecord(carries);

    /** Zero was read as the last turn of the clock, or the next one within an hour before it: found by the fuzzer. */
    @ParameterizedTest
    @ValueSource(longs = {-1800, -1, 0, 1, 1800, 1_000_000})
    void whatNeverHappenedHasNoTimeHoweverNearTheClocksTurn(long seconds) {
        long nowNs = TURN_NS + seconds * SECOND;
        assertEquals(0, endpoint.sinceNs(nowNs));
        assertEquals(0, endpoint.askedNs(nowNs));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1800, -1, 1, 1800, 1_000_000})
    void whatHappenedKeepsItsTimeAlsoAtTheClocksTurn(long seconds) {
        long atNs = TURN_NS + seconds * SECOND;
        endpoint.state(TcpState.ESTABLISHED, Basis.OBSERVED, atNs);
        endpoint.askedAt(atNs);
        for (long laterNs : new long[] {atNs, atNs + SECOND, atNs + 40 * 86_400 * SECOND}) {
            assertTrue(Math.abs(endpoint.sinceNs(laterNs) - atNs) <= MILLISECOND, () -> "at " + laterNs);
            assertTrue(Math.abs(endpoint.askedNs(laterNs) - atNs) <= MILLISECOND, () -> "at " + laterNs);
        }
    }

    @Test
    void whatIsTooMuchForACountersBitsIsCountedAllTheSame() {
        long packets = 0;
        for (int i = 1; i <= 1000; i++) {
            endpoint.window(i);
            endpoint.hole(i);
            endpoint.gapNs((long) i << 22);
            endpoint.count(LARGE, LARGE - 20, LARGE - 40);
            packets++;
            assertEquals(packets, endpoint.packets());
            assertEquals(packets * LARGE, endpoint.frameBytes());
            assertEquals(packets * (LARGE - 20), endpoint.ipBytes());
            assertEquals(packets * (LARGE - 40), endpoint.payloadBytes());
            assertEquals(i, endpoint.window());
            assertEquals(i, endpoint.hole());
            assertEquals((long) i << 22, endpoint.gapNs());
        }
        assertEquals(0, endpoint.retransmissions());
    }

    @Test
    void fourBillionPacketsAreNotTheLast() {
        endpoint.moveTo(new long[] {0xffff_fffeL << 32, 0, 0, 0, 0, 0, 0, 0}, 0, 7);
        for (long packets = 0xffff_ffffL; packets < 0x1_0000_0003L; packets++) {
            endpoint.count(60, 46, 0);
            assertEquals(packets, endpoint.packets());
        }
        assertEquals(5 * 60 - 60, endpoint.frameBytes());
    }

    @Test
    void retransmissionsAreCountedBeyondTheirBits_andNothingElse() {
        endpoint.window(0xffff);
        endpoint.count(60, 46, 6);
        for (int i = 1; i <= 100_000; i++) {
            endpoint.countRetransmission();
            assertEquals(i, endpoint.retransmissions());
        }
        assertEquals(1, endpoint.packets());
        assertEquals(0xffff, endpoint.window());
    }

    @Test
    void aNewConnectionOfTheSameEndpointsBeginsAtZero() {
        for (int i = 0; i < 3; i++) {
            endpoint.count(LARGE, LARGE, LARGE);
        }
        endpoint.clear();
        assertEquals(0, endpoint.frameBytes());
        for (int i = 0; i < 3; i++) {
            endpoint.count(LARGE, LARGE, LARGE);
        }
        assertEquals(3L * LARGE, endpoint.frameBytes());
    }

    /** Lengths that somebody made up must not fill the memory: then a counter stands still where its bits end. */
    @Test
    void whereNoRoomIsLeftForWhatIsTooMuch_countersStayAtTheirHighest() {
        for (int i = 0; i < Carries.MOST; i++) {
            endpoint.moveTo(new long[EndpointRecord.WORDS], 0, i);
            for (int j = 0; j < 3; j++) {
                endpoint.count(LARGE, 40, 0);
            }
            assertEquals(3L * LARGE, endpoint.frameBytes());
        }
        endpoint.moveTo(new long[EndpointRecord.WORDS], 0, Carries.MOST);
        for (int j = 0; j < 7; j++) {
            endpoint.count(LARGE, 40, LARGE);
        }
        assertEquals(0xffff_ffffL, endpoint.frameBytes());
        assertEquals(0xffff_ffffL, endpoint.payloadBytes());
        assertEquals(7 * 40, endpoint.ipBytes());
        assertEquals(7, endpoint.packets());
        for (int i = 0; i < 40_000; i++) {
            endpoint.countRetransmission();
        }
        assertEquals(32_767, endpoint.retransmissions());
        carries.forget(0);
        endpoint.count(LARGE, 40, 0);
        assertEquals(0xffff_ffffL + LARGE, endpoint.frameBytes());
    }
}
