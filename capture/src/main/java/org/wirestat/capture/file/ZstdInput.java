package org.wirestat.capture.file;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What stands in a zstd file (RFC 8878), frame after frame, unpacked by zstd's own library straight into the reader's
 * memory. That library refuses windows of more than 128 MiB, and so bounds its memory.
 */
final class ZstdInput extends CompressedInput {

    private final ZstdDecompressCtx context;
    private boolean atFrameEnd;
    private boolean wantsMore;

    /** @throws LinkageError if zstd's library is not there for this machine */
    ZstdInput(ByteInput outer, ByteBuffer begun, UnpackLimit limit) {
        super("zstd", outer, begun, limit);
        context = new ZstdDecompressCtx();
    }

    @Override
    int unpack(ByteBuffer into) throws IOException {
        int from = into.position();
        while (true) {
            // It may hold back bytes for want of room, so it is asked again before more is read.
            if (wantsMore && !hasMore()) {
                if (!atFrameEnd) {
                    throw cutShort();
                }
                return -1;
            }
            try {
                atFrameEnd = context.decompressDirectByteBufferStream(into, compressed);
            } catch (ZstdException e) {
                throw broken(String.valueOf(e.getMessage()));
            }
            wantsMore = !compressed.hasRemaining() && (atFrameEnd || into.hasRemaining());
            if (into.position() > from) {
                return into.position() - from;
            }
        }
    }

    @Override
    public void close() {
        context.close();
        super.close();
    }
}
