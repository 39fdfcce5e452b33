package org.wirestat.tracker;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.TrackerOptions.Carriers;
import org.wirestat.tracker.TrackerOptions.Duplicates;
import org.wirestat.tracker.TrackerOptions.Input;
import org.wirestat.tracker.TrackerOptions.Vlans;
import org.wirestat.tracker.flow.AddressSpaces;
import org.wirestat.tracker.flow.Copies;
import org.wirestat.tracker.flow.Evictions;
import org.wirestat.tracker.flow.FlowHash;
import org.wirestat.tracker.flow.FlowTable;
import org.wirestat.tracker.flow.SplitHandshakes;
import org.wirestat.tracker.name.NameReader;
import org.wirestat.tracker.name.NameTable;
import org.wirestat.tracker.shard.Pipeline;
import org.wirestat.tracker.shard.SegmentBatch;
import org.wirestat.tracker.tcp.Narrator;
import org.wirestat.tracker.tcp.OpenCounts;
import org.wirestat.tracker.wire.DiscardListener;
import org.wirestat.tracker.wire.FrameDecoder;
import org.wirestat.tracker.wire.FrameTaker;
import org.wirestat.tracker.wire.Segment;
import org.wirestat.tracker.wire.SingleFrame;

/**
 * Infers from frames the TCP state of both endpoints of every connection. To be used by one thread at a time; others may
 * help it, and the result is the same with any number of them.
 *
 * <p>Two stages. What crosses conversations happens here, frame by frame: decoding, the clock, copies, checksums. What
 * concerns one conversation happens in its {@link org.wirestat.tracker.shard shard}.
 *
 * <p>Its clock is the frames' own: the latest timestamp seen, or what {@link #advanceTo} was told.
 */
public final class ConnectionTracker implements AutoCloseable {

    /** Enough for eight threads, and each small enough that growing one of them is no event. */
    private static final int SHARDS = 16;

    /** Frames taken at once where their carriers need room too. */
    private static final int FEW_FRAMES = 32;

    private static final int LEAST_OF_SHARD = 1 << 10;

    private static final long NOBODY_ASKS = Long.MAX_VALUE;

    private final NeighbourSet neighbours = new NeighbourSet();
    private final FrameDecoder decoder = new FrameDecoder(neighbours::hear, false);
    /** More packets of a frame, each counted as a frame of its own. */
    private final FrameTaker rest = this::takeFrame;

    private final PacketClock clock = new PacketClock();
    private final AddressSpaces spaces = new AddressSpaces();
    private final Copies copies = new Copies(spaces);
    private final SplitHandshakes handshakes = new SplitHandshakes(spaces);
    private final TrackerOptions options;
    private final ForgedSegments forged;
    private final boolean dropsCopies;
    private final @Nullable Narrator narrator;
    private final Pipeline pipeline;
    private final int framesAtOnce;
    private final SingleFrame single = new SingleFrame();
    private final DiscardListener discards = this::onDiscard;
    private final DiscardCounts discarded = new DiscardCounts();
    private final Defects defects = new Defects();
    private SegmentBatch batch;
    private int batched;
    private long frames;
    private long segments;
    private long duplicates;

    /** Time of the latest frame of a segment, for who is told of each moment by itself. */
    private long latestNs = Long.MIN_VALUE;

    /** One that works in its caller's thread alone. */
    public ConnectionTracker(TrackerOptions options) {
        this(options, 1);
    }

    /** @param threads that work at the same time, the caller's included; at least 1 */
    public ConnectionTracker(TrackerOptions options, int threads) {
        this(options, SHARDS, threads, null);
    }

    /** @param listener hears of every change of state, in the caller's thread; null if nobody wants to know */
    public ConnectionTracker(TrackerOptions options, @Nullable TransitionListener listener) {
        this(options, listener == null ? SHARDS : 1, 1, listener);
    }

    private ConnectionTracker(TrackerOptions options, int shards, int threads, @Nullable TransitionListener listener) {
        this.options = options;
        forged = new ForgedSegments(options.checksums());
        dropsCopies = options.duplicates() == Duplicates.DROP;
        narrator = listener == null ? null : new Narrator(listener);
        framesAtOnce = options.carriers() == Carriers.SHOW ? FEW_FRAMES : SegmentBatch.CAPACITY;
        if (narrator != null) {
            decoder.walksAlone();
        }
        // No shard is so small that chance fills it long before the others.
        int useful = Math.max(1, Integer.highestOneBit(options.maxConnections() / LEAST_OF_SHARD));
        pipeline = new Pipeline(hashing(options), Math.min(shards, useful), threads, options, narrator);
        batch = pipeline.next();
        if (options.vlans() == Vlans.SEPARATE) {
            decoder.separateVlans();
        }
    }

    /** From now on the paths of TCP connections are measured; to be called before the first frame. */
    public void measurePaths() {
        pipeline.measurePaths();
    }

    /**
     * From now on what hosts open is counted; to be called before the first frame.
     *
     * @throws IllegalStateException if a listener hears of every change: it may count by itself
     */
    public void countOpens() {
        if (narrator != null) {
            throw new IllegalStateException("a listener hears of opens already");
        }
        pipeline.countOpens(options.maxHosts());
    }

    /** From now on what the frames say of hosts' names is noted in this table; in the caller's thread. */
    public void noteNames(NameTable names) {
        decoder.lendPayloads(new NameReader(names));
    }

    private static FlowHash hashing(TrackerOptions options) {
        return options.input() == Input.FILE ? FlowHash.dealingAlike() : new FlowHash();
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
        takeFrame(linkType, timestampNs, wireLength, bytes, offset, capturedLength);
        decoder.passRest(timestampNs, bytes, rest);
    }

    private void takeFrame(
            int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        single.put(linkType, timestampNs, wireLength, bytes, offset, capturedLength);
        int before = batched;
        decodeRow(single, 0, 1);
        if (batched > before && options.carriers() == Carriers.SHOW) {
            addCarriers();
        }
        if (batched >= framesAtOnce || narrator != null) { // whoever tells of a frame must still have it
            takeBatch(NOBODY_ASKS);
        }
    }

    /** Adds the segments of frames to the batch, and answers with the frame after those. */
    private int decodeRow(Frames lent, int from, int to) {
        batched = decoder.decode(lent, from, to, batch.segments(), batched, discards);
        defects.check(decoder.latestDefect());
        int reached = decoder.reached();
        if (narrator != null) {
            narrator.onFrames(lent, frames - from, decoder.hasWalked() ? reached - 1 : Narrator.NONE);
        }
        frames += reached - from;
        return reached;
    }

    /**
     * Takes frames in a row, at less cost than one by one.
     *
     * @param lent read during this call only
     * @param from number of the first
     * @param to number of the one after the last
     */
    public void onFrames(Frames lent, int from, int to) {
        int at = from;
        takeBatch(NOBODY_ASKS);
        while (at < to) {
            if (options.carriers() == Carriers.SHOW) {
                onFrame(
                        lent.linkType(at),
                        lent.timestampNs(at),
                        lent.wireLength(at),
                        lent.bytes(),
                        lent.offset(at),
                        lent.capturedLength(at));
                at++;
            } else {
                at = decodeRow(lent, at, Math.min(to, at + framesAtOnce - batched));
                takeBatch(NOBODY_ASKS); // further packets of the last frame need room
                decoder.passRest(lent.timestampNs(at - 1), lent.bytes(), rest);
            }
            takeBatch(NOBODY_ASKS);
        }
    }

    /** Moves the clock on, for a wire that is silent or a moment that was asked for; never back. */
    public void advanceTo(long nowNs) {
        finish(nowNs);
        clock.advanceTo(nowNs);
        pipeline.advanceTo(clock.nowNs());
    }

    /** The clock: nanoseconds since 1970; {@link Long#MIN_VALUE} before the first frame. */
    public long nowNs() {
        finish(Long.MIN_VALUE);
        return clock.nowNs();
    }

    /** What is believed now. Lent: valid until the next call of any other method of this tracker. */
    public Snapshot snapshot() {
        finish(Long.MIN_VALUE);
        TableSnapshot snapshot = new TableSnapshot(
                clock.nowNs(),
                pipeline.tables(),
                pipeline::measures,
                pipeline.expiry(),
                options.timeouts(),
                pipeline.listeners(),
                pipeline::opens,
                Set.copyOf(neighbours.addresses()),
                counted());
        if (narrator != null) {
            snapshot.runTimers(); // whoever listens hears now what a look at the table would bring about
        }
        return snapshot;
    }

    /** What was counted so far: as in a {@link #snapshot}, without the tables. */
    public Counters counters() {
        finish(Long.MIN_VALUE);
        return counted();
    }

    /** Ends the threads that help; a tracker with one thread needs no closing. */
    @Override
    public void close() {
        pipeline.close();
    }

    /** Hosts that stand on the observed segment, as in a {@link Snapshot}; it goes on growing. */
    public Set<IpAddress> neighbours() {
        return neighbours.addresses();
    }

    private Counters counted() {
        return new Counters(
                frames, segments, discarded.reasons(), duplicates, forged.seen(), pipeline.begun(), overflow());
    }

    /** The tables as they are, every timer run up to now. */
    List<FlowTable> tables() {
        finish(Long.MIN_VALUE);
        return pipeline.tables();
    }

    /** Connections in the tables, also those whose time is over but whose timers did not run yet. */
    long heldNow() {
        takeBatch(NOBODY_ASKS);
        pipeline.finish();
        return pipeline.tables().stream().mapToLong(FlowTable::size).sum();
    }

    private Overflow overflow() {
        OpenCounts opens = pipeline.opens();
        return Evictions.overflow(
                pipeline.tables().stream().map(FlowTable::evictions).toList(),
                pipeline.listeners().unnoted(),
                neighbours.unnoted(),
                opens == null ? 0 : opens.missed(),
                clock.nowNs());
    }

    private void finish(long laterNs) {
        takeBatch(laterNs);
        clock.settle();
        pipeline.finish();
        pipeline.advanceTo(clock.nowNs());
    }

    /**
     * @param laterNs a time that has come, ns since 1970; {@link Long#MIN_VALUE} if none is known; or {@link #NOBODY_ASKS}:
     *     then a last segment of doubtful time waits for its successor, which tells
     */
    private void takeBatch(long laterNs) {
        Segment[] decoded = batch.segments();
        int taken = 0;
        int touched = 0;
        while (taken < batched) {
            Segment segment = decoded[taken];
            boolean isLast = taken + 1 == batched;
            if (isLast && laterNs == NOBODY_ASKS && clock.doubts(segment.timestampNs)) {
                break;
            }
            long nextNs = isLast ? laterNs : decoded[taken + 1].timestampNs;
            segment.timestampNs = clock.admit(segment.timestampNs, nextNs);
            if (taken == touched) {
                touched = Math.min(batched, taken + Copies.MOST_TOUCHED);
                copies.touch(decoded, taken, touched);
            }
            if (narrator != null) {
                latestNs = Math.max(latestNs, segment.timestampNs);
                batch.clock(taken, latestNs);
            }
            take(taken++, segment);
        }
        batched -= taken;
        if (taken > 0) {
            pipeline.put(batch, taken, clock.nowNs());
            if (narrator != null) {
                narrator.close();
            }
            SegmentBatch next = pipeline.next();
            if (batched > 0) {
                next.exchangeFirst(batch, taken);
            }
            batch = next;
        }
        if (narrator != null && batched > 0) {
            narrator.keep(batch.segments()[0]);
        }
        neighbours.note();
    }

    /** Judges what only a look at all conversations can judge, and has the rest judged by the segment's shard. */
    private void take(int row, Segment segment) {
        if (copies.isCopy(segment, row) && dropsCopies) {
            duplicates++;
            if (narrator != null) {
                narrator.copies(row, segment);
            }
            return;
        }
        if (segment.space != 0 && options.vlans() == Vlans.MERGE) {
            handshakes.take(segment);
            segment.space = spaces.of(segment.space);
        }
        if (segment.protocol == Segment.TCP) {
            segments++;
            forged.judge(segment);
            batch.keep(row, segment);
        } else if (segment.protocol == Segment.UDP) {
            segments++;
            batch.keep(row, segment);
        } else {
            takeOther(row, segment);
        }
    }

    /** The datagrams around the last segment follow it as segments of their own. */
    private void addCarriers() {
        Segment inner = batch.segments()[batched - 1];
        for (int i = 0; i < inner.carriers(); i++) {
            if (inner.carrier(i).protocol == Segment.UDP) {
                batch.segments()[batched++].becomeCarrier(inner, i);
            }
        }
    }

    /** A packet that has no socket of its own; but if it is an error, it may speak of one. */
    private void takeOther(int row, Segment packet) {
        Discard reason = packet.protocol == Segment.ESP ? Discard.ENCRYPTED : Discard.OTHER_TRANSPORT;
        discarded.add(reason);
        Segment quoted = packet.quoted();
        boolean isOfSocket = quoted != null && (quoted.protocol == Segment.TCP || quoted.protocol == Segment.UDP);
        if (quoted != null && isOfSocket && packet.checksum != Segment.Checksum.BAD) {
            quoted.space = packet.space;
            batch.keep(row, quoted);
        }
    }

    private void onDiscard(Discard why, long timestampNs) {
        discarded.add(why);
        if (why == Discard.DEFECT) {
            defects.note(timestampNs);
        }
        clock.hears(timestampNs);
    }
}
