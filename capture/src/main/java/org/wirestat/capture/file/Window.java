package org.wirestat.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The part of an input that stands in memory: bytes {@link #position} to {@link #limit} are read and not yet used. The
 * memory is that of the batch being filled, so that frames stay where they were read to; what is left over when the batch
 * is done is carried over into the next one.
 */
final class Window {

    private ByteBuffer memory = ByteBuffer.allocateDirect(0);
    private ByteBuffer bigEndian = memory;
    private ByteBuffer littleEndian = memory;
    private ByteBuffer carry = ByteBuffer.allocateDirect(4096);
    private int carried;
    private long inputOffset;

    /** Index in the memory of the next byte to use. */
    int position;

    /** Index in the memory after the last byte read. */
    int limit;

    /** Moves into other memory, with the bytes that were left over. */
    void enter(ByteBuffer other) {
        memory = other;
        bigEndian = other.duplicate();
        littleEndian = other.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        memory.put(0, carry, 0, carried);
        inputOffset += position;
        position = 0;
        limit = carried;
    }

    /** Takes the bytes that are left over out of the memory. */
    void leave() {
        carried = limit - position;
        if (carry.capacity() < carried) {
            carry = ByteBuffer.allocateDirect(Integer.highestOneBit(carried) * 2);
        }
        carry.put(0, memory, position, carried);
    }

    /** The memory, for absolute getters. */
    ByteBuffer bytes(ByteOrder order) {
        return order == ByteOrder.LITTLE_ENDIAN ? littleEndian : bigEndian;
    }

    /** A view of the bytes read and not yet used. */
    ByteBuffer unused() {
        return memory.slice(position, available());
    }

    /** Forgets all bytes; the next to be read is the first of another input. */
    void restart() {
        position = 0;
        limit = 0;
        inputOffset = 0;
    }

    /** Number of bytes read and not yet used. */
    int available() {
        return limit - position;
    }

    int capacity() {
        return memory.capacity();
    }

    boolean isFull() {
        return limit == memory.capacity();
    }

    /** Offset in the input of the next byte to use. */
    long inputPosition() {
        return inputOffset + position;
    }

    /** Offset in the input after the last byte read. */
    long inputEnd() {
        return inputOffset + limit;
    }

    /** Moves what is not yet used to the front. Only while no frame stands in the memory. */
    void compact() {
        // Our own duplicate has a position and a limit of its own.
        bigEndian.limit(limit).position(position);
        bigEndian.compact().clear();
        inputOffset += position;
        limit -= position;
        position = 0;
    }

    /** Notes that bytes went by outside of the memory; it must be used up. */
    void skipped(long count) {
        inputOffset += count;
    }

    /**
     * Reads behind the limit.
     *
     * @return bytes read, or -1 at the end
     */
    int read(ByteInput input, int most) throws IOException {
        bigEndian.limit(Math.min(limit + most, memory.capacity())).position(limit);
        int n = input.read(bigEndian);
        bigEndian.clear();
        if (n > 0) {
            limit += n;
        }
        return n;
    }
}
