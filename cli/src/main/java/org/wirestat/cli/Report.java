package org.wirestat.cli;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.view.Integrity;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TransitionListener;

/** What a run prints. */
interface Report {

    /** Prints what is wanted of one moment, and hands it to the reader, who may be waiting for it. */
    void print(Snapshot snapshot, long momentNs, Integrity integrity) throws IOException;

    /**
     * Prints what happened since it was called the last time.
     *
     * @return whether anything did
     */
    default boolean printNews() throws IOException {
        return false;
    }

    /** Who hears of every change of state; null if nobody does, which is faster. */
    default @Nullable TransitionListener listener() {
        return null;
    }

    /** @param neighbours hosts that stand on the observed segment; may grow */
    default void begin(Set<IpAddress> neighbours) {}

    /** What is to be said at the end on standard error. */
    default List<String> remarks() {
        return List.of();
    }
}
