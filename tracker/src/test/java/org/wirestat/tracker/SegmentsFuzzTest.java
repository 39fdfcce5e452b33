package org.wirestat.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirestat.tracker.flow.FlowTable;
import org.wirestat.tracker.script.BareSegments;
import org.wirestat.tracker.script.Invariants;

/**
 * Segments of any flags, with numbers near those that matter, over a few connections and a table that is too small for them:
 * what always holds, holds then too. Four bytes tell a segment, so that a fuzzer can play; {@code -Dsequences=100000} is a
 * long run without one.
 */
class SegmentsFuzzTest {

    private static final int SEQUENCES = Integer.getInteger("sequences", 100);
    private static final int CONNECTIONS = 5;
    private static final int CAPACITY = 3;
    private static final int HOSTS = 0x0a000000;
    private static final int CLIENT_PORT = 1000;
    private static final int SERVER_PORT = 80;

    /** Bits of the first byte, above the number of the connection. */
    private static final int ANSWER = 0x08;

    private static final int DATAGRAM_TOO = 0x70;

    static Stream<byte[]> conversations() {
        return Stream.of(
                steps("SYN", "SYN ACK <", "ACK", "ACK 100", "ACK 200 <", "FIN ACK", "ACK <", "FIN ACK <", "ACK"),
                steps("SYN", "SYN ACK <", "ACK", "FIN ACK", "FIN ACK <", "ACK", "ACK <", "SYN", "SYN ACK <"),
                steps("SYN", "SYN <", "SYN ACK", "SYN ACK <", "ACK 50", "RST <"),
                steps("SYN", "RST ACK <", "SYN", "SYN", "SYN", "SYN ACK <", "SYN ACK <", "RST"),
                steps("ACK 1000", "ACK <", "ACK 1000", "ACK <", "FIN ACK <", "ACK", "ACK 300", "FIN ACK", "ACK <"));
    }

    @MethodSource("conversations")
    @FuzzTest(maxDuration = "10m")
    void whatAlwaysHolds(byte[] steps) {
        play(ByteBuffer.wrap(steps));
    }

    @Test
    void noSequenceOfSegmentsBreaksWhatAlwaysHolds() {
        long seed = System.nanoTime();
        System.out.println("sequences of segments, seed " + seed);
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            byte[] steps = new byte[4 * 300];
            new Random(seed + sequence).nextBytes(steps);
            try {
                play(ByteBuffer.wrap(steps));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + (seed + sequence), e);
            }
        }
    }

    private static void play(ByteBuffer steps) {
        BareSegments wire = new BareSegments(CAPACITY);
        Invariants invariants = new Invariants();
        int[] numbers = new int[2 * CONNECTIONS];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = 20 * i - 100; // some wrap soon
        }
        for (int i = 1; steps.remaining() >= 4; i++) {
            int whose = steps.get();
            int flags = steps.get() & 0xff;
            int distances = steps.get();
            int pauseAndPayload = steps.get();

            int client = CLIENT_PORT + (whose & 7) % CONNECTIONS;
            int side = (whose & ANSWER) == 0 ? 0 : 1;
            int own = 2 * (client - CLIENT_PORT) + side;
            if ((whose & DATAGRAM_TOO) == DATAGRAM_TOO) {
                wire.udp(HOSTS + side, 53, HOSTS + (side ^ 1), client);
            }
            int payload = (pauseAndPayload & 0x1f) * 47;
            int seq = numbers[own] + distance(distances & 0xf);
            int ack = numbers[own ^ 1] + distance(distances >>> 4 & 0xf);
            wire.tcp(
                    HOSTS + side,
                    side == 0 ? client : SERVER_PORT,
                    HOSTS + (side ^ 1),
                    side == 0 ? SERVER_PORT : client,
                    flags,
                    seq,
                    ack,
                    payload);
            if ((distances & 0xf) < 8) { // else it stays where it was, as after something forged
                numbers[own] = seq + payload + (flags & BareSegments.FIN) + ((flags & BareSegments.SYN) >>> 1);
            }
            // Never none: what begins anew is told from what went by the time when it began.
            wire.pass(1 + pauseNs(pauseAndPayload >>> 5 & 7));
            if (i % 16 == 0) {
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

    /** From the number that would be next; mostly none. */
    private static int distance(int kind) {
        return switch (kind) {
            case 1, 9 -> 1;
            case 2, 10 -> -1;
            case 3, 11 -> 1 << 16;
            case 4, 12 -> -(1 << 16);
            case 5, 13 -> 1 << 31;
            case 6, 14 -> 1 << 30;
            case 7, 15 -> 1400;
            default -> 0;
        };
    }

    private static long pauseNs(int kind) {
        return switch (kind) {
            case 1 -> 1_000_000;
            case 2 -> 250_000_000;
            case 3 -> 3 * BareSegments.SECOND_NS;
            case 4 -> 70 * BareSegments.SECOND_NS;
            case 5 -> 3 * 3600 * BareSegments.SECOND_NS;
            case 6 -> -BareSegments.SECOND_NS;
            case 7 -> 20_000_000;
            default -> 0;
        };
    }

    /** Segments as people write them: flags, payload in steps of 47 bytes, {@code <} for an answer; all of one connection. */
    private static byte[] steps(String... segments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String segment : segments) {
            int flags = 0;
            int payload = 0;
            for (String word : segment.split(" ")) {
                switch (word) {
                    case "SYN" -> flags |= BareSegments.SYN;
                    case "ACK" -> flags |= BareSegments.ACK;
                    case "FIN" -> flags |= BareSegments.FIN;
                    case "RST" -> flags |= BareSegments.RST;
                    case "<" -> {}
                    default -> payload = Math.min(31, (Integer.parseInt(word) + 46) / 47);
                }
            }
            bytes.write(segment.endsWith("<") ? ANSWER : 0);
            bytes.write(flags);
            bytes.write(0);
            bytes.write(7 << 5 | payload);
        }
        return bytes.toByteArray();
    }
}
