package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A packet of which not all fragments have come: which parts have, and the bytes with which its payload begins. Used
 * again for another packet.
 *
 * <p>RFC 5722: fragments that overlap spoil the packet, and all that still comes of it. What has come already and comes
 * again, byte for byte, is a copy and does no harm (RFC 8200 §4.5).
 */
final class PartialPacket {

    /** Bytes kept of a packet: room for the headers of four tunnels. A multiple of 64 units. */
    static final int KEPT = 512;

    /** Fragments start at multiples of this; RFC 791. */
    private static final int UNIT = 8;

    private static final int UNKNOWN = -1;

    /** Parts that do not touch each other. A packet of 64 KiB in fragments of 1,480 bytes has at most 22. */
    private static final int MAX_PARTS = 24;

    /** Where its bytes begin in the memory of all. */
    final int keptAt;

    // Its place in the lists of Fragments
    int bucket;

    @Nullable
    PartialPacket nextInBucket;

    @Nullable
    PartialPacket older;

    @Nullable
    PartialPacket newer;

    /** Time of the first fragment that came. */
    long firstNs;

    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int identification;
    private int protocolOrVersion;
    private int space;

    /** Begin and end of each part that has come, in order, with gaps between. */
    private final int[] parts = new int[2 * MAX_PARTS];

    private int partCount;
    private int total;
    private int firstProtocol;
    private int firstLength;
    private int firstCaptured;

    /** One bit a unit of eight bytes that is kept; the first is the lowest. */
    private long keptUnits;

    private boolean isSpoiled;

    PartialPacket(int keptAt) {
        this.keptAt = keptAt;
    }

    void begin(Segment packet, int identification, int protocolOrVersion, int space) {
        firstNs = packet.timestampNs;
        sourceHigh = packet.sourceHigh;
        sourceLow = packet.sourceLow;
        destinationHigh = packet.destinationHigh;
        destinationLow = packet.destinationLow;
        this.identification = identification;
        this.protocolOrVersion = protocolOrVersion;
        this.space = space;
        partCount = 0;
        total = UNKNOWN;
        firstLength = 0;
        firstCaptured = 0;
        keptUnits = 0;
        isSpoiled = false;
    }

    boolean is(Segment packet, int identification, int protocolOrVersion, int space) {
        return this.identification == identification
                && this.protocolOrVersion == protocolOrVersion
                && this.space == space
                && sourceLow == packet.sourceLow
                && destinationLow == packet.destinationLow
                && sourceHigh == packet.sourceHigh
                && destinationHigh == packet.destinationHigh;
    }

    /**
     * Takes a fragment.
     *
     * @param captured bytes of it that are there, from index at on
     * @return false if it does not fit to the others, which spoils the packet
     */
    boolean take(
            int offset,
            int length,
            boolean isLast,
            int protocol,
            ByteBuffer bytes,
            int at,
            int captured,
            ByteBuffer memory) {
        int end = offset + length;
        boolean fits = !isSpoiled
                && (total == UNKNOWN || (isLast ? end == total : end <= total))
                && (!isLast || partCount == 0 || parts[2 * partCount - 1] <= end);
        if (!fits) {
            isSpoiled = true;
            return false;
        }
        if (isLast) {
            total = end;
        }
        int room = Math.min(captured, KEPT - offset);
        switch (place(offset, end)) {
            case NEW -> {
                if (offset == 0) {
                    firstProtocol = protocol;
                    firstLength = length;
                    firstCaptured = room;
                }
                keep(offset, room, captured == length && isLast, bytes, at, memory);
            }
            case COPY -> isSpoiled = !isEqual(offset, room, bytes, at, memory);
            case OVERLAP -> isSpoiled = true;
        }
        return !isSpoiled;
    }

    private enum Place {
        NEW,
        COPY,
        OVERLAP
    }

    /** Enters the part from begin to end among those that have come, joined with those that it touches. */
    private Place place(int begin, int end) {
        int next = 0;
        while (next < partCount && parts[2 * next + 1] < begin) {
            next++;
        }
        // The part at next ends at or after the beginning
        if (next < partCount && parts[2 * next] <= begin && end <= parts[2 * next + 1]) {
            return Place.COPY;
        }
        boolean joinsBefore = next < partCount && parts[2 * next + 1] == begin;
        int behind = joinsBefore ? next + 1 : next;
        if (behind < partCount && parts[2 * behind] < end) {
            return Place.OVERLAP;
        }
        boolean joinsBehind = behind < partCount && parts[2 * behind] == end;
        if (joinsBefore && joinsBehind) {
            parts[2 * next + 1] = parts[2 * behind + 1];
            System.arraycopy(parts, 2 * behind + 2, parts, 2 * behind, 2 * (partCount - behind - 1));
            partCount--;
        } else if (joinsBefore) {
            parts[2 * next + 1] = end;
        } else if (joinsBehind) {
            parts[2 * behind] = begin;
        } else if (partCount == MAX_PARTS) {
            return Place.OVERLAP; // nobody fragments like that but to do harm
        } else {
            System.arraycopy(parts, 2 * behind, parts, 2 * behind + 2, 2 * (partCount - behind));
            parts[2 * behind] = begin;
            parts[2 * behind + 1] = end;
            partCount++;
        }
        return Place.NEW;
    }

    private void keep(int offset, int room, boolean isEnd, ByteBuffer bytes, int at, ByteBuffer memory) {
        if (room <= 0) {
            return;
        }
        memory.put(keptAt + offset, bytes, at, room);
        int units = (room + (isEnd ? UNIT - 1 : 0)) / UNIT;
        if (units > 0) {
            keptUnits |= (-1L >>> (Long.SIZE - units)) << (offset / UNIT);
        }
    }

    private boolean isEqual(int offset, int room, ByteBuffer bytes, int at, ByteBuffer memory) {
        for (int i = 0; i < room; i++) {
            boolean isKept = (keptUnits >>> ((offset + i) / UNIT) & 1) != 0;
            if (isKept && memory.get(keptAt + offset + i) != bytes.get(at + i)) {
                return false;
            }
        }
        return true;
    }

    boolean isComplete() {
        return !isSpoiled && partCount == 1 && parts[0] == 0 && parts[1] == total;
    }

    /** Bytes of the payload of the complete packet. */
    int total() {
        return total;
    }

    /** Bytes of it that are kept without a gap, from its beginning on. */
    int keptLength() {
        int units = Long.numberOfTrailingZeros(~keptUnits);
        return Math.min(total, Math.max(UNIT * units, firstCaptured));
    }

    /** Bytes of the first fragment. */
    int firstLength() {
        return firstLength;
    }

    /** What the first fragment says that the packet carries. */
    int protocol() {
        return firstProtocol;
    }
}
