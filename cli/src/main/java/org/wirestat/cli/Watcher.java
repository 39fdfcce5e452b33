package org.wirestat.cli;

import java.io.IOException;
import java.util.List;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureStats;
import org.wirestat.tracker.Counters;
import org.wirestat.tracker.Frames;

/** What a session feeds with frames: it makes tables of them, or a log. */
interface Watcher extends AutoCloseable {

    /**
     * Takes frames in a row.
     *
     * @param lent read during this call only
     * @param from number of the first
     * @param to number of the one after the last
     */
    void onFrames(Frames lent, int from, int to) throws IOException;

    /** Moves its clock on; never back. */
    void advanceTo(long nowNs) throws IOException;

    /** Its clock: nanoseconds since 1970. */
    long nowNs();

    /**
     * Prints what is due at a moment of the agenda or at the end of input.
     *
     * @param lost why parts of the input are missing
     */
    void print(long momentNs, CaptureStats stats, List<CaptureException> lost) throws IOException;

    /** Prints what happened since it was called the last time, if that is wanted. */
    default void printNews() throws IOException {}

    /** What is to be said at the end on standard error, beside what was lost. */
    default List<String> remarks() {
        return List.of();
    }

    Counters counters();

    /** Tables, or lines of a log, that were not written, or not all of them. */
    long lost();

    /** Ends its threads, if it has any. */
    @Override
    void close();
}
