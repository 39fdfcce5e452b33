package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirestat.tracker.ConnectionTracker;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TrackerOptions;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Invariants;
import org.wirestat.tracker.script.Life;
import org.wirestat.tracker.script.Recording;
import org.wirestat.tracker.script.Recording.Frame;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;
import org.wirestat.tracker.script.Wire;

/**
 * What must hold for any capture of any connections, however much of it is missing (case 115). The seed stands in the
 * test's name; -Dseed=N adds one.
 */
@Tag("long")
class PropertiesTest {

    private static final long DAYS_NS = 3 * 86_400_000_000_000L;
    private static final int CONNECTIONS = 8;

    static LongStream seeds() {
        return LongStream.concat(LongStream.rangeClosed(1, 6), LongStream.of(Long.getLong("seed", 7)));
    }

    /** Connections that overlap in time, led by kernels that do everything right. */
    private static Recording lives(Random random) {
        Way way = Way.values()[random.nextInt(4)];
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Wire wire = new Wire(way);
            wire.pass(random.nextInt(1000) * 1_000_000L);
            new Life(wire, random).lead(wire.pair(i));
            frames.addAll(wire.recording().frames());
        }
        frames.sort(Comparator.comparingLong(Frame::timeNs));
        return new Recording(frames);
    }

    /** Replays under watch, and waits for the end of all timers. */
    private static List<String> watched(Recording recording, Random random) {
        ConnectionTracker tracker = underWatch(recording, random);
        List<String> end = Recording.describe(tracker.snapshot());
        tracker.advanceTo(recording.endNs() + DAYS_NS);
        Snapshot later = tracker.snapshot();
        new Invariants().check(later);
        assertFalse(later.connections().iterator().hasNext(), "rows are left after the last timer");
        return end;
    }

    private static ConnectionTracker underWatch(Recording recording, Random random) {
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults());
        Invariants invariants = new Invariants();
        for (Frame frame : recording.frames()) {
            Recording.give(frame, tracker);
            if (random.nextInt(5) == 0) {
                invariants.check(tracker.snapshot());
            }
        }
        invariants.check(tracker.snapshot());
        return tracker;
    }

    private static Recording with(Recording recording, List<Frame> frames) {
        assertTrue(frames.size() <= 2 * recording.frames().size());
        return new Recording(frames);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyPrefixMayBeLost(long seed) {
        Random random = new Random(seed);
        Recording whole = lives(random);
        int size = whole.frames().size();
        for (int lost = 0; lost < size; lost += 1 + random.nextInt(8)) {
            watched(with(whole, whole.frames().subList(lost, size)), random);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyDirectionMayBeMissing(long seed) {
        Random random = new Random(seed);
        Recording whole = lives(random);
        for (boolean servers : new boolean[] {true, false}) {
            List<Frame> half = whole.frames().stream()
                    .filter(frame -> isOfServer(frame) == servers)
                    .toList();
            watched(with(whole, half), random);
        }
    }

    private static boolean isOfServer(Frame frame) {
        int at = frame.bytes().get(12) == 0x08 ? 34 : 54;
        return frame.bytes().getShort(at) == 443;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anySegmentsMayBeMissing(long seed) {
        Random random = new Random(seed);
        Recording whole = lives(random);
        for (int percent : new int[] {1, 5, 20, 50, 90}) {
            List<Frame> some = whole.frames().stream()
                    .filter(frame -> random.nextInt(100) >= percent)
                    .toList();
            watched(with(whole, some), random);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anySegmentMayComeTwice(long seed) {
        Random random = new Random(seed);
        Recording whole = lives(random);
        for (long lagNs : new long[] {0, 9_000, 5_000_000, 30_000_000, 700_000_000, 5_000_000_000L}) {
            List<Frame> twice = new ArrayList<>(whole.frames());
            for (Frame frame : whole.frames()) {
                if (random.nextInt(3) == 0) {
                    twice.add(new Frame(frame.timeNs() + lagNs, frame.wireLength(), frame.bytes()));
                }
            }
            twice.sort(Comparator.comparingLong(Frame::timeNs));
            watched(with(whole, twice), random);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void copiesChangeNothing(long seed) {
        Recording whole = lives(new Random(seed));
        List<Frame> twice = new ArrayList<>();
        for (Frame frame : whole.frames()) {
            twice.add(frame);
            twice.add(new Frame(frame.timeNs() + 1_000, frame.wireLength(), frame.bytes()));
        }
        long endNs = whole.endNs() + 10_000;
        sameLines(rows(whole, endNs), rows(new Recording(twice), endNs));
    }

    private static List<String> rows(Recording recording, long endNs) {
        ConnectionTracker tracker = recording.replay();
        tracker.advanceTo(endNs);
        List<String> lines = Recording.describe(tracker.snapshot());
        return lines.subList(0, lines.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyNeighboursMayChangePlaces(long seed) {
        Random random = new Random(seed);
        Recording whole = lives(random);
        for (int distance : new int[] {1, 2, 5, 20}) {
            List<Frame> mixed = new ArrayList<>(whole.frames());
            for (int i = 0; i + distance < mixed.size(); i++) {
                if (random.nextInt(4) == 0) {
                    Collections.swap(mixed, i, i + 1 + random.nextInt(distance));
                }
            }
            watched(with(whole, mixed), random);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void twoTrackersSayTheSame(long seed) {
        Random random = new Random(seed);
        Recording whole = lives(random);
        sameLines(watched(whole, new Random(1)), watched(whole, new Random(2)));
        sameLines(
                Recording.describe(whole.replay().snapshot()),
                Recording.describe(whole.replay().snapshot()));
    }

    /** Timers are made up for when somebody looks: looking more often must not matter. */
    @ParameterizedTest
    @MethodSource("seeds")
    void lookingOftenChangesNothing(long seed) {
        Random random = new Random(seed);
        List<Frame> frames = new ArrayList<>();
        for (Frame frame : lives(random).frames()) {
            if (random.nextInt(100) >= 10) {
                // Stretched, so that timers run out between segments.
                frames.add(new Frame(stretched(frame.timeNs()), frame.wireLength(), frame.bytes()));
            }
        }
        Recording recording = new Recording(frames);
        ConnectionTracker often = new ConnectionTracker(TrackerOptions.defaults());
        long lastNs = recording.frames().get(0).timeNs();
        for (Frame frame : recording.frames()) {
            for (long nowNs = lastNs; nowNs < frame.timeNs(); nowNs += 1 + random.nextLong(3_000_000_000L)) {
                often.advanceTo(nowNs);
                if (random.nextInt(4) == 0) {
                    often.snapshot().connections().forEach(row -> {});
                }
            }
            lastNs = frame.timeNs();
            Recording.give(frame, often);
        }
        sameLines(Recording.describe(recording.replay().snapshot()), Recording.describe(often.snapshot()));
    }

    /** As assertEquals of the lists, with the lines one by one. */
    private static void sameLines(List<String> expected, List<String> actual) {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            assertEquals(expected.get(i), actual.get(i));
        }
        assertEquals(expected.size(), actual.size());
    }

    private static long stretched(long timeNs) {
        long startNs = 1_760_000_000_000_000_000L;
        return startNs + (timeNs - startNs) * 20;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noSegmentsWhateverTheirNumbersBreakTheTable(long seed) {
        Random random = new Random(seed);
        Wire wire = new Wire(Way.values()[random.nextInt(4)]);
        List<Host> hosts = new ArrayList<>();
        IntStream.range(0, 3).mapToObj(wire::pair).forEach(host -> {
            hosts.add(host);
            hosts.add(host.peer());
        });
        Invariants invariants = new Invariants();
        for (int i = 0; i < 3000; i++) {
            wild(hosts.get(random.nextInt(hosts.size())), random);
            wire.pass(random.nextInt(20) == 0 ? random.nextLong(90_000_000_000L) : random.nextInt(300) * 1_000_000L);
            if (random.nextInt(7) == 0) {
                invariants.check(wire.snapshot());
            }
        }
        wire.pass(DAYS_NS);
        assertFalse(wire.snapshot().connections().iterator().hasNext(), "rows are left after the last timer");
    }

    private static void wild(Host host, Random random) {
        int[] likely = {
            Sending.SYN,
            Sending.SYN | Sending.ACK,
            Sending.ACK,
            Sending.ACK,
            Sending.PSH | Sending.ACK,
            Sending.FIN | Sending.ACK,
            Sending.RST,
            Sending.RST | Sending.ACK
        };
        boolean isLikely = random.nextInt(10) != 0;
        Sending segment = host.segment(isLikely ? likely[random.nextInt(likely.length)] : random.nextInt(256));
        if (random.nextInt(3) == 0) {
            segment.seq(near(segment.seq(), random)).forged();
        }
        if (random.nextInt(3) == 0) {
            segment.ack(near(segment.ack(), random));
        }
        if (random.nextInt(3) == 0) {
            segment.payload(random.nextInt(3) == 0 ? 1 : random.nextInt(3000));
        }
        switch (random.nextInt(12)) {
            case 0 -> segment.window(random.nextInt(3));
            case 1 -> segment.noTimestamp();
            case 2 -> segment.timestamp(random.nextInt(), random.nextInt());
            case 3 -> segment.badChecksum();
            case 4 -> segment.sack(near(segment.ack(), random), near(segment.ack(), random));
            case 5 -> segment.lost();
            default -> {}
        }
        segment.go();
        if (random.nextInt(8) == 0) {
            segment.again();
        }
        if (random.nextInt(12) == 0) {
            host.startsAt(random.nextInt());
        }
    }

    private static int near(int number, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> number + random.nextInt(7) - 3;
            case 1 -> number + random.nextInt(200_000) - 100_000;
            case 2 -> number + (1 << random.nextInt(32));
            default -> random.nextInt();
        };
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void case105_lostSegmentsLeaveTheEndsAsTheyAre(Way way) {
        Random random = new Random(105);
        int same = 0;
        int all = 0;
        for (int run = 0; run < 1000; run++) {
            Wire wire = new Wire(way);
            new Life(wire, random).leadToAnEndInPeace(wire.pair(0));
            Recording whole = wire.recording();
            List<Frame> heard = whole.frames().stream()
                    .filter(frame -> random.nextInt(20) != 0)
                    .toList();
            all++;
            same += endStates(whole).equals(endStates(new Recording(heard), whole.endNs())) ? 1 : 0;
        }
        assertTrue(100 * same >= 99 * all, same + " of " + all + " end as they would without loss");
    }

    private static List<String> endStates(Recording recording) {
        return endStates(recording, recording.endNs());
    }

    private static List<String> endStates(Recording recording, long endNs) {
        ConnectionTracker tracker = recording.replay();
        tracker.advanceTo(endNs + 8_000_000_000L);
        return states(tracker);
    }

    private static List<String> states(ConnectionTracker tracker) {
        List<String> states = new ArrayList<>();
        tracker.snapshot()
                .connections()
                .forEach(row -> states.add(
                        row.originator().port() + " " + row.originator().state() + " "
                                + row.responder().port() + " " + row.responder().state()));
        return states;
    }
}
