package org.wirestat.tracker.flow;

import org.wirestat.tracker.wire.Segment;

/**
 * Recognises a handshake of which each direction comes through a tunnel of its own: a mirror with one session for what goes
 * in and one for what goes out. A SYN-ACK that acknowledges the very number of a SYN in another address space belongs to
 * it, and so the two spaces are one.
 *
 * <p>A small table of the SYNs that were seen last, overwritten as they come. For segments in tunnels only.
 */
public final class SplitHandshakes {

    private static final int ENTRIES = 1 << 10;

    /** A SYN-ACK is repeated after that long, and its answer may be. */
    private static final long LONGEST_ANSWER_NS = 4_000_000_000L;

    private final long[] conversations = new long[ENTRIES];
    private final long[] timesNs = new long[ENTRIES];
    private final int[] numbers = new int[ENTRIES];
    private final int[] spaces = new int[ENTRIES];
    private final AddressSpaces joined;

    /** @param joined learns of address spaces that share a handshake */
    public SplitHandshakes(AddressSpaces joined) {
        this.joined = joined;
    }

    /** Notes a SYN, or looks for the one that a SYN-ACK answers; passes over all other segments. */
    public void take(Segment segment) {
        if (segment.protocol != Segment.TCP || !segment.has(Segment.SYN)) {
            return;
        }
        boolean answers = segment.has(Segment.ACK);
        long conversation = conversation(segment, answers);
        int at = (int) (conversation >>> 40) & (ENTRIES - 1);
        if (!answers) {
            conversations[at] = conversation;
            timesNs[at] = segment.timestampNs;
            numbers[at] = segment.seq;
            spaces[at] = segment.space;
        } else if (conversations[at] == conversation
                && numbers[at] == segment.ack - 1
                && spaces[at] != segment.space
                && Math.abs(segment.timestampNs - timesNs[at]) <= LONGEST_ANSWER_NS) {
            joined.join(spaces[at], segment.space);
        }
    }

    /** The same for the SYN and for its answer. */
    private static long conversation(Segment segment, boolean answers) {
        long from = segment.sourceHigh * 31 + segment.sourceLow;
        long to = segment.destinationHigh * 31 + segment.destinationLow;
        long ports = answers
                ? (long) segment.destinationPort << 16 | segment.sourcePort
                : (long) segment.sourcePort << 16 | segment.destinationPort;
        long mix = ((answers ? to : from) + ports) * 0x9E3779B97F4A7C15L;
        mix = (mix ^ mix >>> 32 ^ (answers ? from : to)) * 0xD6E8FEB86659FD93L;
        return (mix ^ mix >>> 29) | 1; // never that of an empty entry
    }
}
