package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;

/** The ones' complement sum of RFC 1071. */
final class InternetChecksum {

    private InternetChecksum() {}

    /**
     * The 16-bit sum of that many bytes; 0 only if all are zeros. Summed with the bytes of each word in the wrong order,
     * which exchanges those of the sum and nothing else (RFC 1071 §2 B).
     */
    static int sum(ByteBuffer bytes, int at, int length) {
        long sum = 0;
        int i = at;
        int left = length;
        for (; left >= 8; left -= 8, i += 8) {
            long word = HeaderWord.unswapped(bytes, i);
            sum += (word >>> 32) + (word & 0xffff_ffffL);
        }
        if (left >= 4) {
            sum += HeaderWord.unswapped32(bytes, i);
            left -= 4;
            i += 4;
        }
        // RFC 1071 §1: what is left counts as if zeros followed
        for (int shift = 0; left > 0; left--, i++, shift += 8) {
            sum += (bytes.get(i) & 0xffL) << shift;
        }
        int swapped = fold(sum);
        return (swapped & 0xff) << 8 | swapped >>> 8;
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
