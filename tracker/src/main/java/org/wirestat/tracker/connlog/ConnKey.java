package org.wirestat.tracker.connlog;

import java.security.SecureRandom;
import org.wirestat.tracker.wire.Segment;

/**
 * The key of a packet's connection, the same for both directions but of ICMP messages that nobody answers. Unlike a
 * socket's it does not know of tunnels: equal addresses in two of them are one connection.
 *
 * <p>Its hash depends on two secret numbers of this run, so that nobody can make up addresses that all collide.
 */
final class ConnKey {

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

    void of(Segment segment, int sourcePort, int destinationPort, boolean isOneWay) {
        int order = Long.compareUnsigned(segment.sourceHigh, segment.destinationHigh);
        if (order == 0) {
            order = Long.compareUnsigned(segment.sourceLow, segment.destinationLow);
        }
        boolean lower = isOneWay || (order == 0 ? sourcePort <= destinationPort : order < 0);
        sourceIsLower = lower;
        isV6 = segment.ipVersion == 6;
        lowerLow = lower ? segment.sourceLow : segment.destinationLow;
        higherLow = lower ? segment.destinationLow : segment.sourceLow;
        keyB = ((long) (lower ? sourcePort : destinationPort) << 48)
                | ((long) (lower ? destinationPort : sourcePort) << 32)
                | ((long) segment.protocol << Conn.PROTOCOL_SHIFT)
                | Conn.USED_BIT
                | (isV6 ? Conn.V6_BIT : 0);
        if (isV6) {
            lowerHigh = lower ? segment.sourceHigh : segment.destinationHigh;
            higherHigh = lower ? segment.destinationHigh : segment.sourceHigh;
            keyA = mix(mix(lowerHigh ^ seedA, lowerLow ^ seedB), mix(higherHigh ^ seedB, higherLow ^ seedA));
        } else {
            keyA = (lowerLow << 32) | higherLow;
        }
        hash = hash(keyA, keyB);
    }

    long hash(long keyA, long keyB) {
        return mix(keyA ^ seedA, keyB ^ seedB);
    }

    private static long mix(long a, long b) {
        long x = a ^ 0x9E3779B97F4A7C15L;
        long y = b ^ 0xD6E8FEB86659FD93L;
        return (x * y) ^ Math.multiplyHigh(x, y);
    }
}
