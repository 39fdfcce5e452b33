package org.wirestat.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.wirestat.tracker.script.BareSegments.ACK;
import static org.wirestat.tracker.script.BareSegments.FIN;
import static org.wirestat.tracker.script.BareSegments.RST;
import static org.wirestat.tracker.script.BareSegments.SECOND_NS;
import static org.wirestat.tracker.script.BareSegments.SYN;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.flow.FlowTable;
import org.wirestat.tracker.script.BareSegments;

/**
 * Two weeks of a wire, by its own clock: busy days and quiet nights, a flood every day, frames that are lost. {@code
 * -Dsoak.flows=5000000} for the long run.
 */
class SoakTest {

    private static final int DAYS = 14;
    private static final long DAY_NS = 86_400 * SECOND_NS;
    private static final long FLOWS = Long.getLong("soak.flows", 150_000);
    private static final int FLOOD = 20_000;
    private static final int CAPACITY = 20_000;
    private static final int SERVERS = 0x0a000000;
    private static final int CLIENTS = 0x0b000000;
    private static final double LOSS = 0.02;

    private final Random random = new Random(14);
    private final BareSegments wire = new BareSegments(CAPACITY);

    @Test
    void afterTwoWeeksEverythingIsAsOnTheFirstDay() {
        long heapOfDayOne = 0;
        long beginNs = wire.nowNs();
        for (int day = 0; day < DAYS; day++) {
            day(beginNs + day * DAY_NS);
            if (day == 1) {
                heapOfDayOne = heapBytes();
            }
            for (FlowTable table : wire.tracker().tables()) {
                assertTrue(table.end() <= CAPACITY, "slots are used again");
            }
            assertBalance();
        }
        double growth = (double) heapBytes() / heapOfDayOne;
        System.out.printf("soak: %d flows, heap after the last day / after the second: %.3f%n", FLOWS, growth);
        assertTrue(growth < 1.05, "heap after two weeks / after two days: " + growth);

        wire.tracker().advanceTo(wire.nowNs() + 25 * 3600 * SECOND_NS);
        long held = assertBalance();
        assertEquals(0, held, "after a silent day nothing is left");
        assertTrue(wire.tracker().snapshot().counters().overflow().evictions() > 0, "floods overflowed");
    }

    private void day(long beginNs) {
        long flows = FLOWS / DAYS;
        for (long i = 0; i < flows; i++) {
            // Nine tenths between eight and twenty.
            double hour = random.nextInt(10) == 0 ? 24 * (double) i / flows : 8 + 12 * (double) i / flows;
            long dueNs = beginNs + (long) (hour * 3600 * SECOND_NS);
            wire.pass(Math.max(0, dueNs - wire.nowNs()));
            converse();
            if (i == flows / 2) {
                flood();
            }
        }
        wire.pass(Math.max(0, beginNs + DAY_NS - wire.nowNs()));
    }

    private void converse() {
        int client = CLIENTS + random.nextInt(1 << 16);
        int port = 1024 + random.nextInt(60_000);
        int server = SERVERS + random.nextInt(64);
        switch (random.nextInt(10)) {
            case 0 -> {
                wire.udp(client, port, server, 53);
                wire.udp(server, 53, client, port);
            }
            case 1 -> {
                send(client, port, server, SYN, 1, 0, 0);
                answer(server, client, port, RST | ACK, 0, 2, 0);
            }
            default -> {
                send(client, port, server, SYN, 1, 0, 0);
                answer(server, client, port, SYN | ACK, 2, 2, 0);
                send(client, port, server, ACK, 2, 3, 0);
                send(client, port, server, ACK, 2, 3, 300);
                answer(server, client, port, ACK, 3, 302, 1000);
                if (random.nextInt(20) > 0) {
                    send(client, port, server, FIN | ACK, 302, 1003, 0);
                    answer(server, client, port, FIN | ACK, 1003, 303, 0);
                    send(client, port, server, ACK, 303, 1004, 0);
                }
            }
        }
    }

    private void flood() {
        for (int i = 0; i < FLOOD; i++) {
            wire.tcp(random.nextInt(), 1024 + random.nextInt(60_000), SERVERS, 443, SYN, random.nextInt(), 0, 0);
            wire.pass(10_000);
        }
    }

    private void send(int client, int port, int server, int flags, int seq, int ack, int payload) {
        wire.pass(1_000_000);
        if (random.nextDouble() > LOSS) {
            wire.tcp(client, port, server, 443, flags, seq, ack, payload);
        }
    }

    private void answer(int server, int client, int port, int flags, int seq, int ack, int payload) {
        wire.pass(1_000_000);
        if (random.nextDouble() > LOSS) {
            wire.tcp(server, 443, client, port, flags, seq, ack, payload);
        }
    }

    /** Whatever was made is there, has expired, or was evicted. Returns what is there. */
    private long assertBalance() {
        long made = 0;
        long gone = 0;
        long held = 0;
        for (FlowTable table : wire.tracker().tables()) {
            made += table.made();
            gone += table.expired();
            held += table.size();
        }
        Overflow overflow = wire.tracker().snapshot().counters().overflow();
        assertEquals(made, gone + held + overflow.evictions());
        return held;
    }

    private static long heapBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
