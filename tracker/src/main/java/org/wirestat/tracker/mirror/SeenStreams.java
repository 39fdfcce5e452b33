package org.wirestat.tracker.mirror;

import org.wirestat.tracker.wire.Segment;

/**
 * Which TCP connections are seen both ways, and what of their payload was acknowledged without having been seen: that was
 * lost before us, since its receiver had it. A table of fixed size; further connections are not followed.
 *
 * <p>What comes late, behind its acknowledgement even, as a mirror's queues have it, counts as seen in the end.
 */
final class SeenStreams {

    private static final int SLOTS = 1 << 17;
    private static final int MOST = SLOTS / 2;

    /** A number this far off begins another stream rather than a gap. */
    private static final int LONGEST_GAP = 1 << 26;

    // Flags of one direction
    private static final byte SPOKE = 1;
    private static final byte SHOWS_PEER = 2;

    private final AddressHash hash = new AddressHash();
    private final long[] keys = new long[SLOTS];

    // Of each direction: slot and slot + SLOTS
    private final byte[] flags = new byte[2 * SLOTS];

    /** First number that was not sent yet. */
    private final int[] next = new int[2 * SLOTS];

    /** Where the latest gap begins and ends, and how much of it is still missing; it counts once it is acknowledged. */
    private final int[] gapBegin = new int[2 * SLOTS];

    private final int[] gapEnd = new int[2 * SLOTS];
    private final int[] gapBytes = new int[2 * SLOTS];

    private final boolean[] gapCounts = new boolean[2 * SLOTS];

    private int size;
    private long unfollowedSegments;
    private long payloadBytes;
    private long missingBytes;

    void take(Segment segment) {
        if (segment.has(Segment.RST)) {
            return; // often somebody else's, with numbers of its own
        }
        int order = Long.compareUnsigned(segment.sourceHigh, segment.destinationHigh);
        order = order != 0 ? order : Long.compareUnsigned(segment.sourceLow, segment.destinationLow);
        order = order != 0 ? order : Integer.compare(segment.sourcePort, segment.destinationPort);
        int slot = find(segment, order <= 0);
        if (slot < 0) {
            unfollowedSegments++;
            return;
        }
        int sender = order <= 0 ? slot : slot + SLOTS;
        int receiver = order <= 0 ? slot + SLOTS : slot;
        sends(sender, segment);
        if (segment.has(Segment.ACK)) {
            flags[sender] |= SHOWS_PEER;
            if ((flags[receiver] & SPOKE) != 0) {
                acknowledges(receiver, segment.ack);
            }
        }
    }

    private void sends(int stream, Segment segment) {
        int end = segment.endSeq();
        payloadBytes += segment.payloadLength;
        int ahead = segment.seq - next[stream];
        boolean begins =
                (flags[stream] & SPOKE) == 0 || segment.has(Segment.SYN) || ahead > LONGEST_GAP || ahead < -LONGEST_GAP;
        if (begins) {
            flags[stream] |= SPOKE;
            next[stream] = end;
            gapBytes[stream] = 0;
            return;
        }
        if (ahead > 0) {
            if (gapBytes[stream] == 0 || gapCounts[stream]) {
                gapBegin[stream] = next[stream];
                gapBytes[stream] = 0;
                gapCounts[stream] = false;
            }
            gapEnd[stream] = segment.seq;
            gapBytes[stream] += ahead;
        } else if (gapBytes[stream] > 0 && segment.seq - gapBegin[stream] >= 0 && gapEnd[stream] - end >= 0) {
            int found = Math.min(gapBytes[stream], segment.payloadLength);
            gapBytes[stream] -= found;
            missingBytes -= gapCounts[stream] ? found : 0;
        }
        if (end - next[stream] > 0) {
            next[stream] = end;
        }
    }

    private void acknowledges(int stream, int ack) {
        if (gapBytes[stream] > 0 && !gapCounts[stream] && ack - gapEnd[stream] >= 0) {
            gapCounts[stream] = true;
            missingBytes += gapBytes[stream];
        }
        int beyond = ack - next[stream];
        if (beyond > 0 && beyond <= LONGEST_GAP) {
            gapBegin[stream] = next[stream];
            gapEnd[stream] = ack;
            gapBytes[stream] = beyond;
            gapCounts[stream] = true;
            missingBytes += beyond;
            next[stream] = ack;
        }
    }

    private int find(Segment segment, boolean sourceIsLower) {
        long source = hash.of(segment.sourceHigh, segment.sourceLow * 31 + segment.sourcePort);
        long destination = hash.of(segment.destinationHigh, segment.destinationLow * 31 + segment.destinationPort);
        long key = sourceIsLower ? hash.of(source, destination) : hash.of(destination, source);
        key = key == 0 ? 1 : key; // 0 stands for a free slot
        int at = (int) key & (SLOTS - 1);
        while (keys[at] != 0) {
            if (keys[at] == key) {
                return at;
            }
            at = (at + 1) & (SLOTS - 1);
        }
        if (size == MOST) {
            return -1;
        }
        size++;
        keys[at] = key;
        return at;
    }

    /** Connections that are more than an unanswered question. */
    long connections() {
        return count(false);
    }

    /** Those of which one direction is never seen, though the other shows that it is there. */
    long oneWay() {
        return count(true);
    }

    private long count(boolean oneWay) {
        long number = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            boolean speaks = (flags[slot] & SPOKE) != 0;
            boolean answers = (flags[slot + SLOTS] & SPOKE) != 0;
            boolean isShown = ((flags[slot] | flags[slot + SLOTS]) & SHOWS_PEER) != 0;
            number += isShown && (!oneWay || speaks != answers) ? 1 : 0;
        }
        return number;
    }

    long unfollowedSegments() {
        return unfollowedSegments;
    }

    long payloadBytes() {
        return payloadBytes;
    }

    long missingBytes() {
        return missingBytes;
    }
}
