package org.wirestat.tracker.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.PathMeasures;
import org.wirestat.tracker.TrackerOptions;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.FlowHash;
import org.wirestat.tracker.flow.FlowTable;
import org.wirestat.tracker.tcp.Listeners;
import org.wirestat.tracker.tcp.Narrator;
import org.wirestat.tracker.tcp.OpenCounts;
import org.wirestat.tracker.tcp.OpenMoves;

/**
 * Hands batches of segments to the shards. One thread, the owner, asks for empty batches and gives them back filled; it and
 * the threads that help take what is there, a shard at a time, so that nobody waits while there is work.
 *
 * <p>Batches are numbered. A shard may be worked on by any thread, but by one only at a time, which holds it meanwhile;
 * {@code reached} tells how far it has come. All that one thread writes before it moves {@code published} or {@code
 * reached} on, the others see after they have read it.
 */
public final class Pipeline implements AutoCloseable {

    /** Batches that may be under way: enough to let nobody wait, few enough to stay in the caches. */
    private static final int RING = 8;

    /** The work of less is done before a thread has started. */
    private static final int SEGMENTS_ALONE = 10_000;

    private static final int SPINS = 1_000;
    private static final long SHORT_PARK_NS = 20_000L;
    private static final long LONGEST_PARK_NS = 50_000_000L;

    /** Longs from one counter to the next, so that no two threads write to one cache line, or to neighbours. */
    private static final int PADDING = 16;

    private final FlowHash hashing;
    private final Shard[] shards;
    private final SegmentBatch[] ring = new SegmentBatch[RING];
    private final AtomicLongArray reached;
    private final AtomicIntegerArray held;
    private final Listeners listeners;
    private final Thread[] helpers;
    private @Nullable OpenCounts opens;
    private OpenMoves[] moves = {};
    private volatile long published;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private final AtomicInteger parking = new AtomicInteger();
    private boolean helpersRun;
    private long filled;
    private long retired;
    private long segments;

    /**
     * @param shards number of shards, a power of two; results depend on it where they depend on the order of connections
     * @param options room for connections, which all shards together never exceed, and time-outs
     * @param threads threads that work, the owner included
     * @param narrator tells of every change of state; null if nobody wants to know. It takes part in one thread only.
     */
    public Pipeline(FlowHash hashing, int shards, int threads, TrackerOptions options, @Nullable Narrator narrator) {
        this.hashing = hashing;
        int capacity = options.maxConnections();
        listeners = new Listeners(hashing, narrator);
        this.shards = new Shard[shards];
        for (int i = 0; i < shards; i++) {
            int share = capacity / shards + (i < capacity % shards ? 1 : 0);
            this.shards[i] = new Shard(hashing, share, options.timeouts(), narrator, listeners);
        }
        reached = new AtomicLongArray(shards * PADDING);
        held = new AtomicIntegerArray(shards * PADDING);
        helpers = new Thread[threads - 1];
    }

    /** An empty batch, once there is one: to be filled and given back by {@link #put}. */
    public SegmentBatch next() {
        int idle = 0;
        while (filled - retired == RING) {
            idle = retires() || works(1) ? 0 : waits(idle);
        }
        int at = (int) (filled % RING);
        SegmentBatch batch = ring[at];
        if (batch == null) {
            batch = new SegmentBatch(at, hashing, shards.length);
            ring[at] = batch;
        }
        batch.clear();
        return batch;
    }

    /**
     * Takes the batch that {@link #next} gave.
     *
     * @param count segments that it was filled with
     * @param clockNs the packet clock after its last segment
     */
    public void put(SegmentBatch batch, int count, long clockNs) {
        batch.close(clockNs);
        segments += count;
        published = ++filled;
        if (helpers.length == 0 || segments < SEGMENTS_ALONE) {
            finish();
        } else if (!helpersRun) {
            start();
        } else if (parking.get() > 0) {
            for (Thread helper : helpers) {
                LockSupport.unpark(helper);
            }
        }
    }

    /** Works until everything that was put is done; then the shards may be looked at, until the next put. */
    public void finish() {
        int idle = 0;
        while (filled != retired) {
            idle = retires() || works(RING) ? 0 : waits(idle);
        }
    }

    /** Runs the timers of all connections up to this time. Only when everything is finished. */
    public void advanceTo(long nowNs) {
        for (int i = 0; i < shards.length; i++) {
            shards[i].advanceTo(nowNs);
            if (opens != null) {
                moves[i].tellAll(opens);
            }
        }
    }

    /** The tables of all shards. Only when everything is finished. */
    public List<FlowTable> tables() {
        List<FlowTable> tables = new ArrayList<>();
        for (Shard shard : shards) {
            tables.add(shard.table());
        }
        return tables;
    }

    /** From now on paths are measured, too. Before the first batch. */
    public void measurePaths() {
        for (Shard shard : shards) {
            shard.measurePaths();
        }
    }

    /**
     * From now on opens are counted. Before the first batch, and only where no narrator tells.
     *
     * @param mostHosts hosts of which they are
     */
    public void countOpens(int mostHosts) {
        opens = new OpenCounts(mostHosts, hashing);
        moves = new OpenMoves[shards.length];
        for (int i = 0; i < shards.length; i++) {
            moves[i] = new OpenMoves(RING);
            shards[i].noteOpens(moves[i]);
        }
    }

    /** What was counted of opens; null if nothing was. Only when everything is finished. */
    public @Nullable OpenCounts opens() {
        if (opens != null) {
            for (OpenMoves ofShard : moves) {
                ofShard.tellAll(opens);
            }
        }
        return opens;
    }

    /** What was measured of a connection in this table, or null. Only when everything is finished. */
    public @Nullable PathMeasures measures(int table, ConnectionRecord connection) {
        return shards[table].measures(connection);
    }

    /** Runs the timers of one connection. Only when everything is finished. */
    public FlowTable.Expiry expiry() {
        return shards[0];
    }

    /** Conversations begun so far. Only when everything is finished. */
    public long begun() {
        long begun = 0;
        for (Shard shard : shards) {
            begun += shard.begun();
        }
        return begun;
    }

    /** The ports that listen. Only when everything is finished. */
    public Listeners listeners() {
        return listeners;
    }

    /** Ends the threads that help. */
    @Override
    public void close() {
        closed = true;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
    }

    /** What is missing is being worked on; perhaps by a thread that has no processor at the moment. */
    private static int waits(int idle) {
        if (idle < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(SHORT_PARK_NS);
        }
        return idle + 1;
    }

    /** Takes leave of batches that all shards are done with; false if there is none. */
    private boolean retires() {
        Throwable broken = failure;
        if (broken != null) {
            throw new IllegalStateException("a helping thread failed", broken);
        }
        long done = Long.MAX_VALUE;
        for (int shard = 0; shard < shards.length; shard++) {
            done = Math.min(done, reached.get(shard * PADDING));
        }
        if (done == retired) {
            return false;
        }
        for (; retired < done; retired++) {
            int batch = (int) (retired % RING);
            ring[batch].tell(listeners);
            if (opens != null) {
                for (OpenMoves ofShard : moves) {
                    ofShard.tell(batch, opens);
                }
            }
        }
        return true;
    }

    /** Does what nobody else does; false if there is nothing to do. */
    private boolean works(int mostBatches) {
        boolean hasWorked = false;
        for (int shard = 0; shard < shards.length; shard++) {
            int at = shard * PADDING;
            if (reached.get(at) < published && held.compareAndSet(at, 0, 1)) {
                try {
                    long number = reached.get(at);
                    long end = Math.min(published, number + mostBatches);
                    for (; number < end; number++) {
                        SegmentBatch batch = ring[(int) (number % RING)];
                        shards[shard].take(batch, batch.start(shard), batch.start(shard + 1));
                        reached.set(at, number + 1);
                        hasWorked = true;
                    }
                } finally {
                    held.set(at, 0);
                }
                if (hasWorked && mostBatches == 1) {
                    return true;
                }
            }
        }
        return hasWorked;
    }

    private void start() {
        helpersRun = true;
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Thread(this::help, "wirestat-shards-" + (i + 1));
            helpers[i].setDaemon(true);
            helpers[i].start();
        }
    }

    private void help() {
        try {
            int idle = 0;
            while (!closed) {
                if (works(RING)) {
                    idle = 0;
                } else if (idle < 2 * SPINS) {
                    idle = waits(idle);
                } else {
                    park();
                }
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    private void park() {
        parking.incrementAndGet();
        if (isIdle() && !closed) {
            LockSupport.parkNanos(this, LONGEST_PARK_NS);
        }
        parking.decrementAndGet();
    }

    private boolean isIdle() {
        for (int shard = 0; shard < shards.length; shard++) {
            if (reached.get(shard * PADDING) < published) {
                return false;
            }
        }
        return true;
    }
}
