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
    private int[] offset;
    private int[] capturedLength;
    private int[] wireLength;
    private int[] linkType;
    private long[] timestampNs;
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

    /**
     * The memory that all frames stand in, big-endian; to be read with absolute getters only. Ask anew after each poll: a
     * source may have put other memory under the batch.
     */
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

    /**
     * Adds a copy of a frame of another batch. For sources only.
     *
     * @return false if there is no room for it, and nothing was added
     */
    public boolean addCopy(FrameBatch from, int i) {
        int length = from.capturedLength[i];
        int at = end();
        if (size == capacity || bytes.capacity() - at < length) {
            return false;
        }
        bytes.put(at, from.bytes, from.offset[i], length);
        add(from.linkType[i], from.timestampNs[i], from.wireLength[i], at, length);
        return true;
    }

    /**
     * Adds a frame whose bytes stand elsewhere. For sources only.
     *
     * @return false if there is no room for it, and nothing was added
     */
    public boolean addCopy(int linkType, long timestampNs, int wireLength, byte[] frame) {
        int at = end();
        if (size == capacity || bytes.capacity() - at < frame.length) {
            return false;
        }
        bytes.put(at, frame);
        add(linkType, timestampNs, wireLength, at, frame.length);
        return true;
    }

    /** Exchanges frames and memory with a batch of the same capacity. For sources that fill one while another is read. */
    public void exchange(FrameBatch other) {
        if (other.capacity != capacity) {
            throw new IllegalArgumentException("only batches of one capacity can be exchanged");
        }
        ByteBuffer otherBytes = other.bytes;
        int[] otherOffset = other.offset;
        int[] otherCapturedLength = other.capturedLength;
        int[] otherWireLength = other.wireLength;
        int[] otherLinkType = other.linkType;
        long[] otherTimestampNs = other.timestampNs;
        int otherSize = other.size;
        other.bytes = bytes;
        other.offset = offset;
        other.capturedLength = capturedLength;
        other.wireLength = wireLength;
        other.linkType = linkType;
        other.timestampNs = timestampNs;
        other.size = size;
        bytes = otherBytes;
        offset = otherOffset;
        capturedLength = otherCapturedLength;
        wireLength = otherWireLength;
        linkType = otherLinkType;
        timestampNs = otherTimestampNs;
        size = otherSize;
    }

    /** First free byte of the memory, where frames were added by copying only. */
    private int end() {
        return size == 0 ? 0 : offset[size - 1] + capturedLength[size - 1];
    }
}
