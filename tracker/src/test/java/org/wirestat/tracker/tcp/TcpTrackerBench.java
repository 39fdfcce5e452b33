package org.wirestat.tracker.tcp;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.FlowHash;
import org.wirestat.tracker.flow.FlowKeys;
import org.wirestat.tracker.flow.FlowTable;
import org.wirestat.tracker.wire.Segment;

/** Time that a decoded segment takes whose record is found, until both endpoints have moved. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TcpTrackerBench {

    private static final int SEGMENTS_OF_A_LIFE = 9;
    private static final long MILLISECOND = 1_000_000;
    private static final long MINUTE = 60_000 * MILLISECOND;
    private static final int PAYLOAD = 100;

    private final FlowHash hashing = new FlowHash();
    private final FlowTable table = new FlowTable(hashing, 1 << 10);
    private final TcpTracker tracker = new TcpTracker(table.newWindow(), Timeouts.linux(), null);
    private final FlowKeys keys = new FlowKeys(hashing, 2);
    private final Segment segment = new Segment();
    private ConnectionRecord connection = table.newWindow();
    private long nowNs = 1_760_000_000_000_000_000L;
    private int clientNext;
    private int serverNext;

    @Setup
    public void open() {
        address(true);
        keys.put(0, segment);
        address(false);
        keys.put(1, segment);
        connection = Objects.requireNonNull(table.find(keys, 0, true));
        handshake(true);
    }

    /** Data and its acknowledgment, which go the straight way. */
    @Benchmark
    @OperationsPerInvocation(2)
    public boolean inOrder() {
        take(true, Segment.ACK | Segment.PSH, PAYLOAD, false);
        return take(false, Segment.ACK, 0, false);
    }

    /** A whole connection, with the same ports as the one before it: handshake, a question, an answer, two FINs. */
    @Benchmark
    @OperationsPerInvocation(SEGMENTS_OF_A_LIFE)
    public boolean life() {
        nowNs += 2 * MINUTE;
        handshake(false);
        take(true, Segment.ACK | Segment.PSH, PAYLOAD, false);
        take(false, Segment.ACK | Segment.PSH, PAYLOAD, false);
        take(true, Segment.ACK, 0, false);
        take(true, Segment.ACK | Segment.FIN, 0, false);
        take(false, Segment.ACK | Segment.FIN, 0, false);
        boolean hasMoved = take(true, Segment.ACK, 0, false);
        if (connection.originator().state() != TcpState.TIME_WAIT
                || connection.responder().state() != TcpState.CLOSED) {
            throw new IllegalStateException("it did not end in peace");
        }
        return hasMoved;
    }

    private void handshake(boolean isNew) {
        take(true, Segment.SYN, 0, isNew);
        take(false, Segment.SYN | Segment.ACK, 0, false);
        take(true, Segment.ACK, 0, false);
    }

    private boolean take(boolean fromClient, int flags, int payload, boolean isNew) {
        nowNs += MILLISECOND;
        address(fromClient);
        segment.timestampNs = nowNs;
        segment.flags = flags;
        segment.payloadLength = payload;
        segment.ipLength = 40 + payload;
        segment.frameLength = 54 + payload;
        segment.window = 501;
        segment.seq = fromClient ? clientNext : serverNext;
        segment.ack = flags == Segment.SYN ? 0 : fromClient ? serverNext : clientNext;
        if (fromClient) {
            clientNext = segment.endSeq();
        } else {
            serverNext = segment.endSeq();
        }
        return tracker.onSegment(connection, keys.sourceIsLower(fromClient ? 0 : 1), isNew, segment);
    }

    private void address(boolean fromClient) {
        segment.ipVersion = 4;
        segment.protocol = Segment.TCP;
        segment.sourceLow = fromClient ? 0x0a000001L : 0xac100001L;
        segment.destinationLow = fromClient ? 0xac100001L : 0x0a000001L;
        segment.sourcePort = fromClient ? 40_000 : 443;
        segment.destinationPort = fromClient ? 443 : 40_000;
    }
}
