package org.wirestat.capture.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes in order: a file, a pipe, or what stands compressed in one. */
interface ByteInput extends Closeable {

    /**
     * Reads what is there, at least one byte, and waits for that; or gives 0, where it waited in vain for a while.
     *
     * @param into a direct buffer with room
     * @return bytes read, or -1 at the end
     */
    int read(ByteBuffer into) throws IOException;

    /** Drops up to {@code count} bytes; fewer only at the end. */
    long skip(long count) throws IOException;

    /** Whether a read may wait for somebody to write, so that what was read should be used first. */
    boolean mayWait();

    /** Bytes that came from the outside; differs from what {@link #read} gave where it was compressed. */
    long outerBytes();

    /** Bytes that will come from the outside, or -1 if nobody knows. */
    long outerSize();

    /** Ends a read that waits, and all later ones, with an exception; from any thread. */
    void stop();

    /** For the thread that reads. */
    @Override
    void close();
}
