package org.wirestat.tracker.flow;

import java.security.SecureRandom;
import org.wirestat.tracker.wire.Segment;

/**
 * The key of a segment's conversation, the same for both directions: endpoints in canonical order. Made anew from segment
 * to segment in the same object.
 *
 * <p>Its hash depends on two secret numbers of this run, so that nobody can make up addresses that all collide.
 */
final class FlowKey {

    private static final SecureRandom SECRETS = new SecureRandom();

    private final long seedA = SECRETS.nextLong();
    private final long seedB = SECRETS.nextLong();

    long keyA;
    long keyB;
    long hash;
    boolean sourceIsLower;
    boolean isV6;
    long lowerHigh;
    long lowerLow;
    long higherHigh;
    long higherLow;

    void of(Segment segment) {
        int order = Long.compareUnsigned(segment.sourceHigh, segment.destinationHigh);
        if (order == 0) {
            order = Long.compareUnsigned(segment.sourceLow, segment.destinationLow);
        }
        boolean lower = order == 0 ? segment.sourcePort <= segment.destinationPort : order < 0;
        sourceIsLower = lower;
        isV6 = segment.ipVersion == 6;
        long lowAddress = lower ? segment.sourceLow : segment.destinationLow;
        long highAddress = lower ? segment.destinationLow : segment.sourceLow;
        long lowPort = lower ? segment.sourcePort : segment.destinationPort;
        long highPort = lower ? segment.destinationPort : segment.sourcePort;
        keyB = lowPort << 48
                | highPort << 32
                | (long) (segment.space & 0xffffff) << ConnectionRecord.SPACE_SHIFT
                | ConnectionRecord.USED_BIT
                | (isV6 ? ConnectionRecord.V6_BIT : 0)
                | (segment.protocol == Segment.UDP ? ConnectionRecord.UDP_BIT : 0);
        if (isV6) {
            lowerHigh = lower ? segment.sourceHigh : segment.destinationHigh;
            lowerLow = lowAddress;
            higherHigh = lower ? segment.destinationHigh : segment.sourceHigh;
            higherLow = highAddress;
            keyA = mix(mix(lowerHigh ^ seedA, lowerLow ^ seedB), mix(higherHigh ^ seedB, higherLow ^ seedA));
        } else {
            keyA = lowAddress << 32 | highAddress;
        }
        hash = hash(keyA, keyB);
    }

    long hash(long keyA, long keyB) {
        return mix(keyA ^ seedA, keyB ^ seedB);
    }

    /** The 128-bit product of both, folded: every bit of either moves every bit of the result. */
    private static long mix(long a, long b) {
        long x = a ^ 0x9E3779B97F4A7C15L;
        long y = b ^ 0xD6E8FEB86659FD93L;
        return x * y ^ Math.multiplyHigh(x, y);
    }
}
