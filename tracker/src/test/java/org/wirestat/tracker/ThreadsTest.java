package org.wirestat.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.tracker.script.Life;
import org.wirestat.tracker.script.RecordedFrames;
import org.wirestat.tracker.script.Recording;
import org.wirestat.tracker.script.Recording.Frame;
import org.wirestat.tracker.script.Way;
import org.wirestat.tracker.script.Wire;

/** However many threads work, and however the frames are handed over, the table is the same to the last byte. */
class ThreadsTest {

    private static final int CONNECTIONS = 300;
    private static final int ROUNDS = 40;

    /** Fewer would be done before a thread helps. */
    private static final int FEWEST_FRAMES = 200_000;

    private static final Recording TRAFFIC = traffic(new Random(5));
    private static final RecordedFrames FRAMES = new RecordedFrames(TRAFFIC);
    private static final List<String> EXPECTED =
            Recording.describe(TRAFFIC.replay().snapshot());

    /** The same connections over IPv4 and IPv6 again and again, so that ports are used anew. */
    private static Recording traffic(Random random) {
        List<Frame> once = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Wire wire = new Wire(Way.values()[random.nextInt(4)]);
            wire.pass(random.nextInt(60_000) * 1_000_000L);
            new Life(wire, random).lead(wire.pair(i));
            once.addAll(wire.recording().frames());
        }
        once.sort(Comparator.comparingLong(Frame::timeNs));
        List<Frame> all = new ArrayList<>();
        long lengthNs = once.get(once.size() - 1).timeNs() - once.get(0).timeNs();
        for (int round = 0; all.size() < FEWEST_FRAMES || round < ROUNDS; round++) {
            for (Frame frame : once) {
                all.add(new Frame(frame.timeNs() + round * lengthNs, frame.wireLength(), frame.bytes()));
            }
        }
        Wire wire = new Wire(Way.values()[0]);
        wire.pass(all.get(all.size() - 1).timeNs() - once.get(0).timeNs() + 60_000_000_000L);
        new Life(wire, random).leadToAnEndInPeace(wire.pair(CONNECTIONS)); // so that a port listens at the end
        all.addAll(wire.recording().frames());
        return new Recording(all);
    }

    @Test
    void theTrafficIsWorthComparing() {
        assertTrue(EXPECTED.size() > CONNECTIONS / 4, EXPECTED.size() + " rows");
        assertTrue(EXPECTED.stream().anyMatch(line -> line.startsWith("Listener")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void anyNumberOfThreadsFindsTheSame(int threads) {
        try (ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults(), threads)) {
            for (int at = 0; at < FRAMES.size(); at += 1000) {
                tracker.onFrames(FRAMES, at, Math.min(FRAMES.size(), at + 1000));
            }
            assertEquals(EXPECTED, Recording.describe(tracker.snapshot()));
        }
    }

    /** Rows of any length, some of one frame only, and questions between them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itDoesNotMatterHowFramesAreHandedOver(long seed) {
        Random random = new Random(seed);
        try (ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults(), 2)) {
            int at = 0;
            while (at < FRAMES.size()) {
                int end = Math.min(FRAMES.size(), at + (random.nextBoolean() ? 1 : random.nextInt(5000)));
                tracker.onFrames(FRAMES, at, end);
                if (random.nextInt(10) == 0) {
                    tracker.snapshot();
                }
                at = end;
            }
            assertEquals(EXPECTED, Recording.describe(tracker.snapshot()), "seed " + seed);
        }
    }

    /** Transitions are told in the order of their frames, so there connections are not divided. */
    @Test
    void whoListensToTransitionsGetsTheSameTable() {
        long[] transitions = new long[1];
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults(), transition -> transitions[0]++);
        TRAFFIC.replayTo(tracker);
        assertEquals(EXPECTED, Recording.describe(tracker.snapshot()));
        assertTrue(transitions[0] > FRAMES.size() / 10, transitions[0] + " transitions");
    }

    /**
     * What each frame shows, with its number and its header, and who is known to be near by then: copies among them, and
     * frames that nobody can read.
     */
    @ParameterizedTest
    @ValueSource(ints = {2, 64, 1000, 1024})
    void whoListensHearsTheSame_HoweverManyFramesComeAtOnce(int atOnce) {
        List<Frame> some = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Frame frame = TRAFFIC.frames().get(i);
            some.add(frame);
            if (i % 9 == 0) {
                some.add(new Frame(frame.timeNs() + 20_000, frame.wireLength(), frame.bytes()));
            }
            if (i % 50 == 0) {
                some.add(new Frame(frame.timeNs() + 30_000, 5, frame.bytes().slice(0, 5)));
            }
            if (i % 200 == 25) {
                some.add(new Frame(frame.timeNs() + 40_000, 42, arp(0x0a000000 + i)));
            }
        }
        RecordedFrames frames = new RecordedFrames(new Recording(some));
        assertEquals(told(frames, 1), told(frames, atOnce));
    }

    /** A host asks for another one, and so says that it stands on the segment. */
    private static ByteBuffer arp(int sender) {
        ByteBuffer frame = ByteBuffer.allocate(42);
        frame.putShort(12, (short) 0x0806).putShort(14, (short) 1).putShort(16, (short) 0x0800);
        return frame.put(18, (byte) 6).put(19, (byte) 4).putShort(20, (short) 1).putInt(28, sender);
    }

    private static List<String> told(RecordedFrames frames, int atOnce) {
        Told told = new Told();
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults(), told);
        told.neighbours = tracker.neighbours();
        for (int at = 0; at < frames.size(); at += atOnce) {
            tracker.onFrames(frames, at, Math.min(frames.size(), at + atOnce));
        }
        tracker.snapshot();
        assertTrue(told.lines.stream().filter(line -> line.contains("COPY")).count() > 1000, "copies");
        assertTrue(told.lines.stream().filter(line -> line.contains("LISTEN")).count() > 10, "ports");
        assertTrue(told.lines.stream().filter(line -> line.contains("null at")).count() > 100, "timers");
        assertEquals(100, tracker.neighbours().size(), "neighbours");
        return told.lines;
    }

    private static final class Told implements TransitionListener {

        final List<String> lines = new ArrayList<>();
        Set<IpAddress> neighbours = Set.of();

        @Override
        public void onTransition(Transition transition) {
            lines.add(shown(transition.evidence()) + " at " + transition + " beside " + neighbours.size());
        }

        @Override
        public void onConfirmation(Transition confirmation) {
            onTransition(confirmation);
        }

        @Override
        public void onDisregard(Evidence evidence, Disregard why) {
            lines.add(shown(evidence) + " is " + why);
        }

        private static String shown(@Nullable Evidence evidence) {
            return evidence == null || evidence.header() == null
                    ? "null"
                    : evidence + " " + evidence.header().hashCode();
        }
    }

    /** Once a SYN that was sent again was given up unheard, until somebody looked at the table. */
    @Test
    void whoListensHearsOfEveryTimerBeforeAnybodyLooks() {
        long[] transitions = new long[1];
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults(), transition -> transitions[0]++);
        for (int at = 0; at < FRAMES.size(); at += 997) {
            tracker.onFrames(FRAMES, at, Math.min(FRAMES.size(), at + 997));
            Snapshot snapshot = tracker.snapshot();
            long heard = transitions[0];
            snapshot.remembered();
            assertEquals(heard, transitions[0], "after frame " + at);
        }
    }

    @Test
    void whoListensHearsOfATimerWithinASecond() {
        long[] nowNs = new long[1];
        long[] timers = new long[1];
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults(), transition -> {
            if (transition.evidence() == null) {
                timers[0]++;
                long lateNs = nowNs[0] - transition.timeNs();
                assertTrue(lateNs < 1_100_000_000L, lateNs + " ns late: " + transition);
            }
        });
        for (int i = 0; i < FRAMES.size(); i++) {
            tracker.onFrames(FRAMES, i, i + 1);
            nowNs[0] = Math.max(nowNs[0], FRAMES.timestampNs(i)); // for the next: in a pause nobody can know better
        }
        assertTrue(timers[0] > 1000, timers[0] + " timers");
    }

    /** RFC 4022's counters: what moves is noted by any thread, and counted by one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void opensAreThoseThatAListenerHears(int threads) {
        Map<IpAddress, TcpOpens> heard = new HashMap<>();
        ConnectionTracker told = new ConnectionTracker(
                TrackerOptions.defaults(),
                transition -> heard.merge(transition.socket().local(), opens(transition), TcpOpens::plus));
        TRAFFIC.replayTo(told);
        told.snapshot();
        heard.values().removeIf(TcpOpens.NONE::equals);
        try (ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults(), threads)) {
            tracker.countOpens();
            int half = FRAMES.size() / 2;
            tracker.onFrames(FRAMES, 0, half);
            tracker.snapshot().opens();
            tracker.onFrames(FRAMES, half, FRAMES.size());
            assertEquals(heard, tracker.snapshot().opens());
            assertEquals(EXPECTED, Recording.describe(tracker.snapshot()));
        }
        TcpOpens all = heard.values().stream().reduce(TcpOpens.NONE, TcpOpens::plus);
        assertTrue(Math.min(all.active(), all.passive()) > 1000, all.toString());
        assertTrue(Math.min(all.failed(), all.reset()) > 1000, all.toString());
    }

    private static TcpOpens opens(Transition transition) {
        TcpState from = transition.from();
        TcpState to = transition.to();
        boolean closes = to == TcpState.CLOSED;
        return new TcpOpens(
                from == TcpState.CLOSED && to == TcpState.SYN_SENT ? 1 : 0,
                from == TcpState.SYN_RECEIVED && to == TcpState.ESTABLISHED ? 1 : 0,
                closes && (from == TcpState.SYN_SENT || from == TcpState.SYN_RECEIVED) ? 1 : 0,
                closes && (from == TcpState.ESTABLISHED || from == TcpState.CLOSE_WAIT) ? 1 : 0);
    }

    @Test
    void whoHearsOfTransitionsCountsOpensItself() {
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults(), transition -> {});
        assertThrows(IllegalStateException.class, tracker::countOpens);
        assertEquals(Map.of(), TRAFFIC.replay().snapshot().opens(), "nobody asked");
    }
}
