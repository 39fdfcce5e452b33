package org.wirestat.tracker.flow;

import org.wirestat.tracker.wire.Segment;

/**
 * Recognises the second copy of a frame, as mirror ports deliver it: on the way in and on the way out, on two VLANs,
 * before and after a router. All that the endpoints wrote is the same, down to the IP identification and the checksum;
 * only link header and hop limit may differ, and a few milliseconds lie between.
 *
 * <p>A small table of what was seen last, overwritten as it comes. A retransmission has an identification or a timestamp
 * of its own.
 */
public final class Copies {

    private static final int ENTRIES = 1 << 13;
    private static final long LONGEST_LAG_NS = 200_000_000L;

    /** For segments that carry neither identification nor timestamp, so that a quick repetition looks the same. */
    private static final long LONGEST_UNMARKED_LAG_NS = 10_000_000L;

    private final long[] fingerprints = new long[ENTRIES];
    private final long[] timesNs = new long[ENTRIES];

    /** Whether the same was seen a moment ago; notes it. */
    public boolean isCopy(Segment segment) {
        if (segment.protocol == Segment.UDP && segment.ipVersion == 6) {
            return false; // has neither identification nor sequence number: equal datagrams may both be meant
        }
        long print = fingerprint(segment);
        int at = (int) (print >>> 40) & (ENTRIES - 1);
        boolean isMarked = segment.ipId != 0 || segment.hasTimestamp;
        long lagNs = Math.abs(segment.timestampNs - timesNs[at]);
        boolean isCopy = fingerprints[at] == print && lagNs <= (isMarked ? LONGEST_LAG_NS : LONGEST_UNMARKED_LAG_NS);
        fingerprints[at] = print;
        timesNs[at] = segment.timestampNs;
        return isCopy;
    }

    private static long fingerprint(Segment segment) {
        long mix = fold(segment.sourceLow ^ segment.sourceHigh, segment.destinationLow + segment.destinationHigh);
        mix = fold(mix ^ ((long) segment.seq << 32), segment.ack ^ ((long) segment.ipId << 32));
        mix = fold(
                mix ^ ((long) segment.sourcePort << 48) ^ segment.destinationPort,
                segment.tsVal ^ ((long) segment.tsEcr << 32));
        long lengths = ((long) segment.payloadLength << 40) ^ ((long) segment.transportChecksum << 16) ^ segment.flags;
        return fold(mix, lengths ^ ((long) segment.window << 24));
    }

    private static long fold(long a, long b) {
        long x = a ^ 0x9E3779B97F4A7C15L;
        long y = b ^ 0xD6E8FEB86659FD93L;
        return (x * y) ^ Math.multiplyHigh(x, y) ^ b;
    }
}
