package org.wirestat.tracker.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.tracker.Overflow;

class SynTargetsTest {

    /** Four standard errors: one secret in ten thousand would be beyond. */
    private static final double TOLERANCE = 4 * 1.04 / 16;

    private final FlowHash hashing = new FlowHash();
    private final Random random = new Random(26);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 10, 100, 1_000, 30_000, 1_000_000})
    void hostsAreCountedAboutRight_howeverOftenTheyCome(int hosts) {
        byte[] registers = new byte[HostCount.REGISTERS];
        for (int i = 0; i < hosts; i++) {
            for (int again = 0; again < 2; again++) {
                HostCount.add(hashing.ofHost(0, i), registers, 0);
            }
        }
        assertEquals(hosts, (double) HostCount.estimate(registers, 0), Math.max(1, TOLERANCE * hosts));
    }

    @Test
    void whoeverIsWantedMostIsFoundAmongMany_andNeverOverstated() {
        SynTargets[] parts = {new SynTargets(), new SynTargets()};
        int flood = 20_000;
        for (int i = 0; i < flood; i++) {
            parts[i % 2].add(4, 0, 0x0a000005, 443, hashing.ofHost(0, i));
            parts[random.nextInt(2)].add(4, 0, random.nextInt() & 0xffff_ffffL, random.nextInt(65_536), i);
            parts[random.nextInt(2)].add(6, 0x2001_0db8_0000_0000L, random.nextInt(100), 22, i);
        }
        List<Overflow.Target> targets = SynTargets.merged(List.of(parts));
        assertEquals(64, targets.size());
        Overflow.Target first = targets.get(0);
        assertEquals("10.0.0.5:443", first.address() + ":" + first.port());
        assertTrue(first.connections() <= flood && first.connections() > 0.9 * flood, first.toString());
        assertEquals(flood, (double) first.hosts(), TOLERANCE * flood);
    }
}
