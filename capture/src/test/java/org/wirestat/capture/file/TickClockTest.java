package org.wirestat.capture.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TickClockTest {

    private static final BigInteger NS = BigInteger.valueOf(1_000_000_000);

    @Test
    void case173_everyResolutionIsExact_andSaturatesWhereALongEnds() {
        Random random = new Random(173);
        for (int resolution = 0; resolution < 256; resolution++) {
            if (!TickClock.isResolution(resolution)) {
                continue;
            }
            for (int i = 0; i < 2000; i++) {
                long ticks = random.nextLong() >>> random.nextInt(64);
                long offset = i % 2 == 0 ? 0 : random.nextLong() >> random.nextInt(64);
                assertEquals(
                        exact(resolution, offset, ticks),
                        TickClock.of(resolution, offset).toNs(ticks));
            }
        }
    }

    @Test
    void case176_theExtremesOfOffsetAndTicksSaturate() {
        long[] edges = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 9_223_372_036L, -9_223_372_036L, -9_223_372_037L};
        for (int resolution : new int[] {0, 6, 9, 10, 19, 0x80, 0x8a, 0xbf}) {
            for (long offset : edges) {
                for (long ticks : edges) {
                    assertEquals(
                            exact(resolution, offset, ticks),
                            TickClock.of(resolution, offset).toNs(ticks));
                }
            }
        }
    }

    @Test
    void case174_resolutionsEndAtTenToTheNineteenthAndTwoToTheSixtyThird() {
        assertEquals(20, IntStream.range(0, 128).filter(TickClock::isResolution).count());
        assertEquals(
                64, IntStream.range(128, 256).filter(TickClock::isResolution).count());
        assertTrue(TickClock.isResolution(19) && TickClock.isResolution(128 + 63));
    }

    private static long exact(int resolution, long offset, long ticks) {
        BigInteger unsigned = new BigInteger(Long.toUnsignedString(ticks));
        BigInteger perSecond = resolution < 128 ? BigInteger.TEN.pow(resolution) : BigInteger.TWO.pow(resolution - 128);
        BigInteger ns = unsigned.multiply(NS)
                .divide(perSecond)
                .add(BigInteger.valueOf(offset).multiply(NS));
        BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
        BigInteger least = BigInteger.valueOf(Long.MIN_VALUE);
        return ns.min(most).max(least).longValue();
    }
}
