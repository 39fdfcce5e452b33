package org.wirestat.capture.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The checksum of lz4 frames: xxHash of 32 bits with seed 0 (xxhash specification 0.2). */
final class XxHash32 {

    private static final int PRIME_1 = 0x9e3779b1;
    private static final int PRIME_2 = 0x85ebca77;
    private static final int PRIME_3 = 0xc2b2ae3d;
    private static final int PRIME_4 = 0x27d4eb2f;
    private static final int PRIME_5 = 0x165667b1;
    private static final int STRIPE = 16;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] waiting = new byte[STRIPE];
    private int waitingCount;
    private long total;
    private int a;
    private int b;
    private int c;
    private int d;

    XxHash32() {
        reset();
    }

    void reset() {
        a = 0x24234428; // PRIME_1 + PRIME_2, in 32 bits
        b = PRIME_2;
        c = 0;
        d = -PRIME_1;
        waitingCount = 0;
        total = 0;
    }

    static int of(byte[] bytes, int from, int count) {
        XxHash32 hash = new XxHash32();
        hash.update(bytes, from, count);
        return hash.value();
    }

    void update(byte[] bytes, int from, int count) {
        total += count;
        int at = from;
        int left = count;
        if (waitingCount > 0) {
            int moved = Math.min(left, STRIPE - waitingCount);
            System.arraycopy(bytes, at, waiting, waitingCount, moved);
            waitingCount += moved;
            at += moved;
            left -= moved;
            if (waitingCount < STRIPE) {
                return;
            }
            stripe(waiting, 0);
        }
        for (; left >= STRIPE; at += STRIPE, left -= STRIPE) {
            stripe(bytes, at);
        }
        System.arraycopy(bytes, at, waiting, 0, left);
        waitingCount = left;
    }

    private void stripe(byte[] bytes, int at) {
        a = round(a, (int) WORD.get(bytes, at));
        b = round(b, (int) WORD.get(bytes, at + 4));
        c = round(c, (int) WORD.get(bytes, at + 8));
        d = round(d, (int) WORD.get(bytes, at + 12));
    }

    private static int round(int sum, int word) {
        return Integer.rotateLeft(sum + word * PRIME_2, 13) * PRIME_1;
    }

    int value() {
        int hash = total >= STRIPE
                ? Integer.rotateLeft(a, 1)
                        + Integer.rotateLeft(b, 7)
                        + Integer.rotateLeft(c, 12)
                        + Integer.rotateLeft(d, 18)
                : PRIME_5;
        hash += (int) total;
        int at = 0;
        for (; at + 4 <= waitingCount; at += 4) {
            hash = Integer.rotateLeft(hash + (int) WORD.get(waiting, at) * PRIME_3, 17) * PRIME_4;
        }
        for (; at < waitingCount; at++) {
            hash = Integer.rotateLeft(hash + (waiting[at] & 0xff) * PRIME_5, 11) * PRIME_1;
        }
        hash = (hash ^ hash >>> 15) * PRIME_2;
        hash = (hash ^ hash >>> 13) * PRIME_3;
        return hash ^ hash >>> 16;
    }
}
