package org.wirestat.tracker.connlog;

import org.wirestat.tracker.flow.FlowHash;
import org.wirestat.tracker.wire.Segment;

/**
 * The key of a packet's connection, the same for both directions but of ICMP messages that nobody answers. Unlike a
 * socket's it does not know of tunnels: equal addresses in two of them are one connection.
 */
final class ConnKey {

    private final FlowHash hashing = FlowHash.dealingAlike();

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
            keyA = hashing.ofAddresses(lowerHigh, lowerLow, higherHigh, higherLow);
        } else {
            keyA = (lowerLow << 32) | higherLow;
        }
        hash = hash(keyA, keyB);
    }

    FlowHash hashing() {
        return hashing;
    }

    long hash(long keyA, long keyB) {
        return hashing.of(keyA, keyB);
    }
}
