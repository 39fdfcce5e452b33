package org.wirestat.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirestat.tracker.script.BareSegments.ACK;
import static org.wirestat.tracker.script.BareSegments.SECOND_NS;
import static org.wirestat.tracker.script.BareSegments.SYN;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.tracker.flow.FlowTable;
import org.wirestat.tracker.script.BareSegments;

/** Tables of a fixed size under more than they can hold: who stays, who goes, and what is said of it. */
class BoundsTest {

    private static final int SERVER = 0x0a000001;
    private static final int HONEST = 0x0a010000;
    private static final int HTTPS = 443;
    private static final int SSH = 22;

    private final Random random = new Random(26);

    private static long count(ConnectionTracker tracker, TcpState state) {
        long count = 0;
        for (Connection connection : tracker.snapshot().connections()) {
            count += connection.originator().state() == state ? 1 : 0;
        }
        return count;
    }

    private static long rows(ConnectionTracker tracker) {
        long count = 0;
        for (Connection ignored : tracker.snapshot().connections()) {
            count++;
        }
        return count;
    }

    private static Overflow overflow(ConnectionTracker tracker) {
        return tracker.snapshot().counters().overflow();
    }

    @Test
    void case026_aFloodOfSynsLeavesEveryRealConnectionAndIsSeen() {
        int capacity = 40_000;
        int honest = 1000;
        int flood = 200_000;
        BareSegments wire = new BareSegments(capacity);
        for (int i = 0; i < flood; i++) {
            if (i % (flood / honest) == 0) { // opened while the flood goes on, and silent afterwards
                wire.open(HONEST + i / (flood / honest), 40_000, SERVER, SSH);
            }
            wire.tcp(random.nextInt(), 1024 + random.nextInt(60_000), SERVER, HTTPS, SYN, random.nextInt(), 0, 0);
            wire.pass(20_000); // 4 s in all
        }
        assertEquals(honest, count(wire.tracker(), TcpState.ESTABLISHED));
        long halfOpen = count(wire.tracker(), TcpState.SYN_SENT);
        assertTrue(halfOpen <= capacity / 4, halfOpen + " half-open");
        assertTrue(halfOpen > capacity / 5, halfOpen + " half-open");
        Overflow overflow = overflow(wire.tracker());
        assertEquals(Map.of(EvictionClass.SYN_UNANSWERED, flood - halfOpen), overflow.evicted());
        Overflow.Target target = overflow.targets().get(0);
        assertEquals("10.0.0.1:443", target.address() + ":" + target.port());
        assertEquals(flood - halfOpen, target.connections());
        assertEquals(1.0, (double) target.hosts() / (flood - halfOpen), 0.26, "four standard errors");
        assertEquals(1, overflow.targets().size());
    }

    /** A file that is read again must give the same tables; only for a wire is it better that nobody can foresee them. */
    @Test
    void theSameFileOverflowsInTheSameWay() {
        List<String> first = overflown(TrackerOptions.Input.FILE);
        assertTrue(first.size() > 20_000, first.size() + " rows");
        assertEquals(first, overflown(TrackerOptions.Input.FILE));
        assertNotEquals(first, overflown(TrackerOptions.Input.WIRE));
    }

    private static List<String> overflown(TrackerOptions.Input input) {
        Random random = new Random(193);
        BareSegments wire = new BareSegments(40_000, input);
        for (int i = 0; i < 150_000; i++) {
            int client = HONEST + random.nextInt(1 << 20);
            switch (random.nextInt(4)) {
                case 0 -> wire.open(client, 40_000, SERVER, SSH);
                case 1 -> wire.udp(client, 40_000, SERVER, SSH);
                case 2 -> wire.tcp(client, 40_001, SERVER, SSH, ACK, random.nextInt(), 7, 0);
                default -> wire.tcp(client, 40_002, SERVER, HTTPS, SYN, random.nextInt(), 0, 0);
            }
            wire.pass(20_000);
        }
        List<String> rows = new ArrayList<>();
        rows.add(overflow(wire.tracker()).toString());
        for (Connection connection : wire.tracker().snapshot().connections()) {
            rows.add(connection.toString());
        }
        return rows;
    }

    @Test
    void case026_halfOpenConnectionsThatAServerAnsweredHaveTheSameShare() {
        BareSegments wire = new BareSegments(20_000);
        for (int i = 0; i < 100_000; i++) {
            int source = random.nextInt();
            wire.tcp(source, 1024, SERVER, HTTPS, SYN, 1, 0, 0);
            wire.tcp(SERVER, HTTPS, source, 1024, SYN | ACK, 2, 2, 0);
            wire.pass(10_000);
        }
        assertTrue(rows(wire.tracker()) <= 5_000, rows(wire.tracker()) + " rows");
        assertTrue(overflow(wire.tracker()).evicted().get(EvictionClass.SYN_RECEIVED) >= 94_000);
    }

    @Test
    void case027_backscatterHasTheShareOfWhatIsHalfOpenAndShowsItsSource() {
        BareSegments wire = new BareSegments(20_000);
        wire.open(HONEST, 40_000, SERVER, SSH);
        for (int i = 0; i < 100_000; i++) {
            wire.tcp(SERVER, HTTPS, random.nextInt(), 1024 + random.nextInt(60_000), SYN | ACK, 7, 9, 0);
            wire.pass(10_000);
        }
        assertTrue(rows(wire.tracker()) <= 5_001, rows(wire.tracker()) + " rows");
        assertEquals(1, count(wire.tracker(), TcpState.ESTABLISHED) - picked(wire.tracker()));
        assertEquals(HTTPS, overflow(wire.tracker()).targets().get(0).port());
    }

    /** Clients that only a SYN-ACK speaks of. */
    private static long picked(ConnectionTracker tracker) {
        long count = 0;
        for (Connection connection : tracker.snapshot().connections()) {
            boolean isSilent = connection.originator().packets() == 0;
            count += isSilent && connection.originator().state() == TcpState.ESTABLISHED ? 1 : 0;
        }
        return count;
    }

    @Test
    void case194_aTableFullOfActiveConnectionsLetsNobodyIn_oneFullOfIdleOnesTheirLongestSilent() {
        int capacity = 2_000;
        BareSegments wire = new BareSegments(capacity);
        for (int i = 0; i < capacity; i++) {
            wire.open(HONEST + i, 40_000, SERVER, SSH);
        }
        // One shard may be full before the other: those of the others are still let in.
        long held = count(wire.tracker(), TcpState.ESTABLISHED);
        long refused = overflow(wire.tracker()).refused();
        assertEquals(Map.of(), overflow(wire.tracker()).evicted(), "within a minute nobody goes");
        for (int i = 0; i < 500; i++) {
            wire.tcp(random.nextInt(), 1024, SERVER, HTTPS, SYN, 1, 0, 0);
        }
        assertEquals(held, count(wire.tracker(), TcpState.ESTABLISHED));
        assertTrue(overflow(wire.tracker()).refused() >= refused + 500 - (capacity - held));
        assertEquals(HTTPS, overflow(wire.tracker()).targets().get(0).port());

        wire.pass(50 * SECOND_NS);
        for (int i = capacity / 2; i < capacity; i++) { // half of them speak
            wire.tcp(HONEST + i, 40_000, SERVER, SSH, ACK, 2, 3, 100);
        }
        wire.pass(20 * SECOND_NS);
        for (int i = 0; i < 300; i++) {
            wire.open(HONEST + capacity + i, 40_000, SERVER, SSH);
        }
        Map<String, Integer> ports = new TreeMap<>();
        for (Connection connection : wire.tracker().snapshot().connections()) {
            ports.put(connection.originator().address().toString(), 1);
        }
        assertTrue(overflow(wire.tracker()).evicted().get(EvictionClass.CONFIRMED) > 200);
        for (int i = capacity / 2; i < capacity; i++) {
            String host = IpAddress.v4(HONEST + i).toString();
            assertTrue(ports.containsKey(host) || i >= held, host + " was active within a minute");
        }
    }

    @Test
    void whileTheTableIsCrowdedNothingIsPickedUpOnItsWay() {
        int capacity = 1_000;
        BareSegments wire = new BareSegments(capacity);
        for (int i = 0; i < 950; i++) {
            wire.open(HONEST + i, 40_000, SERVER, SSH);
        }
        wire.tcp(HONEST - 1, 40_000, SERVER, SSH, ACK, 2, 3, 100);
        assertEquals(950, rows(wire.tracker()));
        assertEquals(1, overflow(wire.tracker()).refused());
        wire.tcp(HONEST - 1, 40_000, SERVER, SSH, SYN, 2, 3, 0);
        assertEquals(951, rows(wire.tracker()));
    }

    /** Of what is worth least, and only then: while there is room, everybody has all of his time. */
    @Test
    void whileTheTableIsCrowdedTimeWaitLastsASixthOfItsTime() {
        int capacity = 1_000;
        BareSegments wire = new BareSegments(capacity);
        for (int i = 0; i < 240; i++) {
            wire.open(HONEST - 1 - i, 40_000, SERVER, SSH);
            wire.tcp(HONEST - 1 - i, 40_000, SERVER, SSH, ACK | BareSegments.FIN, 2, 3, 0);
            wire.tcp(SERVER, SSH, HONEST - 1 - i, 40_000, ACK | BareSegments.FIN, 3, 3, 0);
            wire.tcp(HONEST - 1 - i, 40_000, SERVER, SSH, ACK, 3, 4, 0);
        }
        for (int i = 0; i < 600; i++) {
            wire.open(HONEST + i, 40_000, SERVER, SSH);
        }
        wire.pass(30 * SECOND_NS);
        wire.open(HONEST + 600, 40_000, SERVER, SSH);
        assertEquals(240, count(wire.tracker(), TcpState.TIME_WAIT), "with 841 there is room for all");
        assertEquals(Overflow.NONE, overflow(wire.tracker()));

        for (int i = 601; i < 700; i++) {
            wire.open(HONEST + i, 40_000, SERVER, SSH);
        }
        assertEquals(700, count(wire.tracker(), TcpState.ESTABLISHED));
        Overflow overflow = overflow(wire.tracker());
        assertEquals(240 - count(wire.tracker(), TcpState.TIME_WAIT), overflow.evictions());
        assertTrue(overflow.evictions() >= 8, overflow + " from the 901st on");
        assertEquals(overflow.evictions(), overflow.evicted().get(EvictionClass.TIME_WAIT));
        assertTrue(overflow.crowdedNs() > 0);
    }

    @Test
    void whileTheTableIsCrowdedWhatIsWorthLittleIsForgottenSooner_andWhoIsOpenIsNot() {
        int capacity = 1_000;
        BareSegments wire = new BareSegments(capacity);
        for (int i = 0; i < 100; i++) { // a scan, refused
            wire.tcp(HONEST - 1 - i, 40_000, SERVER, i, SYN, 1, 0, 0);
            wire.tcp(SERVER, i, HONEST - 1 - i, 40_000, BareSegments.RST | ACK, 0, 2, 0);
            wire.udp(HONEST - 1 - i, 40_000, SERVER, 1000 + i);
        }
        for (int i = 0; i < 701; i++) {
            wire.open(HONEST + i, 40_000, SERVER, SSH);
        }
        assertEquals(901, held(wire));
        wire.pass(17 * SECOND_NS); // since the scan 19 s
        open(wire, 701, 715);
        assertEquals(915, held(wire), "a little less than a sixth of two minutes");
        wire.pass(3 * SECOND_NS);
        open(wire, 715, 725);
        assertEquals(
                Map.of(EvictionClass.CLOSED, 16L, EvictionClass.ONE_WAY_PACKET, 16L),
                overflow(wire.tracker()).evicted());
        open(wire, 725, 825);
        assertEquals(825, held(wire), "all of the scan is gone");
        assertEquals(825, count(wire.tracker(), TcpState.ESTABLISHED));
        assertEquals(0, overflow(wire.tracker()).refused());
    }

    private static void open(BareSegments wire, int from, int to) {
        for (int i = from; i < to; i++) {
            wire.open(HONEST + i, 40_000, SERVER, SSH);
        }
    }

    @Test
    void case195_anyNumberOfConnectionsGoesThroughASmallTable() {
        int capacity = 10_000;
        BareSegments wire = new BareSegments(capacity);
        int flows = 200_000;
        for (int i = 0; i < flows; i++) {
            int client = HONEST + i / 50_000;
            int port = 1024 + i % 50_000;
            wire.tcp(client, port, SERVER, HTTPS, SYN, 1, 0, 0);
            wire.tcp(SERVER, HTTPS, client, port, SYN | ACK, 2, 2, 0);
            wire.tcp(client, port, SERVER, HTTPS, ACK, 2, 3, 0);
            wire.tcp(client, port, SERVER, HTTPS, ACK | BareSegments.FIN, 2, 3, 0);
            wire.tcp(SERVER, HTTPS, client, port, ACK | BareSegments.FIN, 3, 3, 0);
            wire.tcp(client, port, SERVER, HTTPS, ACK, 3, 4, 0);
            wire.pass(6_000); // 10 million a minute
        }
        long rows = rows(wire.tracker());
        assertTrue(rows <= capacity, rows + " rows");
        Overflow overflow = overflow(wire.tracker());
        assertEquals(flows - rows, overflow.evictions(), "the rest is counted");
        assertEquals(flows - rows, overflow.evicted().get(EvictionClass.TIME_WAIT), "and went when it was over");
        assertEquals(0, overflow.refused());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void theSmallestTablesWorkToo(int capacity) {
        BareSegments wire = new BareSegments(capacity);
        for (int i = 0; i < 10_000; i++) {
            wire.open(HONEST + random.nextInt(300), 40_000, SERVER, SSH);
            wire.udp(HONEST + random.nextInt(300), 53, SERVER, 53);
            wire.tcp(random.nextInt(), 40_000, SERVER, SSH, ACK, 2, 3, 100);
            wire.pass(random.nextInt(10) * SECOND_NS);
            if (i % 100 == 0) {
                assertTrue(rows(wire.tracker()) <= capacity);
            }
        }
    }

    @Test
    void case196_manyTimersThatAreDueAtOnceHoldUpNoFrame() {
        int due = 100_000;
        BareSegments wire = new BareSegments(1 << 20);
        for (int i = 0; i < due; i++) {
            wire.udp(HONEST + i, 53, SERVER, 53);
        }
        wire.pass(3600 * SECOND_NS);
        long[] held = {held(wire)};
        assertEquals(due, held[0]);
        int batches = 0;
        while (held(wire) > 1) {
            for (int i = 0; i < 1024; i++) {
                wire.udp(HONEST, 53, SERVER, 53);
            }
            long left = held(wire);
            assertTrue(held[0] - left <= 8 * 1024, "in one batch " + (held[0] - left));
            held[0] = left;
            batches++;
        }
        assertTrue(batches > 10, batches + " batches");
    }

    /** Without letting the clock run, as a snapshot would. */
    private static long held(BareSegments wire) {
        return wire.tracker().heldNow();
    }

    @Test
    void case197_aConnectionOfAMillionTinySegmentsIsOneRecord() {
        BareSegments wire = new BareSegments(1 << 20);
        wire.open(HONEST, 40_000, SERVER, SSH);
        int segments = 300_000;
        for (int i = 0; i < segments; i++) {
            wire.tcp(HONEST, 40_000, SERVER, SSH, ACK, 2 + i * 3, 3, 1); // with a hole behind each
        }
        assertEquals(
                1, wire.tracker().tables().stream().mapToInt(FlowTable::end).sum());
        Connection connection =
                wire.tracker().snapshot().connections().iterator().next();
        assertEquals(segments + 2, connection.originator().packets());
        assertEquals(segments, connection.originator().payloadBytes());
    }

    @Test
    void case198_madeUpListenersAndNeighboursFillAFixedShareAndAreCounted() {
        BareSegments wire = new BareSegments(1 << 16);
        int listeners = 270_000;
        for (int i = 0; i < listeners; i++) {
            wire.open(HONEST, 40_000, SERVER + (i >> 16), i & 0xffff);
        }
        int listening = wire.tracker().snapshot().listeners().size();
        assertEquals(1 << 18, listening);
        assertEquals(listeners - listening, overflow(wire.tracker()).listeners());

        int neighbours = 20_000;
        for (int i = 0; i < neighbours; i++) {
            wire.arp(HONEST + i);
        }
        int noted = wire.tracker().snapshot().neighbours().size();
        assertEquals(1 << 14, noted);
        assertEquals(neighbours - noted, overflow(wire.tracker()).neighbours());
    }

    /** A laptop that slept for eight hours: its clock of frames jumps, and everything that was open is still there. */
    @Test
    void case190_whatIsOpenOutlastsASuspend() {
        BareSegments wire = new BareSegments(1 << 16);
        for (int i = 0; i < 100; i++) {
            wire.open(HONEST + i, 40_000, SERVER, SSH);
        }
        wire.pass(8 * 3600 * SECOND_NS);
        wire.tcp(HONEST, 40_000, SERVER, SSH, ACK, 2, 3, 1);
        wire.tcp(SERVER, SSH, HONEST, 40_000, ACK, 3, 3, 1);
        assertEquals(100, count(wire.tracker(), TcpState.ESTABLISHED));
    }

    @Test
    void case192_ageAndClockNeverRunBackwards() {
        BareSegments wire = new BareSegments(1 << 16);
        wire.open(HONEST, 40_000, SERVER, SSH);
        long nowNs = wire.tracker().snapshot().timeNs();
        wire.pass(-3600 * SECOND_NS); // a clock that was set to winter time
        wire.open(HONEST + 1, 40_000, SERVER, SSH);
        Snapshot snapshot = wire.tracker().snapshot();
        assertTrue(snapshot.timeNs() >= nowNs);
        for (Connection connection : snapshot.connections()) {
            assertTrue(connection.originator().sinceNs() <= snapshot.timeNs());
            assertTrue(connection.firstNs() <= connection.lastNs());
        }
    }
}
