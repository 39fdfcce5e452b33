package org.wirestat.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An input that unpacks another one as it goes. */
abstract class CompressedInput implements ByteInput {

    /** Bytes of the outer input that were read and not yet used: from position to limit. */
    final ByteBuffer compressed = ByteBuffer.allocateDirect(64 << 10).limit(0);

    private final String format;
    private final ByteInput outer;
    private final UnpackLimit limit;
    private long readBytes;
    private long unpackedBytes;

    /** What broke behind bytes that were skipped. */
    private @Nullable IOException untold;

    /**
     * @param format its name in messages
     * @param begun bytes that were read from {@code outer} already; no more than 64 KiB
     */
    CompressedInput(String format, ByteInput outer, ByteBuffer begun, UnpackLimit limit) {
        this.format = format;
        this.outer = outer;
        this.limit = limit;
        readBytes = begun.remaining();
        compressed.clear();
        compressed.put(begun).flip();
    }

    /** As {@link #read}, which minds the limit. */
    abstract int unpack(ByteBuffer into) throws IOException;

    @Override
    public final int read(ByteBuffer into) throws IOException {
        if (untold != null) {
            throw untold;
        }
        if (limit.isExceeded(unpackedBytes, readBytes)) {
            throw new IOException(limit.complaint(format));
        }
        int n = unpack(into);
        unpackedBytes += Math.max(0, n);
        return n;
    }

    /** Reads on where all that was read is used up; false at the end. */
    final boolean more() throws IOException {
        compressed.clear();
        int n = outer.read(compressed);
        compressed.flip();
        readBytes += Math.max(0, n);
        return n > 0;
    }

    final boolean hasMore() throws IOException {
        return compressed.hasRemaining() || more();
    }

    final int next() throws IOException {
        if (!hasMore()) {
            throw cutShort();
        }
        return compressed.get() & 0xff;
    }

    /** Little-endian. */
    final int nextInt() throws IOException {
        return next() | (next() << 8) | (next() << 16) | (next() << 24);
    }

    final void next(byte[] into, int count) throws IOException {
        int done = 0;
        while (done < count) {
            if (!hasMore()) {
                throw cutShort();
            }
            int n = Math.min(count - done, compressed.remaining());
            compressed.get(into, done, n);
            done += n;
        }
    }

    final void drop(long count) throws IOException {
        long left = count;
        while (left > 0) {
            if (!hasMore()) {
                throw cutShort();
            }
            int n = (int) Math.min(left, compressed.remaining());
            compressed.position(compressed.position() + n);
            left -= n;
        }
    }

    final IOException cutShort() {
        return new IOException(format + " data is cut short");
    }

    final IOException broken(String why) {
        return new IOException(format + " data is broken: " + why);
    }

    final IOException broken(String why, Throwable cause) {
        return new IOException(format + " data is broken: " + why, cause);
    }

    @Override
    public final long skip(long count) throws IOException {
        long before = unpackedBytes;
        try {
            return SkippedBytes.read(this, count);
        } catch (IOException e) {
            long skipped = unpackedBytes - before;
            if (skipped == 0) {
                throw e;
            }
            untold = e; // by the next call: these bytes stood before the break
            return skipped;
        }
    }

    @Override
    public final boolean mayWait() {
        return outer.mayWait();
    }

    @Override
    public final long outerBytes() {
        return outer.outerBytes();
    }

    @Override
    public final long outerSize() {
        return outer.outerSize();
    }

    @Override
    public final void stop() {
        outer.stop();
    }

    @Override
    public void close() {
        outer.close();
    }
}
