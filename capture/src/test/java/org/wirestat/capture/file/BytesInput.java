package org.wirestat.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An input that stands in memory; lends no more than so many bytes a read, as pipes do. */
final class BytesInput implements ByteInput {

    private final ByteBuffer bytes;
    private final int mostPerRead;

    BytesInput(byte[] bytes, int mostPerRead) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.mostPerRead = mostPerRead;
    }

    @Override
    public int read(ByteBuffer into) {
        if (!bytes.hasRemaining()) {
            return -1;
        }
        int count = Math.min(Math.min(bytes.remaining(), into.remaining()), mostPerRead);
        into.put(bytes.slice(bytes.position(), count));
        bytes.position(bytes.position() + count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return SkippedBytes.read(this, count);
    }

    @Override
    public boolean mayWait() {
        return mostPerRead < Integer.MAX_VALUE;
    }

    @Override
    public long outerBytes() {
        return bytes.position();
    }

    @Override
    public long outerSize() {
        return bytes.capacity();
    }

    @Override
    public void stop() {}

    @Override
    public void close() {}
}
