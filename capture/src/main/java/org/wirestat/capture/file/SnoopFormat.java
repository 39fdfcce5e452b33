package org.wirestat.capture.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.wirestat.capture.FrameBatch;

/**
 * The format of Solaris' snoop (RFC 1761), big-endian: a file header of 16 bytes, then for each frame a header of 24 bytes
 * (wire length, captured length, length of the record, frames dropped so far, seconds, microseconds), its bytes, and
 * padding.
 */
final class SnoopFormat extends RecordFormat {

    private static final int FILE_HEADER_LENGTH = 16;
    private static final int VERSION = 8;
    private static final int LINK = 12;

    private static final int HEADER_LENGTH = 24;
    private static final int WIRE_LENGTH = 0;
    private static final int CAPTURED_LENGTH = 4;
    private static final int RECORD_LENGTH = 8;
    private static final int SECONDS = 16;
    private static final int MICROSECONDS = 20;

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long NS_PER_MICRO = 1000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long UINT = 0xffff_ffffL;

    private final int linkType;
    private int padding;
    private int bytesToSkip;

    private SnoopFormat(int linkType) {
        this.linkType = linkType;
    }

    /** Reads the file header, of which as much stands in the window as there is. */
    static SnoopFormat begin(Window window) throws BrokenCapture {
        if (window.available() < FILE_HEADER_LENGTH) {
            throw BrokenCapture.cutShort(window.inputEnd(), "the file header", FILE_HEADER_LENGTH, window.available());
        }
        ByteBuffer bytes = window.bytes(ByteOrder.BIG_ENDIAN);
        long version = bytes.getInt(window.position + VERSION) & UINT;
        if (version != 2) {
            throw BrokenCapture.damaged(window.inputPosition(), "the file header", "snoop version " + version);
        }
        long link = bytes.getInt(window.position + LINK) & UINT;
        window.position += FILE_HEADER_LENGTH;
        return new SnoopFormat(linkType(link));
    }

    /** LINKTYPE_ number; those that it has no name for are kept apart from all it has. */
    private static int linkType(long link) {
        return switch ((int) link) {
            case 0, 4 -> 1; // IEEE 802.3, Ethernet
            case 2 -> 6; // token ring
            case 8 -> 10; // FDDI
            default -> (int) Math.min(Integer.MAX_VALUE, link + 0x10000);
        };
    }

    @Override
    void walk(Window window, FrameBatch batch) throws BrokenCapture {
        ByteBuffer bytes = window.bytes(ByteOrder.BIG_ENDIAN);
        while (bytesToSkip == 0 && !batch.isFull()) {
            if (hasLargeFrame()) {
                if (!addLargeFrame(window, batch)) {
                    return;
                }
                passPadding(window);
                continue;
            }
            int at = window.position;
            if (window.available() < HEADER_LENGTH) {
                return;
            }
            long captured = bytes.getInt(at + CAPTURED_LENGTH) & UINT;
            long record = bytes.getInt(at + RECORD_LENGTH) & UINT;
            if (captured > FrameBatch.MAX_FRAME_LENGTH) {
                throw BrokenCapture.damaged(
                        window.inputPosition(),
                        nextFrame(),
                        "captured length " + captured + " is more than " + FrameBatch.MAX_FRAME_LENGTH);
            }
            if (record < HEADER_LENGTH + captured || record > HEADER_LENGTH + captured + FrameBatch.MAX_FRAME_LENGTH) {
                throw BrokenCapture.damaged(
                        window.inputPosition(), nextFrame(), "record length " + record + " for " + captured + " bytes");
            }
            boolean large = HEADER_LENGTH + captured > window.capacity();
            if (window.available() < HEADER_LENGTH + captured && !large) {
                return;
            }
            take(bytes, at, window, batch, large);
        }
    }

    private void take(ByteBuffer bytes, int at, Window window, FrameBatch batch, boolean large) {
        int captured = bytes.getInt(at + CAPTURED_LENGTH);
        int wire = bytes.getInt(at + WIRE_LENGTH);
        long micros = bytes.getInt(at + MICROSECONDS) & UINT;
        if (micros >= MICROS_PER_SECOND || Integer.compareUnsigned(captured, wire) > 0) {
            countOdd(1);
        }
        long ns = (bytes.getInt(at + SECONDS) & UINT) * NS_PER_SECOND + micros * NS_PER_MICRO;
        int wireLength = wire < 0 ? Integer.MAX_VALUE : wire;
        padding = bytes.getInt(at + RECORD_LENGTH) - HEADER_LENGTH - captured;
        window.position += HEADER_LENGTH;
        if (large) {
            expectLargeFrame(linkType, ns, wireLength, captured);
            return;
        }
        batch.add(linkType, ns, wireLength, window.position, captured);
        countFrames(1);
        window.position += captured;
        passPadding(window);
    }

    private void passPadding(Window window) {
        int here = Math.min(padding, window.available());
        window.position += here;
        bytesToSkip = padding - here;
        padding = 0;
    }

    @Override
    long bytesToSkip() {
        return bytesToSkip;
    }

    @Override
    void skipped(long count) {
        bytesToSkip -= (int) count;
    }

    @Override
    boolean isBetweenRecords(Window window) {
        return window.available() == 0 && !hasLargeFrame() && bytesToSkip == 0;
    }

    @Override
    BrokenCapture cutShort(Window window) {
        int there = window.available();
        if (hasLargeFrame()) {
            return BrokenCapture.cutShort(window.inputEnd(), nextFrame(), largeFrameLength(), there);
        }
        if (bytesToSkip > 0) {
            return BrokenCapture.cutShort(window.inputEnd(), "the padding before " + nextFrame(), bytesToSkip, 0);
        }
        if (there < HEADER_LENGTH) {
            return BrokenCapture.cutShort(window.inputEnd(), "the header of " + nextFrame(), HEADER_LENGTH, there);
        }
        long captured = window.bytes(ByteOrder.BIG_ENDIAN).getInt(window.position + CAPTURED_LENGTH) & UINT;
        return BrokenCapture.cutShort(window.inputEnd(), nextFrame(), captured, there - HEADER_LENGTH);
    }
}
