package org.wirestat.tracker.connlog;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.TrackerOptions.Checksums;
import org.wirestat.tracker.wire.FrameDecoder;
import org.wirestat.tracker.wire.Segment;

/** Keeps Zeek's log of connections: in come frames, out goes a {@link Conn} whenever one is over. For one thread. */
public final class ConnLog {

    private final ConnLogOptions options;
    private final ConnListener listener;
    private final FrameDecoder decoder = new FrameDecoder();
    private final Segment segment = new Segment();
    private final ConnTable table = new ConnTable();
    private final Streams streams = new Streams();
    private final TcpConns tcp;
    private long nowNs = Long.MIN_VALUE;
    private long frames;

    public ConnLog(ConnLogOptions options, ConnListener listener) {
        this.options = options;
        this.listener = listener;
        tcp = new TcpConns(options.serverPorts(), streams);
    }

    public void onFrame(
            int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        frames++;
        advanceTo(timestampNs);
        if (decoder.decode(linkType, timestampNs, wireLength, bytes, offset, capturedLength, segment) == Discard.NONE) {
            take(segment);
        }
    }

    /** Moves the clock on; never back. */
    public void advanceTo(long timeNs) {
        if (timeNs <= nowNs) {
            return;
        }
        nowNs = timeNs;
        for (Conn conn = table.nextDue(nowNs); conn != null; conn = table.nextDue(nowNs)) {
            long nextNs = ConnTimers.nextNs(conn, nowNs);
            if (nextNs == ConnTimers.GONE) {
                over(conn);
                table.forget(conn);
            } else {
                table.wakeAt(conn, nextNs);
            }
        }
    }

    /** No more frames will come: all connections are over. */
    public void end() {
        for (int slot : table.slotsByStart()) {
            Conn conn = table.at(slot);
            over(conn);
            table.forget(conn);
        }
    }

    private void take(Segment segment) {
        boolean isTcp = segment.protocol == Protocol.TCP;
        Conn conn = table.findOrMake(segment, segment.sourcePort, segment.destinationPort, false);
        boolean lowerSends = table.senderIsLower();
        boolean begins = table.isNew();
        if (!begins
                && (ConnTimers.nextNs(conn, nowNs) == ConnTimers.GONE || isTcp && tcp.isReuse(conn, segment))) {
            over(conn);
            begins = true;
        }
        if (begins) {
            begin(conn, segment, lowerSends);
        }
        ConnEnd end = conn.end(lowerSends);
        ConnEnd peer = conn.end(!lowerSends);
        if (isTcp) {
            if (isBad(segment)) {
                tcp.onBadChecksum(conn, end);
            } else {
                tcp.onSegment(conn, end, peer, segment);
            }
        } else {
            conn.lastNs(segment.timestampNs);
            if (!end.sees(ConnEnd.DATA_SEEN)) {
                conn.addHistory(end, 'D');
            }
            end.addPayload(segment.payloadLength);
            end.count(segment.ipLength);
        }
        table.wakeAt(conn, ConnTimers.nextNs(conn, nowNs));
    }

    private void begin(Conn conn, Segment segment, boolean lowerSends) {
        boolean isTcp = segment.protocol == Protocol.TCP;
        conn.begin(segment.timestampNs, frames, lowerSends);
        boolean isTurned = isTcp ? tcp.isTurned(segment) : options.serverPorts().contains(Protocol.UDP, segment.sourcePort)
                && !options.serverPorts().contains(Protocol.UDP, segment.destinationPort);
        boolean isBroadcast = segment.ipVersion == 4 && segment.destinationLow == 0xffff_ffffL;
        if (isTurned && !isBroadcast) {
            conn.flip();
        }
        if (isTcp) {
            tcp.begin(conn);
        }
    }

    private boolean isBad(Segment segment) {
        return options.checksums() != Checksums.IGNORE && segment.checksum == Segment.Checksum.BAD;
    }

    private void over(Conn conn) {
        listener.onConn(conn);
        streams.end(conn.originator());
        streams.end(conn.responder());
        if (conn.is(Conn.HAS_EXTRAS)) {
            table.extras().forget(conn.slot());
        }
    }
}
