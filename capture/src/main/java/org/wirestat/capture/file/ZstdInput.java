package org.wirestat.capture.file;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What stands in a zstd file (RFC 8878), frame after frame, unpacked by zstd's own library straight into the reader's
 * memory. That library refuses windows of more than 128 MiB, and so bounds its memory. It is given piece by piece, so that
 * what stood before a break is given out.
 */
final class ZstdInput extends CompressedInput {

    private static final String REFUSED = "its library cannot unpack it";

    private final ZstdDecompressCtx context;
    private final ZstdPieces pieces = new ZstdPieces();

    /** Index after the piece in hand. */
    private int pieceEnd;

    private boolean atFrameEnd;
    private long givenOfFrame;
    private boolean wantsMore;

    /** Whether it may hold back bytes for want of room. */
    private boolean mayHoldBack;

    /** @throws LinkageError if zstd's library is not there for this machine */
    ZstdInput(ByteInput outer, ByteBuffer begun, UnpackLimit limit) {
        super("zstd", outer, begun, limit);
        context = new ZstdDecompressCtx();
    }

    @Override
    int unpack(ByteBuffer into) throws IOException {
        int from = into.position();
        while (true) {
            if (wantsMore && !compressed.hasRemaining()) {
                pieceEnd = 0;
                if (!more()) {
                    if (!atFrameEnd) {
                        throw cutShort();
                    }
                    return -1;
                }
            }
            unpackPiece(into);
            mayHoldBack = !atFrameEnd && !into.hasRemaining();
            wantsMore = !compressed.hasRemaining() && !mayHoldBack;
            if (into.position() > from) {
                return into.position() - from;
            }
        }
    }

    /** Where bytes may be held back, they are fetched before anything is given that might be broken. */
    private void unpackPiece(ByteBuffer into) throws IOException {
        int end = compressed.limit();
        if (!mayHoldBack && compressed.position() >= pieceEnd) {
            pieceEnd = pieces.next(compressed, givenOfFrame);
            if (pieces.isForeign()) {
                throw broken(REFUSED);
            }
        }
        compressed.limit(mayHoldBack ? compressed.position() : pieceEnd);
        int from = into.position();
        try {
            atFrameEnd = context.decompressDirectByteBufferStream(into, compressed);
            givenOfFrame = atFrameEnd ? 0 : givenOfFrame + into.position() - from;
        } catch (ZstdException e) {
            // Its library's words for the same damage depend on how much of it was given at once.
            throw broken(REFUSED, e);
        } finally {
            compressed.limit(end);
        }
    }

    @Override
    public void close() {
        context.close();
        super.close();
    }
}
