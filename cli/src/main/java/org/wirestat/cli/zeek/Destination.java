package org.wirestat.cli.zeek;

import java.io.IOException;
import java.io.OutputStream;

/** Where a log goes: one stream, or files one after the other. */
public sealed interface Destination permits StreamDestination, RotatedFiles {

    /** Whether there are files that can be changed. */
    boolean hasFiles();

    /** When what begins at that moment is to be finished; {@link Long#MAX_VALUE} for never. */
    long endNs(long beginNs);

    /** Begins; at first, and after each {@link #close}. */
    void open(long beginNs) throws IOException;

    OutputStream stream() throws IOException;

    void flush() throws IOException;

    void close() throws IOException;
}
