package org.wirestat.capture.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.wirestat.capture.FrameBatch;

/**
 * The classic format of libpcap: a file header of 24 bytes, then for each frame a header of 16 bytes (seconds, fraction,
 * captured length, wire length) and its bytes. Magic numbers tell byte order, unit of the fraction and a longer header.
 */
final class PcapFormat extends RecordFormat {

    static final int FILE_HEADER_LENGTH = 24;

    private static final int MAGIC_MICROS = 0xa1b2c3d4;
    private static final int MAGIC_NANOS = 0xa1b23c4d;
    // Kuznetsov's patch of the nineties: interface, protocol and packet type follow each header.
    private static final int MAGIC_MODIFIED = 0xa1b2cd34;

    private static final int CAPTURED_LENGTH = 8;
    private static final int WIRE_LENGTH = 12;
    private static final int RECORD_HEADER_LENGTH = 16;
    private static final int MODIFIED_RECORD_HEADER_LENGTH = 24;

    // Two fields of 32 bits at once. The quick compiler makes of a buffer's own getter several calls
    // (CaptureFileBench).
    private static final VarHandle LITTLE =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long UINT = 0xffff_ffffL;

    /** Which of the two lengths stands first; old writers disagreed (libpcap's own sources tell the tale). */
    private enum LengthOrder {
        CAPTURED_FIRST,
        WIRE_FIRST,
        SMALLER_IS_CAPTURED
    }

    private final ByteOrder order;
    private final int headerLength;
    private final long unitsPerSecond;
    private final long nsPerUnit;
    private final int linkType;
    private final LengthOrder lengthOrder;

    private PcapFormat(ByteOrder order, int magic, int linkType, LengthOrder lengthOrder) {
        this.order = order;
        this.linkType = linkType;
        this.lengthOrder = lengthOrder;
        headerLength = magic == MAGIC_MODIFIED ? MODIFIED_RECORD_HEADER_LENGTH : RECORD_HEADER_LENGTH;
        nsPerUnit = magic == MAGIC_NANOS ? 1 : 1000;
        unitsPerSecond = NS_PER_SECOND / nsPerUnit;
    }

    /** Whether a file that begins so is meant to be of this format. */
    static boolean isMagic(int bigEndianMagic) {
        return isOurs(bigEndianMagic) || isOurs(Integer.reverseBytes(bigEndianMagic));
    }

    private static boolean isOurs(int magic) {
        return magic == MAGIC_MICROS || magic == MAGIC_NANOS || magic == MAGIC_MODIFIED;
    }

    /** Reads the file header, of which as much stands in the window as there is. */
    static PcapFormat begin(Window window) throws BrokenCapture {
        if (window.available() < FILE_HEADER_LENGTH) {
            throw BrokenCapture.cutShort(window.inputEnd(), "the file header", FILE_HEADER_LENGTH, window.available());
        }
        ByteOrder order = isOurs(window.bytes(ByteOrder.BIG_ENDIAN).getInt(window.position))
                ? ByteOrder.BIG_ENDIAN
                : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer bytes = window.bytes(order);
        int at = window.position;
        int magic = bytes.getInt(at);
        int major = bytes.getShort(at + 4) & 0xffff;
        int minor = bytes.getShort(at + 6) & 0xffff;
        // The upper half of the last field holds reserved bits and the length of a frame check sequence.
        int linkType = bytes.getInt(at + 20) & 0xffff;
        window.position += FILE_HEADER_LENGTH;
        return new PcapFormat(order, magic, linkType, lengthOrder(major, minor));
    }

    private static LengthOrder lengthOrder(int major, int minor) throws BrokenCapture {
        if (major == 2) {
            return minor < 3
                    ? LengthOrder.WIRE_FIRST
                    : minor == 3 ? LengthOrder.SMALLER_IS_CAPTURED : LengthOrder.CAPTURED_FIRST;
        }
        // DG/UX writes 543.0.
        if (major == 543 && minor == 0) {
            return LengthOrder.WIRE_FIRST;
        }
        throw BrokenCapture.damaged(
                4, "the file header", "pcap version " + major + "." + minor + ", only 2.x is known");
    }

    // One flat loop: each file of many millions of frames goes through here.
    @Override
    void walk(Window window, FrameBatch batch) throws BrokenCapture {
        if (hasLargeFrame() && !addLargeFrame(window, batch)) {
            return;
        }
        ByteBuffer bytes = window.bytes(order);
        boolean isBigEndian = order == ByteOrder.BIG_ENDIAN;
        boolean isWireFirst = lengthOrder == LengthOrder.WIRE_FIRST;
        int header = headerLength;
        int type = linkType;
        int limit = window.limit;
        int at = window.position;
        int room = batch.capacity() - batch.size();
        int count = 0;
        int odd = 0;
        boolean broken = false;
        while (count < room && limit - at >= header) {
            long lengths = pair(bytes, at + CAPTURED_LENGTH, isBigEndian);
            int captured = (int) (isWireFirst ? lengths >>> 32 : lengths);
            int wire = (int) (isWireFirst ? lengths : lengths >>> 32);
            boolean exceedsWire = Integer.compareUnsigned(captured, wire) > 0;
            if (exceedsWire && lengthOrder == LengthOrder.SMALLER_IS_CAPTURED) {
                int larger = captured;
                captured = wire;
                wire = larger;
                exceedsWire = false;
            }
            broken = Integer.compareUnsigned(captured, FrameBatch.MAX_FRAME_LENGTH) > 0;
            boolean large = !broken && header + captured > window.capacity();
            if (broken || (captured > limit - at - header && !large)) {
                break;
            }
            long secondsAndFraction = pair(bytes, at, isBigEndian);
            long fraction = secondsAndFraction >>> 32;
            if (exceedsWire || fraction >= unitsPerSecond) {
                odd++;
            }
            long ns = (secondsAndFraction & UINT) * NS_PER_SECOND + fraction * nsPerUnit;
            int wireLength = wire < 0 ? Integer.MAX_VALUE : wire;
            if (large) {
                at += header;
                expectLargeFrame(type, ns, wireLength, captured);
                break;
            }
            batch.add(type, ns, wireLength, at + header, captured);
            at += header + captured;
            count++;
        }
        countFrames(count);
        countOdd(odd);
        window.position = at;
        if (broken) {
            long captured = bytes.getInt(at + (isWireFirst ? WIRE_LENGTH : CAPTURED_LENGTH)) & UINT;
            throw BrokenCapture.damaged(
                    window.inputPosition(),
                    nextFrame(),
                    "captured length " + captured + " is more than " + FrameBatch.MAX_FRAME_LENGTH);
        }
    }

    /** Two fields, the first in the lower half. */
    private static long pair(ByteBuffer bytes, int at, boolean isBigEndian) {
        return isBigEndian ? Long.rotateLeft((long) BIG.get(bytes, at), 32) : (long) LITTLE.get(bytes, at);
    }

    @Override
    long bytesToSkip() {
        return 0;
    }

    @Override
    void skipped(long count) {
        throw new IllegalStateException("nothing is skipped here");
    }

    @Override
    boolean isBetweenRecords(Window window) {
        return window.available() == 0 && !hasLargeFrame();
    }

    @Override
    BrokenCapture cutShort(Window window) {
        int there = window.available();
        if (hasLargeFrame()) {
            return BrokenCapture.cutShort(window.inputEnd(), nextFrame(), largeFrameLength(), there);
        }
        if (there < headerLength) {
            return BrokenCapture.cutShort(window.inputEnd(), "the header of " + nextFrame(), headerLength, there);
        }
        ByteBuffer bytes = window.bytes(order);
        long first = bytes.getInt(window.position + CAPTURED_LENGTH) & UINT;
        long second = bytes.getInt(window.position + WIRE_LENGTH) & UINT;
        long captured = switch (lengthOrder) {
            case CAPTURED_FIRST -> first;
            case WIRE_FIRST -> second;
            case SMALLER_IS_CAPTURED -> Math.min(first, second);
        };
        return BrokenCapture.cutShort(window.inputEnd(), nextFrame(), captured, there - headerLength);
    }
}
