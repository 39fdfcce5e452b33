package org.wirestat.capture.file;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A pcapng block that is used up piece by piece rather than where it stands: bytes to skip, then options if it has any that
 * matter, then the length once more. It may be longer than the memory.
 */
final class PcapngBlock {

    static final int TRAILER = 4;

    private static final int OPTION_HEADER = 4;
    private static final int END_OF_OPTIONS = 0;
    private static final int TSRESOL = 9;
    private static final int TSOFFSET = 14;

    private long start;
    // 0: there is none
    private int length;
    private long toSkip;
    private int optionsLeft;
    private @Nullable PcapngInterfaces described;

    /** Begins one of which nothing matters any more but {@code toSkip} bytes that are to go by. */
    void skip(Window window, int length, int used, long toSkip) {
        start = window.inputPosition();
        this.length = length;
        this.toSkip = toSkip;
        optionsLeft = 0;
        described = null;
        window.position += used;
    }

    /**
     * Begins one that goes on with options up to its trailer.
     *
     * @param described what the options tell of, whose description ends with the block; or null
     */
    void readOptions(Window window, int length, int used, @Nullable PcapngInterfaces described) {
        skip(window, length, used, 0);
        optionsLeft = length - used - TRAILER;
        this.described = described;
    }

    boolean isOpen() {
        return length != 0;
    }

    /** Where it begins in the input. */
    long start() {
        return start;
    }

    /** Length that it announces. */
    long length() {
        return length & 0xffff_ffffL;
    }

    long toSkip() {
        return toSkip;
    }

    void skipped(long count) {
        toSkip -= count;
    }

    /** Uses up more of it; false if more bytes are wanted. */
    boolean goOn(Window window, ByteBuffer bytes, RecordFormat format) throws BrokenCapture {
        int n = (int) Math.min(toSkip, window.available());
        window.position += n;
        toSkip -= n;
        if (toSkip > 0) {
            return false;
        }
        if (optionsLeft > 0) {
            return option(window, bytes, format);
        }
        if (window.available() < TRAILER) {
            return false;
        }
        int trailer = bytes.getInt(window.position);
        if (trailer != length) {
            throw badTrailer(start, trailer, length, place(format));
        }
        window.position += TRAILER;
        length = 0;
        if (described != null) {
            described.end();
        }
        return true;
    }

    private boolean option(Window window, ByteBuffer bytes, RecordFormat format) throws BrokenCapture {
        // The length of a block is a multiple of 4, and so is what each option takes.
        if (window.available() < OPTION_HEADER) {
            return false;
        }
        int at = window.position;
        int code = bytes.getShort(at) & 0xffff;
        int valueLength = bytes.getShort(at + 2) & 0xffff;
        int padded = (valueLength + 3) & ~3;
        if (OPTION_HEADER + padded > optionsLeft) {
            throw badOption(window, format, code, "runs over the end of its block");
        }
        if (code == END_OF_OPTIONS) {
            if (valueLength != 0) {
                throw badOption(window, format, code, "ends the options and has a length");
            }
            padded = optionsLeft - OPTION_HEADER;
        } else if (described != null && (code == TSRESOL || code == TSOFFSET)) {
            int expected = code == TSRESOL ? 1 : 8;
            if (valueLength != expected) {
                throw badOption(window, format, code, "has length " + valueLength + ", not " + expected);
            }
            if (window.available() < OPTION_HEADER + padded) {
                return false;
            }
            int value = at + OPTION_HEADER;
            boolean allowed = code == TSRESOL
                    ? described.resolution(bytes.get(value) & 0xff)
                    : described.offset(bytes.getLong(value));
            if (!allowed) {
                throw badOption(window, format, code, "is out of range, or given twice");
            }
        }
        window.position += OPTION_HEADER;
        optionsLeft -= OPTION_HEADER + padded;
        toSkip = padded;
        return true;
    }

    private static BrokenCapture badOption(Window window, RecordFormat format, int code, String what) {
        return BrokenCapture.damaged(window.inputPosition(), place(format), "option " + code + " " + what);
    }

    static BrokenCapture badTrailer(long start, int trailer, int length, String place) {
        return BrokenCapture.damaged(
                start,
                place,
                "block length " + (length & 0xffff_ffffL) + " at its head, " + (trailer & 0xffff_ffffL)
                        + " at its end");
    }

    /** Where a block stands that has no frame, in words. */
    static String place(RecordFormat format) {
        return format.frames() == 0 ? "a block before any frame" : "a block after frame " + format.frames();
    }
}
