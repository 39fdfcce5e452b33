package org.wirestat.capture.file;

import java.nio.ByteBuffer;

/**
 * Tells where the headers, blocks and checksums of a zstd file end (RFC 8878 §3.1), so that its library can be given one at a
 * time: of a call that meets damage it gives out nothing, and what stood before the damage shall not be lost by that.
 */
final class ZstdPieces {

    /** Any of the sixteen magic numbers of a frame that is to be skipped, without its lowest four bits. */
    private static final int SKIPPABLE = 0x184d2a5;

    private static final int MAGIC = 0xfd2fb528;

    private static final int BLOCK_HEADER_LENGTH = 3;
    private static final int BLOCK_RAW = 0;
    private static final int BLOCK_RUN = 1;
    private static final int INT_LENGTH = 4;

    // of the byte that describes a frame
    private static final int HAS_CHECKSUM = 0x04;
    private static final int IS_SINGLE_SEGMENT = 0x20;
    private static final int[] DICTIONARY_ID_LENGTHS = {0, 1, 2, 4};
    private static final int[] CONTENT_SIZE_LENGTHS = {0, 2, 4, 8};

    private enum Part {
        MAGIC,
        DESCRIPTOR,
        SIZE_OF_SKIPPED,
        SIZE_OF_FRAME,
        BLOCK_HEADER,
        CHECKSUM,
        /** Bytes that mean nothing here, before what comes next. */
        CONTENT
    }

    private Part part = Part.MAGIC;
    private Part afterContent = Part.MAGIC;

    /** Bytes of the content that belong to later pieces. */
    private long uncut;

    /** Length of what the frame in hand unpacks to, as it says; without bound if it does not. */
    private long frameLength = Long.MAX_VALUE;

    private int sizeLength;

    private boolean hasChecksum;

    /** Bytes of this part that are still to come, and its bytes so far, little-endian. */
    private long left = INT_LENGTH;

    private long value;
    private int bits;
    private boolean isForeign;

    /**
     * Whether a frame begins with another magic number, perhaps one from before the RFC. The library takes those that it
     * knows if they come in one piece, and refuses them otherwise.
     */
    boolean isForeign() {
        return isForeign;
    }

    /**
     * Goes on to the end of a piece, or of the bytes.
     *
     * @param bytes what comes next; its position stays
     * @param given bytes that the library has given out of the frame in hand
     * @return index after the piece
     */
    int next(ByteBuffer bytes, long given) {
        int at = bytes.position();
        while (at < bytes.limit()) {
            if (part == Part.CONTENT) {
                int count = (int) Math.min(left, bytes.limit() - at);
                at += count;
                left -= count;
                if (left > 0) {
                    break;
                }
                if (uncut > 0) {
                    left = Math.max(1, uncut - 1);
                    uncut -= left;
                } else {
                    begin(afterContent);
                }
                return at;
            }
            value |= (bytes.get(at++) & 0xffL) << bits;
            bits += Byte.SIZE;
            if (--left == 0) {
                end(value, given);
                // A frame that the library gets in one call it holds against its own length, which it does not where
                // the last block is an empty one that comes later: so no call gets more than the header.
                if (part == Part.BLOCK_HEADER || part == Part.MAGIC) {
                    return at;
                }
            }
        }
        return at;
    }

    private void begin(Part next) {
        part = next;
        left = switch (next) {
            case MAGIC, SIZE_OF_SKIPPED, CHECKSUM -> INT_LENGTH;
            case SIZE_OF_FRAME -> sizeLength;
            case DESCRIPTOR -> 1;
            case BLOCK_HEADER -> BLOCK_HEADER_LENGTH;
            case CONTENT -> throw new IllegalArgumentException("of unknown length");
        };
        value = 0;
        bits = 0;
    }

    private void begin(long contentLength, Part next) {
        if (contentLength == 0) {
            begin(next);
            return;
        }
        part = Part.CONTENT;
        afterContent = next;
        left = contentLength;
    }

    /** What the part says of those behind it. What makes no sense is the library's to refuse. */
    private void end(long number, long given) {
        switch (part) {
            case MAGIC -> {
                boolean isSkippable = (int) number >>> 4 == SKIPPABLE;
                isForeign = !isSkippable && (int) number != MAGIC;
                begin(isSkippable ? Part.SIZE_OF_SKIPPED : Part.DESCRIPTOR);
            }
            case SIZE_OF_SKIPPED -> begin(number, Part.MAGIC);
            case DESCRIPTOR -> {
                hasChecksum = (number & HAS_CHECKSUM) != 0;
                boolean isSingle = (number & IS_SINGLE_SEGMENT) != 0;
                int windowAndId = (isSingle ? 0 : 1) + DICTIONARY_ID_LENGTHS[(int) number & 3];
                int size = CONTENT_SIZE_LENGTHS[(int) number >>> 6 & 3];
                sizeLength = size == 0 && isSingle ? 1 : size;
                frameLength = Long.MAX_VALUE;
                begin(windowAndId, sizeLength == 0 ? Part.BLOCK_HEADER : Part.SIZE_OF_FRAME);
            }
            case SIZE_OF_FRAME -> {
                // RFC 8878 §3.1.1.1.4: two bytes begin to count where one ends
                frameLength = sizeLength == 2 ? number + 256 : number;
                begin(Part.BLOCK_HEADER);
            }
            case BLOCK_HEADER -> {
                boolean isLast = (number & 1) != 0;
                int kind = (int) number >>> 1 & 3;
                int length = kind == BLOCK_RUN ? 1 : (int) number >>> 3;
                begin(length, !isLast ? Part.BLOCK_HEADER : hasChecksum ? Part.CHECKSUM : Part.MAGIC);
                // Of a block that is not packed the library gives out what has come. With its last byte it looks
                // whether the frame is as long as was said: if not, it gives out nothing of that call. Nor does it of a
                // call in which the frame becomes longer than that.
                if (kind == BLOCK_RAW && length > 1) {
                    long room = frameLength - given;
                    left = room > 0 ? Math.min(room, length - 1) : length - 1;
                    uncut = length - left;
                }
            }
            case CHECKSUM -> begin(Part.MAGIC);
            case CONTENT -> throw new IllegalStateException("has no value");
        }
    }
}
