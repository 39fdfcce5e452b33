package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/** RFC 791. */
final class Ipv4 {

    static final int MIN_HEADER_LENGTH = 20;

    /** Version and header length of a header without options; more-fragments and the offset 0. */
    private static final long PLAIN = 0x4500;

    private static final long PLAIN_MASK = 0x3fff_0000_0000_ff00L;

    // Words, since each access has its bounds check (FrameDecoderBench)
    static final int VERSION_TO_FRAGMENT =
            0; // version, header length, service; total length; id; flags, fragment offset
    static final int TTL_TO_SOURCE = 8; // time to live, protocol; checksum; source address
    static final int DESTINATION = 16;
    private static final int CHECKSUM = 10;

    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET = 0x1fff;

    private Ipv4() {}

    static Layer open(ByteBuffer bytes, Cursor cursor, Segment into) {
        int at = cursor.at;
        if (!cursor.has(MIN_HEADER_LENGTH)) {
            return cursor.lacks(MIN_HEADER_LENGTH);
        }
        long versionToFragment = HeaderWord.read(bytes, at + VERSION_TO_FRAGMENT);
        int headerLength = (int) versionToFragment >>> 6 & 0x3c;
        int length = length(versionToFragment);
        boolean isLengthPresumed = length == 0;
        if (isLengthPresumed) {
            // Segmentation offload: the sender's interface cuts the packet up and writes the lengths, after us
            length = cursor.wireEnd - at;
        }
        if (HeaderWord.first(versionToFragment) >>> 12 != 4
                || headerLength < MIN_HEADER_LENGTH
                || length < headerLength) {
            return cursor.stop(Discard.MALFORMED);
        }
        cursor.length(length);
        if (!cursor.has(headerLength)) {
            return cursor.stop(Discard.TRUNCATED);
        }
        cursor.isLengthPresumed = isLengthPresumed;
        cursor.isReassembled = false;
        cursor.ipAt = at;
        cursor.packets++;
        cursor.at = at + headerLength;

        long ttlToSource = HeaderWord.read(bytes, at + TTL_TO_SOURCE);
        take(versionToFragment, ttlToSource, HeaderWord.read32(bytes, at + DESTINATION), length, into);

        int protocol = protocol(ttlToSource);
        int flagsAndOffset = HeaderWord.fourth(versionToFragment);
        if ((flagsAndOffset & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) != 0) {
            cursor.fragmentOffset = (flagsAndOffset & FRAGMENT_OFFSET) << 3;
            cursor.hasMoreFragments = (flagsAndOffset & MORE_FRAGMENTS) != 0;
            cursor.fragmentId = into.ipId;
            cursor.type = protocol;
            return Layer.FRAGMENT;
        }
        if (protocol == IpProtocol.TCP) {
            return Layer.TCP;
        }
        if (protocol == IpProtocol.UDP) {
            return Layer.UDP;
        }
        cursor.type = protocol;
        return Layer.IP_PROTOCOL;
    }

    static int length(long versionToFragment) {
        return HeaderWord.second(versionToFragment);
    }

    /** Without options, and no fragment. */
    static boolean isPlain(long versionToFragment) {
        return (versionToFragment & PLAIN_MASK) == PLAIN;
    }

    static int protocol(long ttlToSource) {
        return (int) ttlToSource & 0xff;
    }

    /** Takes what the header says, whole as it is. */
    static void take(long versionToFragment, long ttlToSource, int destination, int length, Segment into) {
        into.ipVersion = 4;
        into.ipLength = length;
        into.ipId = HeaderWord.third(versionToFragment);
        into.hopLimit = HeaderWord.first(ttlToSource) >>> 8;
        into.sourceHigh = 0;
        into.sourceLow = HeaderWord.lastHalf(ttlToSource) & 0xffff_ffffL;
        into.destinationHigh = 0;
        into.destinationLow = destination & 0xffff_ffffL;
    }

    /** Whether the header's checksum is right, or was left to the interface (0). */
    static boolean hasSoundChecksum(ByteBuffer bytes, int at) {
        int headerLength = HeaderWord.read16(bytes, at) >>> 6 & 0x3c;
        return HeaderWord.read16(bytes, at + CHECKSUM) == 0 || InternetChecksum.sum(bytes, at, headerLength) == 0xffff;
    }
}
