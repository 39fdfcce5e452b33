package org.wirestat.tracker.connlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.EvictionClass;
import org.wirestat.tracker.Overflow;
import org.wirestat.tracker.TrackerOptions.Checksums;
import org.wirestat.tracker.script.BareSegments;

/** A log with room for fewer connections than there are: each has its line all the same, and what was cut off is said. */
class ConnBoundsTest {

    private static final int SERVER = 0x0a000001;
    private static final int HONEST = 0x0a010000;
    private static final int HTTPS = 443;
    private static final int SSH = 22;
    private static final int CAPACITY = 4_000;

    private final Map<String, Integer> lines = new TreeMap<>();
    private final ConnLog log = new ConnLog(
            new ConnLogOptions(Checksums.IGNORE, ServerPorts.none(), false, CAPACITY),
            conn -> lines.merge(conn.state() + " " + conn.history(), 1, Integer::sum));
    private final BareSegments wire = new BareSegments(log::onFrame);
    private final Random random = new Random(26);

    private Overflow overflow() {
        return log.counters().overflow();
    }

    @Test
    void case026_aFloodOfSynsHasALineForEach_andEveryRealConnectionStaysWhole() {
        int honest = 300;
        int flood = 60_000;
        for (int i = 0; i < flood; i++) {
            if (i % (flood / honest) == 0) {
                wire.open(HONEST + i / (flood / honest), 40_000, SERVER, SSH);
            }
            wire.tcp(random.nextInt(), 1024 + random.nextInt(60_000), SERVER, HTTPS, BareSegments.SYN, 7, 0, 0);
            wire.pass(20_000);
            assertTrue(log.held() <= CAPACITY);
        }
        long evicted = overflow().evictions();
        assertEquals(Map.of(EvictionClass.SYN_UNANSWERED, evicted), overflow().evicted());
        assertTrue(evicted > flood / 2, evicted + " cut off");
        assertEquals(
                "10.0.0.1:443",
                overflow().targets().get(0).address() + ":"
                        + overflow().targets().get(0).port());
        log.end();
        assertEquals(Map.of("S0 S", flood, "S1 ShA", honest), lines);
    }

    @Test
    void whereAllThatThereIsIsActiveNobodyIsLetIn_andThatIsCounted() {
        for (int i = 0; i < CAPACITY; i++) {
            wire.open(HONEST + i, 40_000, SERVER, SSH);
        }
        wire.tcp(HONEST - 1, 40_000, SERVER, SSH, BareSegments.SYN, 7, 0, 0);
        wire.udp(HONEST - 1, 40_000, SERVER, SSH);
        assertEquals(2, overflow().refused());
        assertEquals(0, overflow().evictions());
        log.end();
        assertEquals(Map.of("S1 ShA", CAPACITY), lines);
    }

    @Test
    void whatWasCutOffAndGoesOnIsAnotherLine() {
        wire.udp(HONEST, 1000, SERVER, HTTPS);
        for (int i = 0; i < CAPACITY / 2; i++) {
            wire.udp(HONEST + 1 + i, 1000, SERVER, HTTPS);
            wire.pass(1000);
        }
        wire.udp(HONEST, 1000, SERVER, HTTPS);
        assertEquals(
                Map.of(EvictionClass.ONE_WAY_PACKET, overflow().evictions()),
                overflow().evicted());
        log.end();
        assertEquals(Map.of("S0 D", CAPACITY / 2 + 2), lines);
    }

    @Test
    void nothingOfTcpIsPickedUpOnItsWayWhileTheLogIsCrowded() {
        int crowded = CAPACITY - CAPACITY / 10 + 1;
        for (int i = 0; i < crowded; i++) {
            wire.open(HONEST + i, 40_000, SERVER, SSH);
        }
        wire.tcp(HONEST - 1, 40_000, SERVER, SSH, BareSegments.ACK, 7, 9, 100);
        assertEquals(crowded, log.held());
        assertEquals(1, overflow().refused());
        wire.tcp(HONEST - 2, 40_000, SERVER, SSH, BareSegments.SYN, 7, 0, 0);
        assertEquals(crowded + 1, log.held());
    }

    /** Long enough for every part of the table to be used again many times, in whatever order. */
    @Test
    void nothingIsLostFromALogThatIsAlwaysFull() {
        int begun = 0;
        for (int i = 0; i < 200_000; i++) {
            int client = HONEST + random.nextInt(20_000);
            switch (random.nextInt(5)) {
                case 0 -> wire.tcp(client, 40_000, SERVER, SSH, BareSegments.SYN, 7, 0, 0);
                case 1 -> wire.tcp(SERVER, SSH, client, 40_000, BareSegments.SYN | BareSegments.ACK, 9, 8, 0);
                case 2 -> wire.tcp(client, 40_000, SERVER, SSH, BareSegments.ACK, 8, 10, 10);
                case 3 -> wire.tcp(client, 40_000, SERVER, SSH, BareSegments.RST, 18, 0, 0);
                default -> wire.udp(client, 40_000, SERVER, SSH);
            }
            wire.pass(random.nextInt(100_000_000));
            assertTrue(log.held() <= CAPACITY);
        }
        begun += (int) log.counters().connections();
        log.end();
        assertEquals(begun, lines.values().stream().mapToInt(Integer::intValue).sum());
        assertEquals(0, log.held());
    }
}
