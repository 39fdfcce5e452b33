package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;

/** The ones' complement sum of RFC 1071. */
final class InternetChecksum {

    private InternetChecksum() {}

    /** Sum of that many bytes as 32-bit words, not folded; room for 2³² of them. */
    static long sum(ByteBuffer bytes, int at, int length) {
        long sum = 0;
        int i = at;
        int left = length;
        for (; left >= 8; left -= 8, i += 8) {
            long word = bytes.getLong(i);
            sum += (word >>> 32) + (word & 0xffff_ffffL);
        }
        // RFC 1071 §1: what is left counts as if zeros followed
        int shift = 24;
        for (; left > 0; left--, i++, shift -= 8) {
            if (shift < 0) {
                shift = 24;
            }
            sum += (bytes.get(i) & 0xffL) << shift;
        }
        return sum;
    }

    /** Sum of the addresses, the protocol and the length of its message: the pseudo-header of RFC 9293 §3.1 and RFC 8200 §8.1. */
    static long pseudoHeader(Segment packet, int length) {
        return addresses(packet) + packet.protocol + length;
    }

    static long addresses(Segment packet) {
        return words(packet.sourceHigh)
                + words(packet.sourceLow)
                + words(packet.destinationHigh)
                + words(packet.destinationLow);
    }

    private static long words(long halfAddress) {
        return (halfAddress >>> 32) + (halfAddress & 0xffff_ffffL);
    }

    /** The 16-bit sum; 0 only if nothing but zeros was summed. */
    static int fold(long sum) {
        long folded = (sum >>> 32) + (sum & 0xffff_ffffL);
        folded = (folded >>> 16) + (folded & 0xffff);
        folded = (folded >>> 16) + (folded & 0xffff);
        return (int) ((folded >>> 16) + (folded & 0xffff));
    }
}
