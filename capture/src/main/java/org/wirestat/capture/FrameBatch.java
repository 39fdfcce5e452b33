package org.wirestat.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Some frames and the memory that their bytes stand in. A source fills it, a reader walks it; nobody keeps the bytes.
 *
 * <p>Not safe for use by several threads while it is being filled.
 */
public final class FrameBatch {

    /** No record of a capture file may be longer than this, in bytes (libpcap's MAXIMUM_SNAPLEN). */
    public static final int MAX_FRAME_LENGTH = 262_144;

    private final int capacity;
    private final int[] offset;
    private final int[] capturedLength;
    private final int[] wireLength;
    private final int[] linkType;
    private final long[] timestampNs;
    private ByteBuffer bytes;
    private int size;

    /**
     * @param capacity most frames that it can hold
     * @param byteCapacity bytes of memory for their contents; at least {@link #MAX_FRAME_LENGTH}
     */
    public FrameBatch(int capacity, int byteCapacity) {
        if (capacity < 1 || byteCapacity < MAX_FRAME_LENGTH) {
            throw new IllegalArgumentException("a batch must hold at least one frame of the largest size");
        }
        this.capacity = capacity;
        offset = new int[capacity];
        capturedLength = new int[capacity];
        wireLength = new int[capacity];
        linkType = new int[capacity];
        timestampNs = new long[capacity];
        bytes = ByteBuffer.allocateDirect(byteCapacity).order(ByteOrder.BIG_ENDIAN);
    }

    /** The memory that all frames stand in, big-endian; to be read with absolute getters only. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** Number of frames. */
    public int size() {
        return size;
    }

    /** Most frames that it can hold. */
    public int capacity() {
        return capacity;
    }

    public boolean isFull() {
        return size == capacity;
    }

    /** Index in {@link #bytes()} of the first byte of frame {@code i}. */
    public int offset(int i) {
        return offset[i];
    }

    /** Bytes of frame {@code i} that are here, from {@link #offset} on. */
    public int capturedLength(int i) {
        return capturedLength[i];
    }

    /** Bytes that frame {@code i} had on the wire; never less than 0. */
    public int wireLength(int i) {
        return wireLength[i];
    }

    /** LINKTYPE_ number of frame {@code i}, as registered at tcpdump.org. */
    public int linkType(int i) {
        return linkType[i];
    }

    /** Time of frame {@code i}, nanoseconds since 1970-01-01 UTC. */
    public long timestampNs(int i) {
        return timestampNs[i];
    }

    /** Forgets all frames; the memory stays. */
    public void clear() {
        size = 0;
    }

    /** Adds a frame whose bytes already stand in {@link #bytes()}. For sources only. */
    public void add(int linkType, long timestampNs, int wireLength, int offset, int capturedLength) {
        int i = size;
        this.linkType[i] = linkType;
        this.timestampNs[i] = timestampNs;
        this.wireLength[i] = wireLength;
        this.offset[i] = offset;
        this.capturedLength[i] = capturedLength;
        size = i + 1;
    }

    /** Puts other memory under the batch, which must be empty: for sources that lend memory of their own (a ring). */
    public void useMemory(ByteBuffer memory) {
        if (size != 0 || memory.order() != ByteOrder.BIG_ENDIAN) {
            throw new IllegalStateException("only an empty batch takes other memory, and only big-endian");
        }
        bytes = memory;
    }
}
