package org.wirestat.tracker.flow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.wire.Segment;

/**
 * The keys of the conversations of some segments, in rows: the same for both directions, endpoints in canonical order.
 * Columns of words and not objects, so that a look-up need not touch the segment itself.
 */
public final class FlowKeys {

    private final FlowHash hashing;
    private final @Nullable Segment[] segments;

    final long[] keyA;
    final long[] keyB;
    final long[] hash;
    private final boolean[] sourceIsLower;

    public FlowKeys(FlowHash hashing, int rows) {
        this.hashing = hashing;
        segments = new Segment[rows];
        keyA = new long[rows];
        keyB = new long[rows];
        hash = new long[rows];
        sourceIsLower = new boolean[rows];
    }

    /** @param segment lent until the row is filled anew */
    public void put(int row, Segment segment) {
        if (segments[row] != segment) { // it nearly always is; a collector charges for each store of a reference
            segments[row] = segment;
        }
        if (segment.ipVersion == 6) {
            putV6(row, segment);
            return;
        }
        // Without a branch: which end is the lower one is a coin's toss, which no processor foresees
        long source = (segment.sourceLow << 16) | segment.sourcePort;
        long destination = (segment.destinationLow << 16) | segment.destinationPort;
        long difference = (source ^ destination) & ((destination - source) >> 63);
        long lower = source ^ difference;
        long higher = destination ^ difference;
        sourceIsLower[row] = difference == 0;
        long a = (lower >>> 16 << 32) | (higher >>> 16);
        long b = (lower << 48) | ((higher & 0xffff) << 32) | marks(segment);
        keyA[row] = a;
        keyB[row] = b;
        hash[row] = hashing.of(a, b);
    }

    private void putV6(int row, Segment segment) {
        int order = Long.compareUnsigned(segment.sourceHigh, segment.destinationHigh);
        if (order == 0) {
            order = Long.compareUnsigned(segment.sourceLow, segment.destinationLow);
        }
        boolean lower = order == 0 ? segment.sourcePort <= segment.destinationPort : order < 0;
        sourceIsLower[row] = lower;
        long lowPort = lower ? segment.sourcePort : segment.destinationPort;
        long highPort = lower ? segment.destinationPort : segment.sourcePort;
        long b = lowPort << 48 | highPort << 32 | ConnectionRecord.V6_BIT | marks(segment);
        long lowerLow = lower ? segment.sourceLow : segment.destinationLow;
        long higherLow = lower ? segment.destinationLow : segment.sourceLow;
        long a = hashing.ofAddresses(high(segment, lower), lowerLow, high(segment, !lower), higherLow);
        keyA[row] = a;
        keyB[row] = b;
        hash[row] = hashing.of(a, b);
    }

    private static long marks(Segment segment) {
        return (long) (segment.space & 0xffffff) << ConnectionRecord.SPACE_SHIFT
                | ConnectionRecord.USED_BIT
                | (segment.protocol == Segment.UDP ? ConnectionRecord.UDP_BIT : 0);
    }

    private static long high(Segment segment, boolean ofSource) {
        return ofSource ? segment.sourceHigh : segment.destinationHigh;
    }

    /** Which of {@code shards} tables, a power of two, the conversation stands in. By bits that no index uses. */
    public int shard(int row, int shards) {
        return (int) (hashing.dealsAlike() ? dealt(row) : hash[row]) & shards - 1;
    }

    private long dealt(int row) {
        if (!isV6(row)) {
            return FlowHash.deal(keyA[row], keyB[row]) >>> 32;
        }
        Segment segment = segment(row);
        long addresses =
                segment.sourceHigh + segment.destinationHigh + 31 * (segment.sourceLow + segment.destinationLow);
        return FlowHash.deal(addresses, keyB[row]) >>> 32;
    }

    /**
     * Reads what {@link FlowTable#find} and the trackers will read of a row, so that it is on its way from the core that
     * wrote it. What it answers means nothing but must be used.
     */
    long touch(int row) {
        Segment segment = segment(row);
        return segment.timestampNs + segment.tsEcr + keyA[row] + keyB[row] + hash[row];
    }

    Segment segment(int row) {
        return Objects.requireNonNull(segments[row]);
    }

    /** Whether the sender of the segment is the lower endpoint. */
    public boolean sourceIsLower(int row) {
        return sourceIsLower[row];
    }

    boolean isV6(int row) {
        return (keyB[row] & ConnectionRecord.V6_BIT) != 0;
    }

    /** Notes the addresses of an IPv6 conversation. */
    void putAddresses(int row, int slot, WideAddresses into) {
        Segment segment = segment(row);
        if (sourceIsLower[row]) {
            into.put(slot, segment.sourceHigh, segment.sourceLow, segment.destinationHigh, segment.destinationLow);
        } else {
            into.put(slot, segment.destinationHigh, segment.destinationLow, segment.sourceHigh, segment.sourceLow);
        }
    }

    /** Whether these are the addresses of this IPv6 conversation. */
    boolean hasAddresses(int row, int slot, WideAddresses in) {
        Segment segment = segment(row);
        return sourceIsLower[row]
                ? in.equal(slot, segment.sourceHigh, segment.sourceLow, segment.destinationHigh, segment.destinationLow)
                : in.equal(
                        slot, segment.destinationHigh, segment.destinationLow, segment.sourceHigh, segment.sourceLow);
    }
}
