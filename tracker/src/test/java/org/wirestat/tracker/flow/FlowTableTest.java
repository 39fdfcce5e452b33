package org.wirestat.tracker.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.tracker.wire.Segment;

class FlowTableTest {

    private static final long START_NS = 1_760_000_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final FlowHash hashing = new FlowHash();
    private final FlowTable table = new FlowTable(hashing, 1 << 20);
    private final FlowKeys keys = new FlowKeys(hashing, 1);

    private @Nullable ConnectionRecord find(Segment segment, boolean make) {
        keys.put(0, segment);
        return table.find(keys, 0, make);
    }

    private ConnectionRecord findOrMake(Segment segment) {
        return Objects.requireNonNull(find(segment, true));
    }

    private boolean contains(Segment segment) {
        return find(segment, false) != null;
    }

    private boolean senderIsLower() {
        return keys.sourceIsLower(0);
    }

    private static Segment segment(int version, long source, int sourcePort, long destination, int destinationPort) {
        Segment segment = new Segment();
        segment.ipVersion = version;
        segment.protocol = Segment.TCP;
        segment.sourceHigh = version == 6 ? 0x2001_0db8_0000_0000L : 0;
        segment.destinationHigh = segment.sourceHigh;
        segment.sourceLow = source;
        segment.destinationLow = destination;
        segment.sourcePort = sourcePort;
        segment.destinationPort = destinationPort;
        return segment;
    }

    private static Segment answer(Segment to) {
        Segment segment = new Segment();
        segment.ipVersion = to.ipVersion;
        segment.sourceLow = to.destinationLow;
        segment.sourcePort = to.destinationPort;
        segment.destinationLow = to.sourceLow;
        segment.destinationPort = to.sourcePort;
        segment.sourceHigh = to.destinationHigh;
        segment.destinationHigh = to.sourceHigh;
        segment.protocol = to.protocol;
        segment.space = to.space;
        return segment;
    }

    private int slot(Segment segment) {
        return findOrMake(segment).slot();
    }

    @Test
    void bothDirectionsAreOneConnectionAndTheSenderIsToldApart() {
        Segment there = segment(4, 10, 5000, 20, 80);
        ConnectionRecord record = findOrMake(there);
        assertTrue(table.isNew());
        assertTrue(senderIsLower());
        int slot = record.slot();
        assertEquals(slot, slot(answer(there)));
        assertFalse(table.isNew());
        assertFalse(senderIsLower());
        assertEquals(10, record.addressLow(true));
        assertEquals(5000, record.port(true));
        assertEquals(20, record.addressLow(false));
        assertEquals(80, record.port(false));
        assertEquals(1, table.size());
    }

    /** What a connection counted beyond the bits of its record goes with it. */
    @Test
    void whoGetsTheRoomOfAnotherBeginsAtZero() {
        ConnectionRecord heavy = findOrMake(segment(4, 10, 5000, 20, 80));
        int slot = heavy.slot();
        for (int i = 0; i < 3; i++) {
            heavy.lower().count(Integer.MAX_VALUE, 1500, 1460);
            heavy.higher().count(Integer.MAX_VALUE, 1500, 1460);
        }
        assertEquals(3L * Integer.MAX_VALUE, heavy.higher().frameBytes());
        table.wakeAt(heavy, START_NS);
        table.expire(START_NS + SECOND_NS, (connection, nowNs) -> FlowTable.Expiry.FORGET);
        ConnectionRecord light = findOrMake(segment(4, 10, 5000, 20, 81));
        assertEquals(slot, light.slot());
        for (int i = 0; i < 3; i++) {
            light.lower().count(Integer.MAX_VALUE, 1500, 1460);
        }
        assertEquals(3L * Integer.MAX_VALUE, light.lower().frameBytes());
        assertEquals(0, light.higher().frameBytes());
    }

    @Test
    void touchingFindsNothingAndChangesNothing() {
        Segment known = segment(4, 10, 5000, 20, 80);
        int slot = slot(known);
        table.touch(keys, new short[] {0}, 0, 1);
        keys.put(0, segment(4, 10, 5000, 20, 81));
        table.touch(keys, new short[] {0}, 0, 1);
        assertEquals(slot, slot(known));
        assertEquals(1, table.size());
    }

    @Test
    void equalAddressesAreOrderedByPort() {
        Segment there = segment(4, 10, 5000, 10, 80);
        int slot = slot(there);
        assertFalse(senderIsLower());
        assertEquals(slot, slot(answer(there)));
        assertTrue(senderIsLower());
    }

    @Test
    void addressesAreUnsigned() {
        Segment there = segment(6, -1, 1, 1, 1);
        ConnectionRecord record = findOrMake(there);
        assertFalse(senderIsLower());
        assertEquals(1, record.addressLow(true));
        Segment v4 = segment(4, 0xffff_fffeL, 1, 0x0a00_0001L, 1);
        ConnectionRecord other = findOrMake(v4);
        assertFalse(senderIsLower());
        assertEquals(0xffff_fffeL, other.addressLow(false));
    }

    @Test
    void whateverDiffersMakesAnotherConnection() {
        Segment first = segment(4, 10, 5000, 20, 80);
        int slot = slot(first);
        Segment udp = segment(4, 10, 5000, 20, 80);
        udp.protocol = Segment.UDP;
        assertNotEquals(slot, slot(udp));
        assertTrue(findOrMake(udp).isUdp());
        Segment tunnelled = segment(4, 10, 5000, 20, 80);
        tunnelled.space = 7;
        assertNotEquals(slot, slot(tunnelled));
        assertNotEquals(slot, slot(segment(4, 10, 5001, 20, 80)));
        assertNotEquals(slot, slot(segment(4, 10, 5000, 20, 81)));
        assertNotEquals(slot, slot(segment(4, 11, 5000, 20, 80)));
        assertNotEquals(slot, slot(segment(4, 10, 5000, 21, 80)));
        assertNotEquals(slot, slot(segment(4, 10, 80, 20, 5000)));
        assertEquals(slot, slot(segment(4, 10, 5000, 20, 80)));
        assertEquals(8, table.size());
    }

    @Test
    void equalWordsOfBothIpVersionsAreTwoConnections() {
        Segment v4 = segment(4, 10, 5000, 20, 80);
        Segment v6 = segment(6, 10, 5000, 20, 80);
        v6.sourceHigh = 0;
        v6.destinationHigh = 0;
        assertNotEquals(slot(v4), slot(v6));
        assertEquals(6, findOrMake(v6).ipVersion());
        assertEquals(4, findOrMake(v4).ipVersion());
    }

    @Test
    void theHalvesOfIpv6AddressesAllCount() {
        Segment base = segment(6, 10, 5000, 20, 80);
        int slot = slot(base);
        for (int half = 0; half < 4; half++) {
            Segment other = segment(6, 10, 5000, 20, 80);
            switch (half) {
                case 0 -> other.sourceHigh++;
                case 1 -> other.sourceLow++;
                case 2 -> other.destinationHigh++;
                default -> other.destinationLow++;
            }
            assertNotEquals(slot, slot(other));
        }
        Segment swapped = segment(6, 20, 5000, 10, 80);
        assertNotEquals(slot, slot(swapped), "each port belongs to its address");
        assertEquals(6, table.size());
    }

    @Test
    void aRecordIsEmptyWhenItIsMadeEvenIfItsSlotWasUsedBefore() {
        Segment first = segment(4, 10, 5000, 20, 80);
        ConnectionRecord record = findOrMake(first);
        int slot = record.slot();
        record.firstNs(START_NS);
        record.lower().count(1, 2, 3);
        record.lower().lastNs(START_NS);
        record.lower().set(EndpointRecord.HAS_FIN | EndpointRecord.SENT_RST);
        record.set(ConnectionRecord.SIMULTANEOUS, true);
        table.wakeAt(record, START_NS);
        table.expire(START_NS + 5 * SECOND_NS, (connection, nowNs) -> FlowTable.Expiry.FORGET);
        assertEquals(0, table.size());
        assertFalse(contains(first));
        ConnectionRecord next = findOrMake(segment(6, 1, 2, 3, 4));
        assertEquals(slot, next.slot());
        assertTrue(table.isNew());
        assertEquals(0, next.lower().packets());
        assertEquals(0, next.lower().payloadBytes());
        assertFalse(next.lower().isHeard());
        assertFalse(next.lower().is(EndpointRecord.HAS_FIN | EndpointRecord.SENT_RST));
        assertFalse(next.is(ConnectionRecord.SIMULTANEOUS));
        assertEquals(-1, next.lower().windowScale());
        assertEquals(0, next.firstNs());
    }

    /** Random look-ups and deletions, many of them in the same neighbourhood, against a HashMap. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsForgetsAndGrowsAsAMapDoes(long seed) {
        Random random = new Random(seed);
        Map<Integer, Long> model = new HashMap<>();
        long nowNs = START_NS;
        for (int round = 0; round < 60; round++) {
            for (int i = 0; i < 1000; i++) {
                int number = random.nextInt(12_000);
                Segment segment = numbered(number);
                assertEquals(model.containsKey(number), contains(segment), "seed " + seed);
                ConnectionRecord record = findOrMake(random.nextBoolean() ? segment : answer(segment));
                assertEquals(!model.containsKey(number), table.isNew(), "seed " + seed);
                if (table.isNew()) {
                    record.firstNs(number);
                    table.wakeAt(record, nowNs + random.nextInt(40) * SECOND_NS);
                    model.put(number, 0L);
                }
                assertEquals(number, record.firstNs(), "seed " + seed);
                assertEquals((long) model.get(number), record.lower().packets(), "seed " + seed);
                record.lower().count(1, 1, 1);
                model.merge(number, 1L, Long::sum);
            }
            nowNs += 5 * SECOND_NS;
            long later = nowNs + 10 * SECOND_NS;
            table.expire(nowNs, (connection, atNs) -> {
                if (random.nextInt(3) == 0) {
                    return later;
                }
                assertTrue(model.remove((int) connection.firstNs()) != null, "seed " + seed);
                return FlowTable.Expiry.FORGET;
            });
            assertEquals(model.size(), table.size(), "seed " + seed);
            walkFindsEachOnce(model);
        }
    }

    private void walkFindsEachOnce(Map<Integer, Long> model) {
        ConnectionRecord window = table.newWindow();
        int found = 0;
        for (int slot = 0; slot < table.end(); slot++) {
            if (table.at(slot, window)) {
                found++;
                assertTrue(model.containsKey((int) window.firstNs()));
            }
        }
        assertEquals(model.size(), found);
    }

    private static Segment numbered(int number) {
        Segment segment = segment(number % 3 == 0 ? 6 : 4, 1000 + number % 7, 1 + number, 5, 443);
        if (number % 5 == 0) {
            segment.protocol = Segment.UDP;
        }
        return segment;
    }
}
