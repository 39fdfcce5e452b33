package org.wirestat.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What stands in an lz4 file (its frame format 1.6), frame after frame, block after block. Memory: two blocks, of 4 MiB at
 * most, and the 64 KiB before that copies may reach back to.
 */
final class Lz4Input extends CompressedInput {

    static final int MAGIC = 0x04224d18;
    static final int LARGEST_BLOCK = 4 << 20;

    private static final int HISTORY = 64 << 10;
    private static final int SKIPPABLE = 0x184d2a50;

    private static final int VERSION_MASK = 0xc0;
    private static final int VERSION = 0x40;
    private static final int INDEPENDENT = 1 << 5;
    private static final int BLOCK_CHECKSUM = 1 << 4;
    private static final int CONTENT_SIZE = 1 << 3;
    private static final int CONTENT_CHECKSUM = 1 << 2;
    private static final int DICTIONARY = 1;
    private static final int UNCOMPRESSED = 1 << 31;

    private final XxHash32 contentHash = new XxHash32();
    private boolean inFrame;
    private boolean ended;
    private int flags;
    private byte[] block = new byte[0];
    private byte[] out = new byte[0];
    private int largestBlock;
    private int oldest;
    private int next;
    private int decoded;

    Lz4Input(ByteInput outer, ByteBuffer begun, UnpackLimit limit) {
        super("lz4", outer, begun, limit);
    }

    @Override
    int unpack(ByteBuffer into) throws IOException {
        while (next == decoded) {
            if (ended) {
                return -1;
            }
            if (inFrame) {
                readBlock();
            } else {
                readHeader();
            }
        }
        int count = Math.min(into.remaining(), decoded - next);
        into.put(out, next, count);
        next += count;
        return count;
    }

    private void readHeader() throws IOException {
        if (!hasMore()) {
            ended = true;
            return;
        }
        int magic = nextInt();
        if ((magic & ~0xf) == SKIPPABLE) {
            drop(nextInt() & 0xffff_ffffL);
            return;
        }
        if (Integer.reverseBytes(magic) != MAGIC) {
            throw new IOException("bytes follow the lz4 data that are not lz4 data");
        }
        ByteBuffer head = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
        flags = next();
        int sizes = next();
        head.put((byte) flags).put((byte) sizes);
        if ((flags & VERSION_MASK) != VERSION) {
            throw new IOException("lz4 data of version " + (flags >>> 6) + ", of which nothing is known");
        }
        for (int i = 0; i < ((flags & CONTENT_SIZE) != 0 ? 8 : 0); i++) {
            head.put((byte) next());
        }
        if ((flags & DICTIONARY) != 0) {
            throw broken("it wants a dictionary");
        }
        if (next() != (XxHash32.of(head.array(), 0, head.position()) >>> 8 & 0xff)) {
            throw broken("the checksum of its header is wrong");
        }
        int code = sizes >>> 4 & 7;
        if (code < 4) {
            throw broken("blocks of a size that is not defined");
        }
        begin(1 << (8 + 2 * code));
    }

    private void begin(int blockSize) {
        largestBlock = blockSize;
        if (out.length != HISTORY + blockSize) {
            out = new byte[HISTORY + blockSize];
            block = new byte[blockSize];
        }
        next = HISTORY;
        decoded = HISTORY;
        oldest = HISTORY;
        contentHash.reset();
        inFrame = true;
    }

    private void readBlock() throws IOException {
        int size = nextInt();
        if (size == 0) {
            if ((flags & CONTENT_CHECKSUM) != 0 && nextInt() != contentHash.value()) {
                throw broken("its checksum is wrong");
            }
            inFrame = false;
            return;
        }
        int length = size & ~UNCOMPRESSED;
        if (length > largestBlock) {
            throw broken("a block of " + length + " bytes, where " + largestBlock + " are the most");
        }
        next(block, length);
        if ((flags & BLOCK_CHECKSUM) != 0 && nextInt() != XxHash32.of(block, 0, length)) {
            throw broken("the checksum of a block is wrong");
        }
        keepHistory();
        if (size < 0) {
            System.arraycopy(block, 0, out, HISTORY, length);
            decoded = HISTORY + length;
        } else {
            decoded = Lz4Block.decode(block, length, out, oldest, HISTORY);
        }
        next = HISTORY;
        if ((flags & CONTENT_CHECKSUM) != 0) {
            contentHash.update(out, HISTORY, decoded - HISTORY);
        }
    }

    /** Moves the last bytes decoded to just before the place of the next block. */
    private void keepHistory() {
        if ((flags & INDEPENDENT) != 0) {
            oldest = HISTORY;
            return;
        }
        int keep = Math.min(HISTORY, decoded - oldest);
        System.arraycopy(out, decoded - keep, out, HISTORY - keep, keep);
        oldest = HISTORY - keep;
    }
}
