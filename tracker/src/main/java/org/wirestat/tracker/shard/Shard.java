package org.wirestat.tracker.shard;

import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Disregard;
import org.wirestat.tracker.PathMeasures;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.FlowHash;
import org.wirestat.tracker.flow.FlowKeys;
import org.wirestat.tracker.flow.FlowTable;
import org.wirestat.tracker.tcp.Listeners;
import org.wirestat.tracker.tcp.Narrator;
import org.wirestat.tracker.tcp.OpenMoves;
import org.wirestat.tracker.tcp.PortNews;
import org.wirestat.tracker.tcp.RoundTrips;
import org.wirestat.tracker.tcp.TcpTracker;
import org.wirestat.tracker.udp.UdpTracker;
import org.wirestat.tracker.wire.Segment;

/** A share of all conversations, with everything that is known of them. For one thread at a time. */
public final class Shard implements FlowTable.Expiry {

    /** Tables up to this size stand in the caches; there a pass that touches them first only costs. */
    private static final int TOUCHED_FROM = 1 << 11;

    /**
     * Connections whose timers run with one batch: of a million that are due at once (case 196), no batch waits for all.
     * It is four times what a batch can begin in all shards together, so that none is left behind for long.
     */
    private static final int MOST_DUE_OF_BATCH = 4 * SegmentBatch.CAPACITY / 16;

    /**
     * A connection that is new moves a few times within a moment, and each time another timer runs, of a second at least.
     * One look after that second costs less than working out each time when the next one is due.
     */
    private static final long FIRST_LOOK_NS = 1_000_000_000L;

    private static final int NO_ROW = -1;

    private final FlowTable table;
    private final @Nullable Narrator narrator;
    private final Listeners listeners;
    private TcpTracker tcp;
    private final UdpTracker udp;
    private final Timeouts timeouts;
    private @Nullable RoundTrips roundTrips;
    private @Nullable OpenMoves opens;

    /** @param listeners told here where there is a narrator, who wants to hear of them in between; else by who has the batch */
    Shard(FlowHash hashing, int capacity, Timeouts timeouts, @Nullable Narrator narrator, Listeners listeners) {
        this.narrator = narrator;
        this.listeners = listeners;
        this.timeouts = timeouts;
        table = new FlowTable(hashing, capacity, timeouts);
        tcp = new TcpTracker(table.newWindow(), timeouts, narrator);
        udp = new UdpTracker(timeouts);
    }

    public FlowTable table() {
        return table;
    }

    /** From now on paths are measured, which costs time and memory. */
    void measurePaths() {
        roundTrips = new RoundTrips();
    }

    /** From now on opens are noted, instead of every move being told; before the first segment. */
    void noteOpens(OpenMoves into) {
        opens = into;
        tcp = new TcpTracker(table.newWindow(), timeouts, into);
    }

    /** What was measured of a connection of this shard; null if nothing was. */
    @Nullable
    PathMeasures measures(ConnectionRecord connection) {
        return roundTrips == null || connection.isUdp() ? null : roundTrips.of(connection);
    }

    /** Conversations begun so far. */
    public long begun() {
        return tcp.begun() + udp.begun();
    }

    /** Runs all timers that are due. */
    void advanceTo(long nowNs) {
        if (nowNs != Long.MIN_VALUE) {
            table.expire(nowNs, this);
        }
    }

    /** Takes its rows of a batch. */
    void take(SegmentBatch batch, int from, int to) {
        if (opens != null) {
            opens.begin(batch.number());
        }
        short[] rows = batch.rows();
        for (int at = from; at < to; at += FlowTable.MOST_TOUCHED) {
            int end = Math.min(to, at + FlowTable.MOST_TOUCHED);
            boolean isTouched = table.size() > TOUCHED_FROM;
            if (isTouched) {
                table.touch(batch.keys(), rows, at, end);
            }
            for (int i = at; i < end; i++) {
                int guess = isTouched ? table.guess(i - at) : FlowTable.NONE;
                if (narrator == null) {
                    takeRow(batch, rows[i], guess);
                } else {
                    tellRow(narrator, batch, i > from ? rows[i - 1] : NO_ROW, rows[i], guess);
                }
            }
        }
        if (batch.clockNs() != Long.MIN_VALUE) {
            table.expire(batch.clockNs(), this, MOST_DUE_OF_BATCH);
        }
    }

    /**
     * Before a row is judged everything else is told that happened until then, so that what is told has its order.
     *
     * @param latest the row that was judged before it, or {@link #NO_ROW}
     */
    private void tellRow(Narrator to, SegmentBatch batch, int latest, int row, int guess) {
        for (int i = Math.max(0, latest); i < row; i++) {
            table.expire(batch.clockNs(i), this, MOST_DUE_OF_BATCH);
        }
        if (latest != NO_ROW) {
            batch.tell(latest, listeners);
        }
        to.begin(row, batch.segments()[row]);
        takeRow(batch, row, guess);
        to.end();
    }

    private void takeRow(SegmentBatch batch, int row, int guess) {
        Segment segment = batch.segments()[row];
        FlowKeys keys = batch.keys();
        boolean isTcp = segment.protocol == Segment.TCP;
        if (!isTcp && segment.protocol != Segment.UDP) {
            takeError(keys, row, segment);
            return;
        }
        // A RST, or flags that no stack sends, of a connection that nobody knows makes none.
        boolean mayBegin = !isTcp || (TcpTracker.mayBegin(segment) && segment.checksum != Segment.Checksum.BAD);
        ConnectionRecord connection = table.find(keys, row, guess, mayBegin);
        if (connection == null) {
            if (narrator != null) {
                narrator.disregards(Disregard.UNKNOWN_CONNECTION);
            }
            return;
        }
        boolean isNew = table.isNew();
        boolean lowerSends = keys.sourceIsLower(row);
        long wakeNs = Long.MAX_VALUE;
        if (isTcp) {
            if (tcp.onSegment(connection, lowerSends, isNew, segment)) {
                wakeNs = nextLookNs(connection, isNew);
            } else if (narrator != null) {
                // What is sent again tells how patient its sender is: his timer may be due earlier than was thought.
                wakeNs = tcp.runTimers(connection, connection.lastNs());
            }
            if (roundTrips != null) {
                roundTrips.onSegment(connection, lowerSends, segment);
            }
            if (tcp.news() != PortNews.NONE) {
                batch.news(row, tcp.news());
            }
        } else {
            wakeNs = udp.onDatagram(connection, lowerSends, isNew, segment);
        }
        if (wakeNs != Long.MAX_VALUE) {
            table.wakeAt(connection, wakeNs);
        }
        table.judge(connection, segment.timestampNs);
    }

    /** When to look at a connection that has moved; {@link Long#MAX_VALUE} if that is settled already. */
    private long nextLookNs(ConnectionRecord connection, boolean isNew) {
        if (narrator == null && isNew) {
            return connection.firstNs() + FIRST_LOOK_NS;
        }
        // Who listens is told of a timer when it fires, and not two seconds later.
        boolean isSettled = narrator == null && table.isWokenSoon(connection);
        return isSettled ? Long.MAX_VALUE : tcp.runTimers(connection, connection.lastNs());
    }

    /** An ICMP error, which speaks of a conversation. */
    private void takeError(FlowKeys keys, int row, Segment packet) {
        Segment quoted = packet.quoted();
        ConnectionRecord connection = table.find(keys, row, false);
        if (connection != null && quoted != null) {
            if (connection.isUdp()) {
                udp.onIcmpError(connection, keys.sourceIsLower(row), packet);
            } else {
                tcp.onIcmpError(connection, keys.sourceIsLower(row), packet, quoted);
                if (narrator != null) {
                    narrator.quotes(connection, keys.sourceIsLower(row));
                }
            }
            table.judge(connection, packet.timestampNs);
        }
    }

    @Override
    public long runTimers(ConnectionRecord connection, long nowNs) {
        return connection.isUdp() ? udp.runTimers(connection, nowNs) : tcp.runTimers(connection, nowNs);
    }
}
