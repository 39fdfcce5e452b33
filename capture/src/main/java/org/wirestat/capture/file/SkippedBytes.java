package org.wirestat.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that nobody wants, of an input that can only be read. */
final class SkippedBytes {

    private static final int CHUNK = 64 << 10;

    private SkippedBytes() {}

    /** Reads up to {@code count} bytes and forgets them; fewer only at the end. */
    static long read(ByteInput input, long count) throws IOException {
        if (count <= 0) {
            return 0;
        }
        ByteBuffer sink = ByteBuffer.allocateDirect((int) Math.min(count, CHUNK));
        long done = 0;
        while (done < count) {
            sink.clear().limit((int) Math.min(count - done, sink.capacity()));
            int n = input.read(sink);
            if (n < 0) {
                break;
            }
            done += n;
        }
        return done;
    }
}
