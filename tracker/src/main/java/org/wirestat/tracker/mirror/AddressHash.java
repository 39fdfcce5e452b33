package org.wirestat.tracker.mirror;

import java.util.SplittableRandom;

/** Spreads addresses over a table, with a number of this run in it, so that nobody can aim at one place. */
final class AddressHash {

    private final long seed = new SplittableRandom().nextLong();

    long of(long a, long b) {
        long x = a ^ seed;
        long y = b ^ 0x9E3779B97F4A7C15L;
        long mixed = (x * 0xD6E8FEB86659FD93L) ^ Math.multiplyHigh(x, y) ^ (y * 0xA0761D6478BD642FL);
        return (mixed ^ (mixed >>> 32)) * 0xE7037ED1A0B428DBL;
    }
}
