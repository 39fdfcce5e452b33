package org.wirestat.tracker.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.tracker.wire.Segment;

/** Case 193: addresses made up so that a hash without a secret throws them all together. */
class CollisionsTest {

    private static final int TUPLES = 1 << 20;

    /** A hash that attackers know, and tuples that are all the same to it. */
    record Known(String name, IntFunction<Segment> tuples, ToIntFunction<Segment> hash) {

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Known> KNOWN = List.of(
            new Known(
                    "Objects.hash(source, sourcePort, destination)",
                    i -> segment(0x0a000000 - (i >> 6), 1024 + (i & 63), 961 * (i >> 6) - 31 * (i & 63)),
                    s -> 31 * (31 * (31 + (int) s.sourceLow) + s.sourcePort) + (int) s.destinationLow),
            new Known(
                    "all words exclusive-or'd, as the symmetric hashes of switches",
                    i -> segment(0x0a000000 + i, 40_000, (0x0a000000 + i) ^ 0x5555),
                    s -> (int) s.sourceLow ^ (int) s.destinationLow ^ s.sourcePort ^ s.destinationPort),
            new Known(
                    "MurmurHash3's finalizer, whose inverse gives as many as one likes",
                    i -> {
                        long addresses = unmurmur(0x12345L << 32 | i);
                        return segment((int) (addresses >>> 32), 40_000, (int) addresses);
                    },
                    s -> (int) (murmur(s.sourceLow << 32 | s.destinationLow) >>> 32)));

    private static Segment segment(int source, int sourcePort, int destination) {
        Segment segment = new Segment();
        segment.ipVersion = 4;
        segment.protocol = Segment.TCP;
        segment.flags = Segment.SYN;
        segment.sourceLow = source & 0xffff_ffffL;
        segment.destinationLow = destination & 0xffff_ffffL;
        segment.sourcePort = sourcePort;
        segment.destinationPort = 443;
        return segment;
    }

    private static long murmur(long value) {
        long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }

    private static long unmurmur(long hash) {
        long value = (hash ^ hash >>> 33) * inverse(0xc4ceb9fe1a85ec53L);
        value = (value ^ value >>> 33) * inverse(0xff51afd7ed558ccdL);
        return value ^ value >>> 33;
    }

    /** Of an odd number, modulo 2^64, by Newton's iteration. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int i = 0; i < 6; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    @ParameterizedTest
    @FieldSource("KNOWN")
    void case193_whatCollidesForAKnownHashDoesNotForOurs(Known known) {
        int first = known.hash.applyAsInt(known.tuples.apply(0));
        for (int i = 1; i < TUPLES; i += 997) {
            assertEquals(first, known.hash.applyAsInt(known.tuples.apply(i)), "they do collide");
        }
        Random random = new Random(193);
        double usual = displacement(new FlowHash(), i -> segment(random.nextInt(), 40_000, random.nextInt()));
        double attacked = displacement(new FlowHash(), known.tuples);
        assertTrue(attacked < 1.1 * usual + 0.02, attacked + " entries passed over, usually " + usual);
    }

    /** Any secret will do; one in some hundreds did not while the hash had but one round. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keysInARowStandAsApartAsRandomOnes(long seed) {
        Random secrets = new Random(seed);
        for (int secret = 0; secret < 200; secret++) {
            FlowHash hashing = new FlowHash(secrets);
            FlowTable table = new FlowTable(hashing, 1 << 20);
            FlowKeys keys = new FlowKeys(hashing, 1);
            for (int i = 0; i < 3_000; i++) {
                keys.put(0, segment(0x0a000000 + i, 40_000, 0x0a0a0a0a));
                table.find(keys, 0, true);
            }
            double displacement = table.meanDisplacement();
            assertTrue(displacement < 1.5, displacement + " under secret " + secret);
        }
    }

    private static double displacement(FlowHash hashing, IntFunction<Segment> tuples) {
        FlowTable table = new FlowTable(hashing, 2 * TUPLES);
        FlowKeys keys = new FlowKeys(hashing, 1);
        for (int i = 0; i < TUPLES; i++) {
            keys.put(0, tuples.apply(i));
            table.find(keys, 0, true);
        }
        assertTrue(table.size() > 0.99 * TUPLES, table.size() + " different ones");
        return table.meanDisplacement();
    }
}
