package org.wirestat.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.flow.FlowTable;
import org.wirestat.tracker.script.BareSegments;
import org.wirestat.tracker.script.Invariants;

/**
 * Segments of any flags, with numbers near those that matter, over a few connections and a table that is too small for them:
 * what always holds, holds then too. {@code -Dsequences=100000} for a long run.
 */
class MutatedSequencesTest {

    private static final int SEQUENCES = Integer.getInteger("sequences", 100);
    private static final int SEGMENTS = 300;
    private static final int CONNECTIONS = 5;
    private static final int CAPACITY = 3;
    private static final int HOSTS = 0x0a000000;

    @Test
    void noSequenceOfSegmentsBreaksWhatAlwaysHolds() {
        long seed = System.nanoTime();
        System.out.println("sequences of segments, seed " + seed);
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            try {
                play(new Random(seed + sequence));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + (seed + sequence), e);
            }
        }
    }

    private static void play(Random random) {
        BareSegments wire = new BareSegments(CAPACITY);
        Invariants invariants = new Invariants();
        int[] numbers = new int[2 * CONNECTIONS];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextBoolean() ? random.nextInt() : -random.nextInt(100);
        }
        for (int i = 0; i < SEGMENTS; i++) {
            int connection = random.nextInt(CONNECTIONS);
            int side = random.nextInt(2);
            int own = 2 * connection + side;
            int flags = flags(random);
            int payload = random.nextInt(3) == 0 ? random.nextInt(1500) : 0;
            int seq = near(numbers[own], random);
            int ack = near(numbers[own ^ 1], random);
            if (random.nextInt(10) == 0) {
                wire.udp(HOSTS + side, 53, HOSTS + (side ^ 1), 1000 + connection);
            }
            int client = 1000 + connection;
            wire.tcp(
                    HOSTS + side,
                    side == 0 ? client : 80,
                    HOSTS + (side ^ 1),
                    side == 0 ? 80 : client,
                    flags,
                    seq,
                    ack,
                    payload);
            if (random.nextInt(4) > 0) {
                numbers[own] = seq + payload + (flags & BareSegments.FIN) + ((flags & BareSegments.SYN) >>> 1);
            }
            wire.pass(pause(random));
            if (random.nextInt(20) == 0) {
                check(wire, invariants);
            }
        }
        check(wire, invariants);
        wire.tracker().advanceTo(wire.nowNs() + 2 * 86_400 * BareSegments.SECOND_NS);
        assertEquals(0, wire.tracker().heldNow(), "nothing outlasts two silent days");
    }

    private static void check(BareSegments wire, Invariants invariants) {
        Snapshot snapshot = wire.tracker().snapshot();
        invariants.check(snapshot);
        assertEquals(0, snapshot.counters().discarded().getOrDefault(Discard.DEFECT, 0L));
        long made = 0;
        long gone = 0;
        for (FlowTable table : wire.tracker().tables()) {
            assertTrue(table.size() <= CAPACITY);
            made += table.made();
            gone += table.expired() + table.size();
        }
        assertEquals(made, gone + snapshot.counters().overflow().evictions());
    }

    /** Such as real ones have, mostly. */
    private static int flags(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> BareSegments.SYN;
            case 1 -> BareSegments.SYN | BareSegments.ACK;
            case 2 -> BareSegments.FIN | BareSegments.ACK;
            case 3 -> BareSegments.RST;
            case 4 -> random.nextInt(1 << 9);
            default -> BareSegments.ACK;
        };
    }

    private static int near(int number, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> number + random.nextInt(5) - 2;
            case 1 -> number + random.nextInt(1 << 17) - (1 << 16);
            case 2 -> number + (1 << 31);
            case 3 -> random.nextInt();
            default -> number;
        };
    }

    private static long pause(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextInt(200) * BareSegments.SECOND_NS;
            case 1 -> -random.nextInt(3) * BareSegments.SECOND_NS;
            case 2 -> random.nextInt(10) * 3600L * BareSegments.SECOND_NS;
            default -> random.nextInt(50) * 1_000_000L;
        };
    }
}
