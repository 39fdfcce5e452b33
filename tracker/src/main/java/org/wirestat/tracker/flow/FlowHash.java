package org.wirestat.tracker.flow;

import java.security.SecureRandom;

/**
 * Hashes keys with two secret numbers of this run, so that nobody can make up addresses that all collide. All tables of
 * one tracker share it.
 */
public final class FlowHash {

    private final long seedA;
    private final long seedB;

    public FlowHash() {
        SecureRandom random = new SecureRandom();
        seedA = random.nextLong();
        seedB = random.nextLong();
    }

    long of(long keyA, long keyB) {
        return mix(keyA ^ seedA, keyB ^ seedB);
    }

    /** Two IPv6 addresses in one word. */
    long ofAddresses(long lowerHigh, long lowerLow, long higherHigh, long higherLow) {
        return mix(mix(lowerHigh ^ seedA, lowerLow ^ seedB), mix(higherHigh ^ seedB, higherLow ^ seedA));
    }

    /** The 128-bit product of both, folded: every bit of either moves every bit of the result. */
    private static long mix(long a, long b) {
        long x = a ^ 0x9E3779B97F4A7C15L;
        long y = b ^ 0xD6E8FEB86659FD93L;
        return x * y ^ Math.multiplyHigh(x, y);
    }
}
