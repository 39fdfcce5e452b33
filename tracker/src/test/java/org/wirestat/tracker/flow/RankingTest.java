package org.wirestat.tracker.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.EvictionClass;
import org.wirestat.tracker.EvictionClass.Share;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.wire.Segment;

/** A table of a fixed size against a plain map that does the same, and the rules of who goes first. */
class RankingTest {

    private static final int CAPACITY = 64;
    private static final int STEPS = 60_000;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long START_NS = 1_760_000_000L * SECOND_NS;
    private static final TcpState[] STATES = TcpState.values();

    private final FlowHash hashing = new FlowHash();
    /** Without haste, of which BoundsTest tells: here nobody goes but for want of room. */
    private final FlowTable table = new FlowTable(hashing, CAPACITY, Timeouts.none());

    private final FlowKeys keys = new FlowKeys(hashing, 1);
    private final Map<Long, Long> diesNs = new HashMap<>();
    private long nowNs = START_NS;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whoeverIsWorthLeastGoesFirst_andNobodyIsLost(long seed) {
        Random random = new Random(seed);
        long made = 0;
        for (int step = 0; step < STEPS; step++) {
            nowNs += random.nextInt(4) == 0 ? random.nextInt(3) * SECOND_NS : 0;
            long expired = expire();
            int[] before = counts();
            long[] evictedBefore = evicted();
            long refusedBefore = table.evictions().refused();
            int sizeBefore = table.size();

            long name = random.nextInt(3 * CAPACITY);
            keys.put(0, segment(name));
            ConnectionRecord connection = table.find(keys, 0, true);
            if (connection == null) {
                assertEquals(refusedBefore + 1, table.evictions().refused());
                assertEquals(0, sum(before) - before[EvictionClass.CONFIRMED.ordinal()], "only the best may stay");
                assertEquals(CAPACITY, table.size());
                continue;
            }
            boolean isNew = table.isNew();
            assertEquals(!diesNs.containsKey(name), isNew, "the map knows it too");
            assertOrder(before, evictedBefore, sizeBefore, isNew);
            made += isNew ? 1 : 0;
            write(connection, isNew, random);
            long deadNs = nowNs + (1 + random.nextInt(400)) * SECOND_NS;
            diesNs.put(name, isNew ? deadNs : diesNs.get(name));
            table.wakeAt(connection, diesNs.get(name));
            table.judge(connection, nowNs);

            forgetInTheMap();
            assertTrue(table.size() <= CAPACITY);
            assertEquals(diesNs.size(), table.size(), "seed " + seed + ", step " + step + ", expired " + expired);
            checkCounts();
        }
        assertTrue(sum(evicted()) > STEPS / 20, "many go");
        assertTrue(made > STEPS / 10);
    }

    private long expire() {
        long before = table.size();
        table.expire(nowNs, (connection, atNs) -> {
            long deadNs = diesNs.get(name(connection));
            return deadNs <= atNs ? FlowTable.Expiry.FORGET : deadNs;
        });
        forgetInTheMap();
        return before - table.size();
    }

    /** Whoever is not in the table any more has been evicted or has died: the map follows, and the sizes must agree. */
    private void forgetInTheMap() {
        diesNs.keySet().removeIf(name -> {
            keys.put(0, segment(name));
            return table.find(keys, 0, false) == null;
        });
    }

    /** None is evicted while the table has room, and none that is worth more than another that stays. */
    private void assertOrder(int[] before, long[] evictedBefore, int sizeBefore, boolean isNew) {
        long[] evicted = evicted();
        for (EvictionClass worth : EvictionClass.values()) {
            int at = worth.ordinal();
            if (evicted[at] > evictedBefore[at]) {
                assertTrue(isNew && sizeBefore == CAPACITY);
                int least = 0;
                while (before[least] == 0) {
                    least++;
                }
                assertTrue(
                        least == at
                                || (worth.share() == Share.HALF_OPEN
                                        && EvictionClass.values()[least].share() == Share.HALF_OPEN),
                        worth + " goes before " + EvictionClass.values()[least]);
            }
        }
    }

    private void checkCounts() {
        if (!table.ranking().isKept()) {
            return;
        }
        int[] real = new int[EvictionClass.values().length];
        ConnectionRecord window = table.newWindow();
        for (int slot = 0; slot < table.end(); slot++) {
            if (table.at(slot, window)) {
                real[Worth.of(window).ordinal()]++;
            }
        }
        for (EvictionClass worth : EvictionClass.values()) {
            assertEquals(real[worth.ordinal()], table.ranking().count(worth), worth.name());
        }
    }

    private void write(ConnectionRecord connection, boolean isNew, Random random) {
        if (isNew) {
            connection.firstNs(nowNs);
        }
        EndpointRecord sender = random.nextInt(3) == 0 ? connection.higher() : connection.lower();
        sender.count(60, 40, 0);
        sender.lastNs(nowNs);
        if (random.nextInt(3) == 0) {
            connection.lower().state(STATES[random.nextInt(STATES.length)], Basis.OBSERVED, nowNs);
            connection.higher().state(STATES[random.nextInt(STATES.length)], Basis.OBSERVED, nowNs);
        }
    }

    private static Segment segment(long name) {
        Segment segment = new Segment();
        segment.ipVersion = name % 5 == 0 ? 6 : 4;
        segment.protocol = name % 7 == 0 ? Segment.UDP : Segment.TCP;
        segment.flags = Segment.SYN;
        segment.sourceLow = name;
        segment.destinationLow = 1L << 31;
        segment.sourcePort = 1000;
        segment.destinationPort = 80;
        return segment;
    }

    private static long name(ConnectionRecord connection) {
        return connection.addressLow(true);
    }

    private int[] counts() {
        int[] counts = new int[EvictionClass.values().length];
        for (EvictionClass worth : EvictionClass.values()) {
            counts[worth.ordinal()] = table.ranking().count(worth);
        }
        return counts;
    }

    private long[] evicted() {
        long[] evicted = new long[EvictionClass.values().length];
        for (EvictionClass worth : EvictionClass.values()) {
            evicted[worth.ordinal()] = table.evictions().evicted(worth);
        }
        return evicted;
    }

    private static int sum(int[] counts) {
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
