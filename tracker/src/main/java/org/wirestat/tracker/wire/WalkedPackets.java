package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.wire.encap.Cursor;

/** The IP headers that a walk came over, from the outermost on. */
final class WalkedPackets {

    private final ByteBuffer[] bytes;
    private final int[] at;
    private final int[] end;
    private final long[] sourceMac;
    private int size;

    /** @param most packets that a walk comes over */
    WalkedPackets(int most) {
        bytes = new ByteBuffer[most];
        at = new int[most];
        end = new int[most];
        sourceMac = new long[most];
    }

    void clear() {
        size = 0;
    }

    /** A header stands at the cursor; it counts if it proves sound, which {@link #keep} tells. */
    void note(ByteBuffer memory, Cursor cursor) {
        if (size < at.length) {
            bytes[size] = memory;
            at[size] = cursor.at;
            end[size] = cursor.end;
            sourceMac[size] = cursor.sourceMac;
        }
    }

    /** @param headers sound ones so far */
    void keep(int headers) {
        size = Math.min(headers, at.length);
    }

    int size() {
        return size;
    }

    ByteBuffer bytes(int packet) {
        return bytes[packet];
    }

    int at(int packet) {
        return at[packet];
    }

    int end(int packet) {
        return end[packet];
    }

    long sourceMac(int packet) {
        return sourceMac[packet];
    }
}
