package org.wirestat.tracker.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads numbers of headers. Eight bytes at a time give four numbers of 16 bits, the first in the lowest bits: so the bytes
 * need to be swapped in pairs only, all four at once.
 *
 * <p>Not by the buffer's own getters: the quick compiler, which alone compiles a short replay, makes several calls of each,
 * and one more to swap its bytes (FrameDecoderBench, PLAIN, with -XX:TieredStopAtLevel=1: 281 -> 174 ns).
 */
final class HeaderWord {

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteBufferViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EVEN_BYTES = 0x00ff_00ff_00ff_00ffL;

    private HeaderWord() {}

    /** Four numbers of 16 bits in a row. */
    static long read(ByteBuffer bytes, int at) {
        long word = (long) LONGS.get(bytes, at);
        return ((word & EVEN_BYTES) << 8) | ((word >>> 8) & EVEN_BYTES);
    }

    static int first(long word) {
        return (int) word & 0xffff;
    }

    static int second(long word) {
        return (int) word >>> 16;
    }

    static int third(long word) {
        return (int) (word >>> 32) & 0xffff;
    }

    static int fourth(long word) {
        return (int) (word >>> 48);
    }

    /** The first two as one number of 32 bits. */
    static int firstHalf(long word) {
        return ((int) word << 16) | ((int) word >>> 16);
    }

    /** The last two as one number of 32 bits. */
    static int lastHalf(long word) {
        return firstHalf(word >>> 32);
    }

    /** One number of 32 bits. */
    static int read32(ByteBuffer bytes, int at) {
        return Integer.reverseBytes((int) INTS.get(bytes, at));
    }

    /** One number of 16 bits. */
    static int read16(ByteBuffer bytes, int at) {
        int number = (short) SHORTS.get(bytes, at);
        return ((number & 0xff) << 8) | ((number >>> 8) & 0xff);
    }

    /** Eight bytes as they come, the first in the lowest bits: for sums that do not mind the order. */
    static long unswapped(ByteBuffer bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** Four such bytes. */
    static long unswapped32(ByteBuffer bytes, int at) {
        return (int) INTS.get(bytes, at) & 0xffff_ffffL;
    }
}
