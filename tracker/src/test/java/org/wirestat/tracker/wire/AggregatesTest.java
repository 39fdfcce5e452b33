package org.wirestat.tracker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.wire.Packets.hex;
import static org.wirestat.tracker.wire.Packets.length;
import static org.wirestat.tracker.wire.Packets.tcp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.ConnectionTracker;
import org.wirestat.tracker.Counters;
import org.wirestat.tracker.Frames;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TrackerOptions;
import org.wirestat.tracker.connlog.ConnLog;
import org.wirestat.tracker.connlog.ConnLogOptions;
import org.wirestat.tracker.connlog.ServerPorts;
import org.wirestat.tracker.host.Host;
import org.wirestat.tracker.host.HostCounter;
import org.wirestat.tracker.host.HostTracker;
import org.wirestat.tracker.mirror.MirrorWatch;
import org.wirestat.tracker.shard.SegmentBatch;

/** Frames of 802.11 that carry several packets: A-MSDU (IEEE 802.11 §9.3.2.2). */
class AggregatesTest {

    private static final String WLAN_HEADER = "8801 0000 020000000002 020000000001 020000000003 1000 8000";
    private static final long START_NS = 1_760_000_000_000_000_000L;

    /** With zeros behind it up to a multiple of four, as each but the last has them. */
    private static String subframe(String packet) {
        String digits = "020000000002 020000000001" + hex(8 + length(packet)) + "aaaa03 000000 0800" + packet;
        return digits + "00".repeat(-length(digits) & 3);
    }

    private static ConnectionTracker tracked(String frame, int captured) {
        ByteBuffer bytes = Packets.bytes(frame);
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults());
        int wireLength = bytes.limit();
        bytes.limit(captured);
        tracker.onFrame(LinkType.IEEE802_11, START_NS, wireLength, bytes, 0, captured);
        tracker.onFrame(LinkType.RAW, START_NS + 1_000_000, 60, Packets.bytes(Packets.SYN), 0, 60);
        return tracker;
    }

    private static Connection only(ConnectionTracker tracker) {
        List<Connection> all = new ArrayList<>();
        Snapshot snapshot = tracker.snapshot();
        snapshot.connections().forEach(all::add);
        assertEquals(1, all.size());
        return all.get(0);
    }

    @Test
    void eachPacketCountsAndTheirBytesAreThoseOfTheFrame() {
        String first = tcp(Segment.ACK, "", "5a".repeat(7));
        String second = tcp(Segment.ACK, "", "5b".repeat(90));
        String third = tcp(Segment.ACK, "", "5c".repeat(33));
        String frame = WLAN_HEADER + subframe(first) + subframe(second) + subframe(third);
        ConnectionTracker tracker = tracked(frame, length(frame));
        Connection connection = only(tracker);
        assertEquals(4, connection.originator().packets());
        assertEquals(7 + 90 + 33, connection.originator().payloadBytes());
        assertEquals(length(frame) + 60, connection.originator().frameBytes());
        Counters counters = tracker.snapshot().counters();
        assertEquals(4, counters.frames());
        assertEquals(4, counters.segments());
    }

    @Test
    void whatTheCaptureCutOffIsNotThere() {
        String frame = WLAN_HEADER + subframe(tcp(Segment.ACK, "", "5a".repeat(7))) + subframe(Packets.SYN);
        assertEquals(2, only(tracked(frame, 26 + 72 + 14 + 8 + 19)).originator().packets());
        assertEquals(2, only(tracked(frame, 26 + 62)).originator().packets());
    }

    /** The same frame again and again, a second apart. */
    private record Repeated(ByteBuffer bytes) implements Frames {

        @Override
        public int linkType(int frame) {
            return LinkType.IEEE802_11;
        }

        @Override
        public long timestampNs(int frame) {
            return START_NS + frame * 1_000_000_000L;
        }

        @Override
        public int wireLength(int frame) {
            return bytes.limit();
        }

        @Override
        public int offset(int frame) {
            return 0;
        }

        @Override
        public int capturedLength(int frame) {
            return bytes.limit();
        }
    }

    @Test
    void aRowOfFramesGoesOnBehindSuchAFrame() {
        String frame = WLAN_HEADER
                + subframe(tcp(Segment.ACK, "", "5a".repeat(7)))
                + subframe(tcp(Segment.ACK, "", "5b".repeat(90)));
        Frames rows = new Repeated(Packets.bytes(frame));
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults());
        tracker.onFrames(rows, 0, 3);
        assertEquals(6, only(tracker).originator().packets());
        assertEquals(3L * length(frame), only(tracker).originator().frameBytes());
        assertEquals(6, tracker.snapshot().counters().frames());
    }

    /** Many frames of one packet each, and such a one behind them. */
    private record AtTheEnd(ByteBuffer bytes, int plainLength, int last) implements Frames {

        static AtTheEnd of(String plain, String aggregate, int last) {
            return new AtTheEnd(Packets.bytes(plain + aggregate), length(plain), last);
        }

        @Override
        public int linkType(int frame) {
            return frame == last ? LinkType.IEEE802_11 : LinkType.RAW;
        }

        @Override
        public long timestampNs(int frame) {
            return START_NS + frame * 1_000_000_000L;
        }

        @Override
        public int wireLength(int frame) {
            return capturedLength(frame);
        }

        @Override
        public int offset(int frame) {
            return frame == last ? plainLength : 0;
        }

        @Override
        public int capturedLength(int frame) {
            return frame == last ? bytes.limit() - plainLength : plainLength;
        }
    }

    /** Its further packets found no room in the batch, and the program ended. */
    @Test
    void suchAFrameMayBeTheOneThatFillsABatch() {
        String aggregate = WLAN_HEADER
                + subframe(tcp(Segment.ACK, "", "5a".repeat(7)))
                + subframe(tcp(Segment.ACK, "", "5b".repeat(90)))
                + subframe(tcp(Segment.ACK, "", "5c".repeat(33)));
        Frames rows = AtTheEnd.of(tcp(Segment.ACK, "", "5d"), aggregate, SegmentBatch.CAPACITY - 1);
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults());
        tracker.onFrames(rows, 0, SegmentBatch.CAPACITY);
        assertEquals(SegmentBatch.CAPACITY + 2, only(tracker).originator().packets());
    }

    @Test
    void hostsAndTheMirrorsHealthCountEachPacket_too() {
        String frame = WLAN_HEADER
                + subframe(tcp(Segment.ACK, "", "5a".repeat(7)))
                + subframe(tcp(Segment.ACK, "", "5b".repeat(90)));
        int length = length(frame);
        HostTracker hosts = new HostTracker(TrackerOptions.defaults());
        hosts.onFrame(LinkType.IEEE802_11, START_NS, length, Packets.bytes(frame), 0, length);
        Host.Counts counts = hosts.hosts().get(0).counts();
        assertEquals(2, counts.of(HostCounter.PACKETS_OUT) + counts.of(HostCounter.PACKETS_IN));
        assertEquals(length, counts.of(HostCounter.BYTES_OUT) + counts.of(HostCounter.BYTES_IN));

        MirrorWatch mirror = new MirrorWatch();
        mirror.onFrame(LinkType.IEEE802_11, START_NS, length, Packets.bytes(frame), 0, length);
        assertEquals(1, mirror.report().frames());
        assertEquals(2, mirror.report().packets());
    }

    @Test
    void theLogOfConnectionsHearsOfEachPacket() {
        String frame = WLAN_HEADER
                + subframe(tcp(Segment.ACK, "", "5a".repeat(7)))
                + subframe(tcp(Segment.ACK, "", "5b".repeat(90)));
        ConnLog log = new ConnLog(
                new ConnLogOptions(TrackerOptions.Checksums.VERIFY, ServerPorts.usual(), false, 1 << 16), conn -> {});
        log.onFrame(LinkType.IEEE802_11, START_NS, length(frame), Packets.bytes(frame), 0, length(frame));
        assertEquals(2, log.counters().frames());
        assertEquals(2, log.counters().segments());
    }
}
