package org.wirestat.tracker.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.TcpState;

class EndpointRecordTest {

    private static final long TURN_NS = 400L << 32 << 20; // of the coarse clock, in 2026
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1 << 20;

    private final EndpointRecord endpoint = new EndpointRecord();

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
}
