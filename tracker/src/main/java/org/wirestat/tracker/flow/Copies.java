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

    /** Rows that {@link #touch} takes at once; they and their entries stand in the smallest cache. */
    public static final int MOST_TOUCHED = 64;

    private static final int PLACE_BITS = 13;
    private static final int ENTRIES = 1 << PLACE_BITS;
    private static final long LONGEST_LAG_NS = 200_000_000L;

    /** For segments that carry neither identification nor timestamp. */
    private static final long LONGEST_UNMARKED_LAG_NS = 10_000_000L;

    /** Shares are in 2^-16. The first is that of a mirror in doubt; it takes some hundred segments to fall below the other. */
    private static final int FIRST_SHARE = 1 << 14;

    private static final int LEAST_SHARE = 1 << 12;
    private static final int SHARE_SHIFT = 6;

    /** An entry is a fingerprint and a time in ns, side by side: 128 kB, which stay in the second-level cache. */
    private static final int WORDS = 2;

    private static final int TIME = 1;

    private final long[] entries = new long[ENTRIES * WORDS];

    /** The address space of each entry; apart, since nearly all traffic has but the one that is 0. */
    private final int[] spaces = new int[ENTRIES];

    private int spacesSeen;
    private final long[] prints = new long[MOST_TOUCHED];
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
     * Looks where these segments will be looked for: one after the other would wait for memory, all at once wait together. Of
     * each {@link #isCopy(Segment, int)} is to be asked before the next call.
     *
     * @param to at most {@link #MOST_TOUCHED} behind {@code from}
     */
    public void touch(Segment[] segments, int from, int to) {
        long sum = 0;
        for (int row = from; row < to; row++) {
            long print = fingerprint(segments[row]);
            prints[row & (MOST_TOUCHED - 1)] = print;
            sum += entries[place(print) * WORDS];
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
        return isCopy(segment, prints[row & (MOST_TOUCHED - 1)]);
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
        int place = place(print);
        int at = place * WORDS;
        boolean isMarked = isIdentified || segment.hasTimestamp;
        boolean isEqual = entries[at] == print
                && Math.abs(segment.timestampNs - entries[at + TIME])
                        <= (isMarked ? LONGEST_LAG_NS : LONGEST_UNMARKED_LAG_NS);
        entries[at] = print;
        entries[at + TIME] = segment.timestampNs;
        spacesSeen |= segment.space;
        if (spacesSeen != 0) {
            if (isEqual && isMarked && spaces[place] != segment.space) {
                joined.join(spaces[place], segment.space);
            }
            spaces[place] = segment.space;
        }
        if (isIdentified) {
            return isEqual;
        }
        shareOfEqual += ((isEqual ? 1 << 16 : 0) - shareOfEqual) >> SHARE_SHIFT;
        return isEqual && shareOfEqual > LEAST_SHARE;
    }

    private static int place(long print) {
        return (int) (print >>> (Long.SIZE - PLACE_BITS));
    }

    /**
     * All that the sender wrote, in 64 bits: the sum of its words, each times an odd number of its own. Segments that differ
     * in one word never have the same sum, those that differ in several only by a chance of one in 2^64 or, where all
     * differences are multiples of a power of two, so many times that. The uppermost bits, which are the place, depend on
     * all bits of all words.
     */
    private static long fingerprint(Segment segment) {
        // Products that do not wait for each other: from frame to row 4 % less time than with one fold after the other,
        // and 15 % less with the quick compiler, in whose code the high half of a product takes 10 ns.
        long ports = ((long) segment.sourcePort << 16) | segment.destinationPort;
        long idAndWindow = ((long) segment.ipId << 16) | segment.window;
        long lengthAndRest =
                ((long) segment.payloadLength << 24) | ((long) segment.transportChecksum << 8) | segment.flags;
        return segment.sourceLow * 0x91d93080f9b439fdL
                + segment.destinationLow * 0x3ceaaf308142c8ebL
                + segment.sourceHigh * 0x627655daa05f1119L
                + segment.destinationHigh * 0x9dfb369bab13dfafL
                + segment.seq * 0x0ff9bb510944fe0dL
                + segment.ack * 0x6301bbfca0c5154fL
                + segment.tsVal * 0x047a8387cdde8d51L
                + segment.tsEcr * 0x6fced11d2bd8a1e7L
                + ports * 0xb7c1dce27f7695f5L
                + idAndWindow * 0x3a124c647e02ff05L
                + lengthAndRest * 0x5cbd0ba3a1a6bcdfL;
    }
}
