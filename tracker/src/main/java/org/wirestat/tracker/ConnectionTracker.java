package org.wirestat.tracker;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Infers from frames the TCP state of both endpoints of every connection. For one thread.
 *
 * <p>Its clock is the frames' own: the latest timestamp seen, or what {@link #advanceTo} was told.
 */
public final class ConnectionTracker {

    private long nowNs = Long.MIN_VALUE;

    public ConnectionTracker(TrackerOptions options) {}

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
        nowNs = Math.max(nowNs, timestampNs);
    }

    /** Moves the clock on, for a wire that is silent or a moment that was asked for; never back. */
    public void advanceTo(long nowNs) {
        this.nowNs = Math.max(this.nowNs, nowNs);
    }

    /** The clock: nanoseconds since 1970. */
    public long nowNs() {
        return nowNs;
    }

    /** What is believed now. Lent: valid until the next call of any other method of this tracker. */
    public Snapshot snapshot() {
        long at = nowNs;
        return new Snapshot() {
            @Override
            public long timeNs() {
                return at;
            }

            @Override
            public Iterable<Connection> connections() {
                return List.of();
            }

            @Override
            public List<Listener> listeners() {
                return List.of();
            }

            @Override
            public Set<IpAddress> neighbours() {
                return Set.of();
            }

            @Override
            public Counters counters() {
                return new Counters(0, 0, Map.of(), 0, 0, 0);
            }
        };
    }
}
