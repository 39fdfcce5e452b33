package org.wirestat.tracker;

import org.wirestat.tracker.tcp.Offload;
import org.wirestat.tracker.wire.Segment;

/** Which segments are not believed, for their checksums: what the shards take for bad. */
final class ForgedSegments {

    private final TrackerOptions.Checksums believed;
    private final Offload offload = new Offload();
    private long seen;

    ForgedSegments(TrackerOptions.Checksums believed) {
        this.believed = believed;
    }

    /** How many there were. */
    long seen() {
        return seen;
    }

    /** Has the shards believe a segment unless its checksum speaks against it: to them only a bad one matters. */
    void judge(Segment segment) {
        if (segment.checksum == Segment.Checksum.UNKNOWN) {
            return; // as nearly all
        }
        boolean isForged = switch (believed) {
            case AUTO -> offload.isForged(segment);
            case VERIFY -> segment.checksum == Segment.Checksum.BAD;
            case IGNORE -> false;
        };
        if (isForged) {
            seen++;
        } else if (segment.checksum == Segment.Checksum.BAD) {
            segment.checksum = Segment.Checksum.GOOD;
        }
    }
}
