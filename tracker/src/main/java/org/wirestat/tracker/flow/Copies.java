package org.wirestat.tracker.flow;

import org.wirestat.tracker.wire.Segment;

/**
 * Recognises the second copy of a frame, as mirror ports deliver it: on the way in and on the way out, on two VLANs,
 * before and after a router. All that the endpoints wrote is the same, down to the IP identification and the checksum;
 * only link header and hop limit may differ, and a few milliseconds lie between.
 *
 * <p>IPv6 has no identification, and a hasty endpoint may repeat itself within one tick of its timestamp clock. So equal
 * IPv6 segments are copies only while many are equal: a mirror that copies does so all the time.
 *
 * <p>A small table of what was seen last, overwritten as it comes.
 */
public final class Copies {

    private static final int ENTRIES = 1 << 13;
    private static final long LONGEST_LAG_NS = 200_000_000L;

    /** For segments that carry neither identification nor timestamp. */
    private static final long LONGEST_UNMARKED_LAG_NS = 10_000_000L;

    /** Shares are in 2^-16. The first is that of a mirror in doubt; it takes some hundred segments to fall below the other. */
    private static final int FIRST_SHARE = 1 << 14;

    private static final int LEAST_SHARE = 1 << 12;
    private static final int SHARE_SHIFT = 6;

    /** An entry is a fingerprint, a time in ns, and an address space: side by side, in one cache line or two. */
    private static final int WORDS = 4;

    private static final int TIME = 1;
    private static final int SPACE = 2;

    private final long[] entries = new long[ENTRIES * WORDS];
    private long[] prints = {};
    private long touched;
    private final AddressSpaces joined;
    private int shareOfEqual = FIRST_SHARE;

    /** One that takes all address spaces for what they are. */
    public Copies() {
        this(new AddressSpaces());
    }

    /** @param joined learns of address spaces in which the same packets occur */
    public Copies(AddressSpaces joined) {
        this.joined = joined;
    }

    /**
     * Looks where these segments, from 0 on, will be looked for: one after the other would wait for memory, all at once wait
     * together. Of each {@link #isCopy(Segment, int)} is to be asked before the next call.
     */
    public void touch(Segment[] segments, int count) {
        if (prints.length < count) {
            prints = new long[count];
        }
        long sum = 0;
        for (int row = 0; row < count; row++) {
            long print = fingerprint(segments[row]);
            prints[row] = print;
            int at = place(print);
            sum += entries[at] + entries[at + SPACE];
        }
        touched += sum;
    }

    /** Means nothing; it is there so that {@link #touch} is not optimised away. */
    long touched() {
        return touched;
    }

    /**
     * Whether the same was seen a moment ago; notes it.
     *
     * @param row where {@link #touch} found the segment
     */
    public boolean isCopy(Segment segment, int row) {
        return isCopy(segment, prints[row]);
    }

    /** Whether the same was seen a moment ago; notes it. */
    public boolean isCopy(Segment segment) {
        return isCopy(segment, fingerprint(segment));
    }

    private boolean isCopy(Segment segment, long print) {
        boolean isIdentified = segment.ipId != 0;
        if (segment.protocol != Segment.TCP && !isIdentified) {
            return false; // no sequence number either: equal packets may both be meant
        }
        int at = place(print);
        long lagNs = Math.abs(segment.timestampNs - entries[at + TIME]);
        boolean isMarked = isIdentified || segment.hasTimestamp;
        boolean isEqual = entries[at] == print && lagNs <= (isMarked ? LONGEST_LAG_NS : LONGEST_UNMARKED_LAG_NS);
        if (isEqual && isMarked && entries[at + SPACE] != segment.space) {
            joined.join((int) entries[at + SPACE], segment.space);
        }
        entries[at] = print;
        entries[at + TIME] = segment.timestampNs;
        entries[at + SPACE] = segment.space;
        if (isIdentified) {
            return isEqual;
        }
        shareOfEqual += ((isEqual ? 1 << 16 : 0) - shareOfEqual) >> SHARE_SHIFT;
        return isEqual && shareOfEqual > LEAST_SHARE;
    }

    private static int place(long print) {
        return ((int) (print >>> 40) & (ENTRIES - 1)) * WORDS;
    }

    private static long fingerprint(Segment segment) {
        long mix = fold(segment.sourceLow ^ segment.sourceHigh, segment.destinationLow + segment.destinationHigh);
        mix = fold(mix ^ ((long) segment.seq << 32), segment.ack ^ ((long) segment.ipId << 32));
        long ports = ((long) segment.sourcePort << 48) ^ segment.destinationPort;
        mix = fold(mix ^ ports, segment.tsVal ^ ((long) segment.tsEcr << 32));
        long lengths = ((long) segment.payloadLength << 40) ^ ((long) segment.transportChecksum << 16) ^ segment.flags;
        return fold(mix, lengths ^ ((long) segment.window << 24));
    }

    private static long fold(long a, long b) {
        long x = a ^ 0x9E3779B97F4A7C15L;
        long y = b ^ 0xD6E8FEB86659FD93L;
        return (x * y) ^ Math.multiplyHigh(x, y) ^ b;
    }
}
