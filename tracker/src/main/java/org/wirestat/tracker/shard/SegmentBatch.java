package org.wirestat.tracker.shard;

import java.util.Arrays;
import org.wirestat.tracker.flow.FlowHash;
import org.wirestat.tracker.flow.FlowKeys;
import org.wirestat.tracker.tcp.Listeners;
import org.wirestat.tracker.tcp.PortNews;
import org.wirestat.tracker.wire.Segment;

/**
 * Decoded segments in the order of their frames, on their way to the shards; used again and again. Whoever decodes fills
 * {@link #segments} and says which of them to {@link #keep}; then the shards take their rows.
 */
public final class SegmentBatch {

    /** Segments that it has room for. */
    public static final int CAPACITY = 1024;

    private final Segment[] segments = new Segment[CAPACITY];
    private final FlowKeys keys;
    private final int number;
    private final int shards;
    private final byte[] shardOfKept = new byte[CAPACITY];
    private final short[] kept = new short[CAPACITY];
    private final short[] rows = new short[CAPACITY];
    private final int[] starts;
    private final PortNews[] news = new PortNews[CAPACITY];
    private final long[] clocksNs = new long[CAPACITY];
    private boolean hasNews;
    private long touched;
    private int size;
    private long clockNs;

    /** @param number of it among those that are used again and again */
    SegmentBatch(int number, FlowHash hashing, int shards) {
        this.number = number;
        for (int i = 0; i < CAPACITY; i++) {
            segments[i] = new Segment();
            news[i] = PortNews.NONE;
        }
        this.shards = shards;
        keys = new FlowKeys(hashing, CAPACITY);
        starts = new int[shards + 1];
    }

    /** To be filled from 0 on. */
    public Segment[] segments() {
        return segments;
    }

    /**
     * Has the segment in this row taken by a shard; rows ascend.
     *
     * @param of the segment itself, or the one that it quotes: to whose shard it goes
     */
    public void keep(int row, Segment of) {
        keys.put(row, of);
        kept[size] = (short) row;
        shardOfKept[size++] = (byte) keys.shard(row, shards);
    }

    /** Takes a segment that was not kept there as the first here, and leaves another in its place. */
    public void exchangeFirst(SegmentBatch other, int row) {
        Segment free = segments[0];
        segments[0] = other.segments[row];
        other.segments[row] = free;
    }

    int number() {
        return number;
    }

    FlowKeys keys() {
        return keys;
    }

    /** The packet clock after the last segment, ns since 1970; {@link Long#MIN_VALUE} if it does not go yet. */
    long clockNs() {
        return clockNs;
    }

    /** Notes the latest time up to a row, kept or not, ns since 1970: for who wants to be told of each moment by itself. */
    public void clock(int row, long latestNs) {
        clocksNs[row] = latestNs;
    }

    /** What was noted of a row. */
    long clockNs(int row) {
        return clocksNs[row];
    }

    void clear() {
        size = 0;
    }

    /** Sorts the kept rows by shard, those of one shard in their order. */
    void close(long clockNs) {
        this.clockNs = clockNs;
        int[] starts = this.starts;
        Arrays.fill(starts, 0);
        for (int i = 0; i < size; i++) {
            starts[shardOfKept[i]]++;
        }
        int end = 0;
        for (int shard = 0; shard <= shards; shard++) {
            end += starts[shard];
            starts[shard] = end;
        }
        for (int i = size - 1; i >= 0; i--) {
            rows[--starts[shardOfKept[i]]] = kept[i];
        }
    }

    /** Numbers of rows, sorted; those of a shard stand from {@link #start} of it to the start of the next. */
    short[] rows() {
        return rows;
    }

    /** Means nothing; it is there so that touching is not optimised away. */
    long touched() {
        return touched;
    }

    int start(int shard) {
        return starts[shard];
    }

    /** From any thread, for rows of its own. */
    void news(int row, PortNews ofRow) {
        news[row] = ofRow;
        hasNews = true;
    }

    /** Tells what was found out about ports by a row, at once. */
    void tell(int row, Listeners listeners) {
        if (news[row] != PortNews.NONE) {
            listeners.on(news[row], segments[row]);
            news[row] = PortNews.NONE;
        }
    }

    /** Tells what the shards found out about ports, once all of them are done. */
    void tell(Listeners listeners) {
        if (!hasNews) {
            return;
        }
        int count = 0;
        for (int i = 0; i < size; i++) {
            short row = kept[i];
            if (news[row] != PortNews.NONE) {
                touched += listeners.touch(news[row], segments[row]);
                kept[count++] = row; // nobody asks any more for those that have none
            }
        }
        for (int i = 0; i < count; i++) {
            int row = kept[i];
            listeners.on(news[row], segments[row]);
            news[row] = PortNews.NONE;
        }
        hasNews = false;
    }
}
