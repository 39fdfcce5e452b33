package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.flow.FlowHash;
import org.wirestat.tracker.flow.FlowKeys;
import org.wirestat.tracker.flow.FlowTable;
import org.wirestat.tracker.script.Life;
import org.wirestat.tracker.script.Recording.Frame;
import org.wirestat.tracker.script.Way;
import org.wirestat.tracker.script.Wire;
import org.wirestat.tracker.wire.FrameDecoder;
import org.wirestat.tracker.wire.Segment;

/** The straight way leads where the judges lead: after every segment all that is known of both endpoints is the same. */
class InOrderTest {

    private static final int LIVES = 200;
    private static final int LINKTYPE_ETHERNET = 1;

    private final FlowHash hashing = new FlowHash();
    private final FlowKeys keys = new FlowKeys(hashing, 1);

    /** A table with a tracker that knows no straight way. */
    private final class Judged {
        private final FlowTable table = new FlowTable(hashing, 1 << 16);
        private final TcpTracker tracker;

        Judged(boolean goesStraight) {
            tracker = new TcpTracker(table.newWindow(), Timeouts.linux(), null, goesStraight);
        }

        ConnectionRecord take(Segment segment, boolean isStraight) {
            keys.put(0, segment);
            ConnectionRecord connection = Objects.requireNonNull(table.find(keys, 0, true));
            if (!isStraight) {
                tracker.onSegment(connection, keys.sourceIsLower(0), table.isNew(), segment);
            }
            return connection;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void nothingDiffersFromWhatTheJudgesFind(long seed) {
        Random random = new Random(seed);
        Judged shortened = new Judged(false);
        Exchange exchange = new Exchange(shortened.table.newWindow(), null);
        Silence silence = new Silence(exchange, Timeouts.linux());
        InOrder inOrder = new InOrder(exchange);
        Judged whole = new Judged(false);
        FrameDecoder decoder = new FrameDecoder();
        Segment segment = new Segment();
        int straight = 0;
        int taken = 0;
        for (Frame frame : traffic(random)) {
            if (decoder.decode(
                                    LINKTYPE_ETHERNET,
                                    frame.timeNs(),
                                    frame.wireLength(),
                                    frame.bytes(),
                                    0,
                                    frame.bytes().limit(),
                                    segment)
                            != Discard.NONE
                    || segment.protocol != Segment.TCP
                    || !TcpTracker.mayBegin(segment)) {
                continue;
            }
            ConnectionRecord connection = shortened.take(segment, true);
            long timeNs = Math.max(segment.timestampNs, connection.lastNs());
            boolean mayGoStraight = !shortened.table.isNew() && !silence.mayBeDue(connection, timeNs);
            exchange.begin(connection, keys.sourceIsLower(0), timeNs);
            boolean isStraight = mayGoStraight && inOrder.takes(segment);
            if (!isStraight) {
                shortened.tracker.onSegment(connection, keys.sourceIsLower(0), shortened.table.isNew(), segment);
            }
            assertEquals(
                    describe(whole.take(segment, false), frame.timeNs()),
                    describe(connection, frame.timeNs()),
                    () -> "after " + frame);
            straight += isStraight ? 1 : 0;
            taken++;
        }
        assertTrue(straight > taken / 2, straight + " of " + taken + " took the straight way");
    }

    /**
     * Segments that nearly fit: numbers at the edges of what both ends know, clocks that go back, pauses in which timers
     * fire, beginnings that were not seen.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void nothingDiffersForSegmentsThatNearlyFit(long seed) {
        Random random = new Random(seed);
        Judged straight = new Judged(true);
        Judged judged = new Judged(false);
        Segment segment = new Segment();
        segment.ipVersion = 4;
        segment.protocol = Segment.TCP;
        long nowNs = 1_760_000_000_000_000_000L;
        int moved = 0;
        for (int i = 0; i < 20_000; i++) {
            long[] pauses = {1_000, 30_000_000, 300_000_000, 2_000_000_000, 8_000_000_000L, 200_000_000_000L};
            nowNs += pauses[random.nextInt(random.nextInt(20) == 0 ? pauses.length : 2)];
            segment.timestampNs = nowNs;
            boolean fromClient = random.nextBoolean();
            int clientPort = 40_000 + random.nextInt(4);
            segment.sourceLow = fromClient ? 0x0a000001L : 0xac100001L;
            segment.destinationLow = fromClient ? 0xac100001L : 0x0a000001L;
            segment.sourcePort = fromClient ? clientPort : 443;
            segment.destinationPort = fromClient ? 443 : clientPort;
            keys.put(0, segment);
            ConnectionRecord known = judged.table.find(keys, 0, false);
            fill(segment, known, keys.sourceIsLower(0), random);
            if (known == null && !TcpTracker.mayBegin(segment)) {
                continue;
            }
            ConnectionRecord expected = judged.take(segment, false);
            ConnectionRecord found = straight.take(segment, false);
            String words =
                    segment.seq + "+" + segment.payloadLength + " ack " + segment.ack + " flags " + segment.flags;
            assertEquals(describe(expected, nowNs), describe(found, nowNs), () -> "after " + words);
            moved += expected.lower().state() == TcpState.CLOSED ? 0 : 1;
        }
        assertTrue(moved > 5_000, "a connection was alive after " + moved + " segments only");
    }

    /** What an end of this connection may say next, or nearly. */
    private static void fill(Segment segment, @Nullable ConnectionRecord known, boolean lowerSends, Random random) {
        int[] flags = {
            Segment.ACK,
            Segment.ACK,
            Segment.ACK,
            Segment.ACK | Segment.PSH,
            Segment.ACK | Segment.FIN,
            Segment.SYN,
            Segment.SYN | Segment.ACK,
            Segment.RST
        };
        segment.flags = flags[random.nextInt(random.nextInt(20) == 0 ? flags.length : flags.length - 1)];
        segment.payloadLength = random.nextInt(3) == 0 ? random.nextInt(3) : 0;
        segment.ipLength = 52 + segment.payloadLength;
        segment.frameLength = 66 + segment.payloadLength;
        segment.window = 500 + random.nextInt(2);
        segment.hasTimestamp = random.nextInt(4) > 0;
        segment.tsVal = 10_000;
        segment.tsEcr = 10_000;
        segment.seq = 1_000_000;
        segment.ack = 2_000_000;
        if (known == null) {
            return;
        }
        EndpointRecord sender = lowerSends ? known.lower() : known.higher();
        EndpointRecord receiver = lowerSends ? known.higher() : known.lower();
        int[] ticks = {0, 1, 3, 40, -1, -400, -700, -3_000};
        segment.tsVal = sender.tsRecent() + ticks[random.nextInt(random.nextInt(4) == 0 ? ticks.length : 4)];
        segment.tsEcr = receiver.tsRecent() + ticks[random.nextInt(4) == 0 ? random.nextInt(ticks.length) : 0];
        int[] edges = {sender.sndNxt(), sender.sndNxt() + 1, sender.sndNxt() - 1, sender.sndUna(), sender.finEnd()};
        segment.seq = edges[random.nextInt(5) == 0 ? random.nextInt(edges.length) : 0];
        int[] acks = {receiver.sndNxt(), receiver.sndUna(), receiver.sndNxt() + 1, receiver.finEnd(), receiver.iss()};
        segment.ack = acks[random.nextInt(5) == 0 ? random.nextInt(acks.length) : 0];
    }

    /** Lives side by side, with frames that are missing, doubled, or change places. */
    private static List<Frame> traffic(Random random) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < LIVES; i++) {
            Wire wire = new Wire(Way.values()[random.nextInt(4)]);
            wire.pass(random.nextInt(30_000) * 1_000_000L);
            new Life(wire, random).lead(wire.pair(i));
            frames.addAll(wire.recording().frames());
        }
        frames.sort(Comparator.comparingLong(Frame::timeNs));
        frames.removeIf(frame -> random.nextInt(20) == 0);
        for (int i = 1; i < frames.size(); i++) {
            if (random.nextInt(20) == 0) {
                Collections.swap(frames, i - 1, i);
            } else if (random.nextInt(20) == 0) {
                frames.set(i, frames.get(i - 1));
            }
        }
        return frames;
    }

    private static String describe(ConnectionRecord connection, long nowNs) {
        return describe(connection.lower(), nowNs) + " | " + describe(connection.higher(), nowNs) + " | "
                + connection.lastNs() + " " + connection.is(ConnectionRecord.ACCEPTED) + " "
                + connection.is(ConnectionRecord.LOWER_ORIGINATED);
    }

    private static String describe(EndpointRecord end, long nowNs) {
        StringBuilder flags = new StringBuilder();
        for (int flag = 1; flag < 1 << 14; flag <<= 1) {
            flags.append(end.is(flag) ? '1' : '0');
        }
        return end.state() + " " + end.basis() + " nxt " + end.sndNxt() + " una " + end.sndUna() + " window "
                + end.window()
                + " packets " + end.packets() + " bytes " + end.frameBytes() + "/" + end.ipBytes() + "/"
                + end.payloadBytes() + " again " + end.retransmissions() + " last " + end.lastNs() + " since "
                + end.sinceNs(nowNs) + " asked " + end.askedNs(nowNs) + " repeats " + end.repeats() + " gap "
                + end.gapNs() + " clock " + end.tsRecent() + " iss " + end.iss() + " end "
                + end.finEnd() + " hole " + end.hole() + " flags " + flags;
    }
}
