package org.wirestat.tracker;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.FlowTable;
import org.wirestat.tracker.tcp.TcpTracker;
import org.wirestat.tracker.udp.UdpTracker;
import org.wirestat.tracker.wire.FrameDecoder;
import org.wirestat.tracker.wire.Segment;

/**
 * Infers from frames the TCP state of both endpoints of every connection. For one thread.
 *
 * <p>Its clock is the frames' own: the latest timestamp seen, or what {@link #advanceTo} was told.
 */
public final class ConnectionTracker {

    /** Segments are taken in batches, so that the waits for memory of several connections overlap. */
    private static final int BATCH = 32;

    /** Tables up to this size stand in the caches; there a pass that touches them first only costs. */
    private static final int TOUCHED_FROM = 1 << 15;

    private final Set<IpAddress> neighbours = new HashSet<>();
    private final FrameDecoder decoder = new FrameDecoder();
    private final FlowTable table = new FlowTable();
    private final TcpTracker tcp;
    private final UdpTracker udp;
    private final TrackerOptions options;
    private final FlowTable.Expiry expiry = this::runTimers;
    private final Segment[] batch = new Segment[BATCH];
    private final long[] discarded = new long[Discard.values().length];
    private int batched;
    private long nowNs = Long.MIN_VALUE;
    private long latestDiscardedNs = Long.MIN_VALUE;
    private long frames;
    private long segments;
    private long badChecksums;
    private long touched;

    public ConnectionTracker(TrackerOptions options) {
        this(options, null);
    }

    /** @param listener hears of every change of state; null if nobody wants to know */
    public ConnectionTracker(TrackerOptions options, @Nullable TransitionListener listener) {
        this.options = options;
        tcp = new TcpTracker(table.newWindow(), options.timeouts(), listener);
        udp = new UdpTracker(options.timeouts());
        for (int i = 0; i < BATCH; i++) {
            batch[i] = new Segment();
        }
    }

    /**
     * Takes one frame.
     *
     * @param linkType LINKTYPE_ number as registered at tcpdump.org
     * @param timestampNs nanoseconds since 1970; may go backwards a little, as captures do
     * @param wireLength bytes that the frame had on the wire
     * @param bytes big-endian memory that holds the frame; read during this call only
     * @param offset index of its first byte
     * @param capturedLength bytes of it that are there
     */
    public void onFrame(
            int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        frames++;
        Discard discard =
                decoder.decode(linkType, timestampNs, wireLength, bytes, offset, capturedLength, batch[batched]);
        if (discard == Discard.NONE) {
            batched++;
            if (batched == BATCH) {
                takeBatch();
            }
        } else {
            discarded[discard.ordinal()]++;
            latestDiscardedNs = Math.max(latestDiscardedNs, timestampNs);
        }
    }

    /** Means nothing; it is there so that the pass that touches the table is not optimised away. */
    long touched() {
        return touched;
    }

    /** Moves the clock on, for a wire that is silent or a moment that was asked for; never back. */
    public void advanceTo(long nowNs) {
        takeBatch();
        this.nowNs = Math.max(this.nowNs, nowNs);
        table.expire(this.nowNs, expiry);
    }

    /** The clock: nanoseconds since 1970; {@link Long#MIN_VALUE} before the first frame. */
    public long nowNs() {
        takeBatch();
        return nowNs;
    }

    /** What is believed now. Lent: valid until the next call of any other method of this tracker. */
    public Snapshot snapshot() {
        takeBatch();
        return new TableSnapshot(
                nowNs,
                table,
                expiry,
                options.timeouts(),
                tcp.listeners().listening(),
                Set.copyOf(neighbours),
                counters());
    }

    private Counters counters() {
        Map<Discard, Long> reasons = new EnumMap<>(Discard.class);
        for (Discard reason : Discard.values()) {
            if (discarded[reason.ordinal()] > 0) {
                reasons.put(reason, discarded[reason.ordinal()]);
            }
        }
        return new Counters(frames, segments, reasons, tcp.duplicates(), badChecksums, tcp.begun() + udp.begun());
    }

    private void takeBatch() {
        if (table.size() > TOUCHED_FROM) {
            for (int i = 0; i < batched; i++) {
                touched += table.touch(batch[i]);
            }
        }
        for (int i = 0; i < batched; i++) {
            take(batch[i]);
        }
        batched = 0;
        nowNs = Math.max(nowNs, latestDiscardedNs);
        if (nowNs != Long.MIN_VALUE) {
            table.expire(nowNs, expiry);
        }
    }

    private void take(Segment segment) {
        nowNs = Math.max(nowNs, segment.timestampNs);
        segments++;
        boolean isTcp = segment.protocol == Segment.TCP;
        if (isTcp) {
            if (segment.checksum == Segment.Checksum.BAD) {
                if (options.checksums() == TrackerOptions.Checksums.IGNORE) {
                    segment.checksum = Segment.Checksum.UNKNOWN;
                } else {
                    badChecksums++;
                }
            }
            boolean begins = TcpTracker.mayBegin(segment) && segment.checksum != Segment.Checksum.BAD;
            if (!begins && !table.contains(segment)) {
                return; // a RST, or flags that no stack sends, of a connection that nobody knows
            }
        }
        ConnectionRecord connection = table.findOrMake(segment);
        boolean isNew = table.isNew();
        boolean lowerSends = table.senderIsLower();
        long wakeNs = isTcp
                ? tcp.onSegment(connection, lowerSends, isNew, segment)
                : udp.onDatagram(connection, lowerSends, isNew, segment);
        if (wakeNs != Long.MAX_VALUE) {
            table.wakeAt(connection, wakeNs);
        }
    }

    private long runTimers(ConnectionRecord connection, long atNs) {
        return connection.isUdp() ? udp.runTimers(connection, atNs) : tcp.runTimers(connection, atNs);
    }
}
