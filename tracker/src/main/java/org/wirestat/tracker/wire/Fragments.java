package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/**
 * Puts fragmented packets together as far as their headers need it. Whoever a packet is sent to acts on it only when it
 * is whole, and so do we: it counts with the frame that completes it. Bounded in number, oldest out first, and in age. For
 * one thread.
 */
final class Fragments {

    /** With all that is kept of each, less than 4 MiB. */
    static final int MAX_PACKETS = 4096;

    /** Linux's ipfrag_time. */
    static final long MAX_AGE_NS = 30_000_000_000L;

    private static final int MAX_TOTAL = 65_535;

    /** Told from all IPv4 protocols: in IPv6 only the first fragment's header counts (RFC 8200 §4.5). */
    private static final int VERSION_6 = 0x106;

    private static final int UNIT_MASK = 7;

    private final long seed = new SplittableRandom().nextLong(); // so that nobody can aim at one bucket

    // Made with the first fragment, which most captures never see
    private @Nullable PartialPacket[] buckets = {};
    private ByteBuffer kept = ByteBuffer.allocate(0);
    private int made;

    private @Nullable PartialPacket unused;
    private @Nullable PartialPacket oldest;
    private @Nullable PartialPacket newest;

    /** The memory that the cursor points into after a packet was completed; until the next fragment. */
    ByteBuffer bytes() {
        return kept;
    }

    /** Takes the fragment at the cursor; moves the cursor into the whole packet if this completes it. */
    Layer open(ByteBuffer bytes, Cursor cursor, Segment packet) {
        int offset = cursor.fragmentOffset;
        int length = cursor.wireEnd - cursor.at;
        if (length <= 0 || offset + length > MAX_TOTAL || (cursor.hasMoreFragments && (length & UNIT_MASK) != 0)) {
            return cursor.stop(Discard.MALFORMED);
        }
        expire(packet.timestampNs);
        int protocolOrVersion = packet.ipVersion == 6 ? VERSION_6 : cursor.type;
        PartialPacket partial = find(packet, cursor.fragmentId, protocolOrVersion, cursor.space);
        boolean fits = partial.take(
                offset, length, !cursor.hasMoreFragments, cursor.type, bytes, cursor.at, cursor.end - cursor.at, kept);
        if (!fits) {
            return cursor.stop(Discard.MALFORMED); // and so will be all that still comes of it: RFC 5722 §4
        }
        if (!partial.isComplete()) {
            return cursor.stop(Discard.FRAGMENT);
        }
        remove(partial);
        packet.ipLength += partial.total() - length - (packet.ipVersion == 6 ? ExtensionHeaders.FRAGMENT_LENGTH : 0);
        // RFC 7112 §5: all headers of an IPv6 packet stand in its first fragment, or it is dropped
        int readable = packet.ipVersion == 6 ? partial.firstLength() : partial.total();
        cursor.at = partial.keptAt;
        cursor.end = partial.keptAt + Math.min(partial.keptLength(), readable);
        cursor.wireEnd = partial.keptAt + partial.total();
        cursor.type = partial.protocol();
        cursor.isReassembled = true;
        cursor.ipAt = Cursor.NOWHERE;
        return Layer.IP_PROTOCOL;
    }

    private PartialPacket find(Segment packet, int identification, int protocolOrVersion, int space) {
        if (buckets.length == 0) {
            buckets = new @Nullable PartialPacket[MAX_PACKETS];
            kept = ByteBuffer.allocateDirect(MAX_PACKETS * PartialPacket.KEPT);
        }
        long hash = seed ^ identification ^ (long) protocolOrVersion << 32 ^ (long) space << 40;
        hash = mix(hash ^ packet.sourceLow);
        hash = mix(hash ^ packet.destinationLow);
        hash = mix(hash ^ packet.sourceHigh);
        hash = mix(hash ^ packet.destinationHigh);
        int bucket = (int) (hash >>> 32) & (MAX_PACKETS - 1);
        for (PartialPacket partial = buckets[bucket]; partial != null; partial = partial.nextInBucket) {
            if (partial.is(packet, identification, protocolOrVersion, space)) {
                return partial;
            }
        }
        PartialPacket partial = fresh();
        partial.begin(packet, identification, protocolOrVersion, space);
        partial.bucket = bucket;
        partial.nextInBucket = buckets[bucket];
        buckets[bucket] = partial;
        partial.older = newest;
        partial.newer = null;
        if (newest == null) {
            oldest = partial;
        } else {
            newest.newer = partial;
        }
        newest = partial;
        return partial;
    }

    private static long mix(long hash) {
        long mixed = (hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L;
        return mixed ^ mixed >>> 29;
    }

    private PartialPacket fresh() {
        if (unused == null && made == MAX_PACKETS && oldest != null) {
            remove(oldest);
        }
        PartialPacket partial = unused;
        if (partial == null) {
            return new PartialPacket(made++ * PartialPacket.KEPT);
        }
        unused = partial.nextInBucket;
        return partial;
    }

    private void expire(long nowNs) {
        while (oldest != null && nowNs - oldest.firstNs > MAX_AGE_NS) {
            remove(oldest);
        }
    }

    private void remove(PartialPacket partial) {
        PartialPacket before = null;
        PartialPacket inBucket = buckets[partial.bucket];
        while (inBucket != null && inBucket != partial) {
            before = inBucket;
            inBucket = inBucket.nextInBucket;
        }
        if (before == null) {
            buckets[partial.bucket] = partial.nextInBucket;
        } else {
            before.nextInBucket = partial.nextInBucket;
        }
        if (partial.older == null) {
            oldest = partial.newer;
        } else {
            partial.older.newer = partial.newer;
        }
        if (partial.newer == null) {
            newest = partial.older;
        } else {
            partial.newer.older = partial.older;
        }
        partial.older = null;
        partial.newer = null;
        partial.nextInBucket = unused;
        unused = partial;
    }
}
