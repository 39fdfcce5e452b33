package org.wirestat.tracker.mirror;

import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.DiscardCounts;
import org.wirestat.tracker.flow.Copies;
import org.wirestat.tracker.wire.FrameDecoder;
import org.wirestat.tracker.wire.FrameTaker;
import org.wirestat.tracker.wire.Segment;

/** Watches the frames of a mirror and counts what tells whether it works. For one thread. */
public final class MirrorWatch {

    private static final int VLANS = 1 << 12;

    private final FrameDecoder decoder = new FrameDecoder();
    private final FrameTaker rest = this::takeFrame;
    private final Segment segment = new Segment();
    private final Copies duplicates = new Copies();
    private final SeenHosts hosts = new SeenHosts();
    private final SeenStreams streams = new SeenStreams();
    private final DiscardCounts discarded = new DiscardCounts();
    private final long[] vlans = new long[VLANS];
    private long untagged;
    private long frames;
    private long frameBytes;
    private long firstNs = Long.MAX_VALUE;
    private long lastNs = Long.MIN_VALUE;
    private long packets;
    private long copies;

    /** Takes one frame; the arguments are those of {@link org.wirestat.tracker.ConnectionTracker#onFrame}. */
    public void onFrame(
            int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        frames++;
        frameBytes += wireLength;
        firstNs = Math.min(firstNs, timestampNs);
        lastNs = Math.max(lastNs, timestampNs);
        takeFrame(linkType, timestampNs, wireLength, bytes, offset, capturedLength);
        decoder.passRest(timestampNs, bytes, rest);
    }

    private void takeFrame(
            int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        Discard verdict = decoder.decode(linkType, timestampNs, wireLength, bytes, offset, capturedLength, segment);
        if (verdict == Discard.NONE) {
            take();
        } else {
            discarded.add(verdict);
        }
    }

    private void take() {
        packets++;
        int vlan = segment.vlan();
        if (vlan == Segment.NO_VLAN) {
            untagged++;
        } else {
            vlans[vlan]++;
        }
        if (duplicates.isCopy(segment)) {
            copies++;
        } else if (segment.protocol == Segment.TCP) {
            hosts.take(segment);
            streams.take(segment);
        }
    }

    /** What was seen up to now. */
    public MirrorReport report() {
        SortedMap<Integer, Long> tags = new TreeMap<>();
        for (int vlan = 0; vlan < VLANS; vlan++) {
            if (vlans[vlan] > 0) {
                tags.put(vlan, vlans[vlan]);
            }
        }
        return new MirrorReport(
                frames,
                frameBytes,
                firstNs,
                lastNs,
                discarded.reasons(),
                packets,
                copies,
                untagged,
                tags,
                decoder.wrappers(),
                streams.connections(),
                streams.oneWay(),
                streams.unfollowedSegments(),
                streams.payloadBytes(),
                streams.missingBytes(),
                hosts.speakers(),
                hosts.speaksOnly(),
                hosts.offloads());
    }
}
