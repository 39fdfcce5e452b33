package org.wirestat.tracker;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.Copies;
import org.wirestat.tracker.flow.FlowTable;
import org.wirestat.tracker.tcp.Offload;
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

    private static final long NOBODY_ASKS = Long.MAX_VALUE;

    /** Tables up to this size stand in the caches; there a pass that touches them first only costs. */
    private static final int TOUCHED_FROM = 1 << 15;

    /** A flood of made-up neighbours fills no more than this. */
    private static final int MOST_NEIGHBOURS = 1 << 14;

    private final Set<IpAddress> neighbours = new HashSet<>();
    private final FrameDecoder decoder = new FrameDecoder(this::onNeighbour, false);
    private final PacketClock clock = new PacketClock();
    private final Offload offload = new Offload();
    private final Copies copies = new Copies();
    private final FlowTable table = new FlowTable();
    private final TcpTracker tcp;
    private final UdpTracker udp;
    private final TrackerOptions options;
    private final FlowTable.Expiry expiry = this::runTimers;
    private final Segment[] batch = new Segment[BATCH];
    private final long[] discarded = new long[Discard.values().length];
    private int batched;
    private long frames;
    private long segments;
    private long badChecksums;
    private long duplicates;
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
        Discard discard = decode(linkType, timestampNs, wireLength, bytes, offset, capturedLength);
        if (discard == Discard.NONE) {
            batched++;
            if (batched == BATCH) {
                takeBatch(NOBODY_ASKS);
            }
        } else {
            discarded[discard.ordinal()]++;
            clock.hears(timestampNs);
        }
    }

    /** Leaves one frame out rather than all that come after it. */
    private Discard decode(
            int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        try {
            return decoder.decode(linkType, timestampNs, wireLength, bytes, offset, capturedLength, batch[batched]);
        } catch (RuntimeException e) {
            return Discard.DEFECT;
        }
    }

    /** Means nothing; it is there so that the pass that touches the table is not optimised away. */
    long touched() {
        return touched;
    }

    /** Moves the clock on, for a wire that is silent or a moment that was asked for; never back. */
    public void advanceTo(long nowNs) {
        takeBatch(nowNs);
        clock.advanceTo(nowNs);
        table.expire(clock.nowNs(), expiry);
    }

    /** The clock: nanoseconds since 1970; {@link Long#MIN_VALUE} before the first frame. */
    public long nowNs() {
        takeBatch(Long.MIN_VALUE);
        return clock.nowNs();
    }

    /** What is believed now. Lent: valid until the next call of any other method of this tracker. */
    public Snapshot snapshot() {
        takeBatch(Long.MIN_VALUE);
        return new TableSnapshot(
                clock.nowNs(),
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
        return new Counters(frames, segments, reasons, duplicates, badChecksums, tcp.begun() + udp.begun());
    }

    /**
     * @param laterNs a time that has come, ns since 1970; {@link Long#MIN_VALUE} if none is known; or {@link #NOBODY_ASKS}:
     *     then a last segment of doubtful time waits for its successor, which tells
     */
    private void takeBatch(long laterNs) {
        if (table.size() > TOUCHED_FROM) {
            for (int i = 0; i < batched; i++) {
                touched += table.touch(batch[i]);
            }
        }
        int taken = 0;
        while (taken < batched) {
            Segment segment = batch[taken];
            boolean isLast = taken + 1 == batched;
            if (isLast && laterNs == NOBODY_ASKS && clock.doubts(segment.timestampNs)) {
                break;
            }
            long nextNs = isLast ? laterNs : batch[taken + 1].timestampNs;
            segment.timestampNs = clock.admit(segment.timestampNs, nextNs);
            take(segment);
            taken++;
        }
        if (taken < batched) {
            Segment waiting = batch[taken];
            batch[taken] = batch[0];
            batch[0] = waiting;
        }
        batched -= taken;
        if (laterNs != NOBODY_ASKS) {
            clock.settle();
        }
        if (clock.nowNs() != Long.MIN_VALUE) {
            table.expire(clock.nowNs(), expiry);
        }
    }

    private void take(Segment segment) {
        if (!options.keepDuplicates() && copies.isCopy(segment)) {
            duplicates++;
            return;
        }
        boolean isTcp = segment.protocol == Segment.TCP;
        if (!isTcp && segment.protocol != Segment.UDP) {
            takeOther(segment);
            return;
        }
        segments++;
        if (isTcp) {
            judgeChecksum(segment);
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

    /** A packet that has no socket of its own; but if it is an error, it may speak of one. */
    private void takeOther(Segment packet) {
        Discard reason = packet.protocol == Segment.ESP ? Discard.ENCRYPTED : Discard.OTHER_TRANSPORT;
        discarded[reason.ordinal()]++;
        Segment quoted = packet.quoted();
        if (quoted == null || quoted.protocol != Segment.TCP || packet.checksum == Segment.Checksum.BAD) {
            return;
        }
        ConnectionRecord connection = table.find(quoted);
        if (connection != null) {
            tcp.onIcmpError(connection, table.senderIsLower(), packet, quoted);
        }
    }

    private void judgeChecksum(Segment segment) {
        boolean isForged = switch (options.checksums()) {
            case AUTO -> offload.isForged(segment);
            case VERIFY -> segment.checksum == Segment.Checksum.BAD;
            case IGNORE -> false;
        };
        if (isForged) {
            badChecksums++;
        } else {
            segment.checksum = Segment.Checksum.GOOD;
        }
    }

    private void onNeighbour(int ipVersion, long high, long low) {
        if (neighbours.size() < MOST_NEIGHBOURS) {
            neighbours.add(ipVersion == 4 ? IpAddress.v4((int) low) : IpAddress.v6(high, low));
        }
    }

    private long runTimers(ConnectionRecord connection, long atNs) {
        return connection.isUdp() ? udp.runTimers(connection, atNs) : tcp.runTimers(connection, atNs);
    }
}
