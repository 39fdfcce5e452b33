package org.wirestat.tracker.flow;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.wirestat.tracker.wire.Segment;

/** Time until a segment's record is found, its key and hash included: of segments at random, a batch at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FlowTableBench {

    private static final int BATCH = FlowTable.MOST_TOUCHED;
    private static final int BATCHES = 1 << 10;

    private final FlowHash hashing = new FlowHash();
    private final FlowTable table = new FlowTable(hashing, 1 << 22);
    private final FlowKeys keys = new FlowKeys(hashing, BATCH);
    private final short[] rows = new short[BATCH];
    private final Segment segment = new Segment();
    private int[] asked = {};

    /** In the caches, and far beyond them. */
    @Param({"1000", "1000000"})
    private int connections;

    @Setup
    public void fill() {
        for (short row = 0; row < BATCH; row++) {
            rows[row] = row;
        }
        for (int i = 0; i < connections; i++) {
            keys.put(0, segmentOf(i));
            if (table.find(keys, 0, true) == null) {
                throw new IllegalStateException("no room");
            }
        }
        asked = new Random(5).ints(BATCH * BATCHES, 0, connections).toArray();
    }

    /** One after the other. */
    @Benchmark
    @OperationsPerInvocation(BATCH * BATCHES)
    public long find() {
        return findAll(false);
    }

    /** As the shards of a large table do it: all are on their way to the caches before the first is looked at. */
    @Benchmark
    @OperationsPerInvocation(BATCH * BATCHES)
    public long touchAndFind() {
        return findAll(true);
    }

    private long findAll(boolean touches) {
        long sum = 0;
        for (int from = 0; from < asked.length; from += BATCH) {
            for (int row = 0; row < BATCH; row++) {
                keys.put(row, segmentOf(asked[from + row]));
            }
            if (touches) {
                table.touch(keys, rows, 0, BATCH);
            }
            for (int row = 0; row < BATCH; row++) {
                ConnectionRecord found = table.find(keys, row, false);
                sum += found == null ? 0 : found.higher().sndNxt() + found.firstNs();
            }
        }
        return sum;
    }

    private Segment segmentOf(int connection) {
        segment.ipVersion = 4;
        segment.protocol = Segment.TCP;
        segment.flags = Segment.SYN;
        segment.sourceLow = 0x0a00_0000L + (connection >>> 8);
        segment.destinationLow = 0xac10_0001L;
        segment.sourcePort = 40_000 + (connection & 0xff);
        segment.destinationPort = 443;
        return segment;
    }
}
