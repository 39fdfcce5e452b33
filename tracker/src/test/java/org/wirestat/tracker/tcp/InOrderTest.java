package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirestat.tracker.Discard;
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
        private final TcpTracker tracker = new TcpTracker(table.newWindow(), Timeouts.linux(), null, false);

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
        Judged shortened = new Judged();
        Exchange exchange = new Exchange(shortened.table.newWindow(), null);
        Silence silence = new Silence(exchange, Timeouts.linux());
        InOrder inOrder = new InOrder(exchange);
        Judged whole = new Judged();
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
