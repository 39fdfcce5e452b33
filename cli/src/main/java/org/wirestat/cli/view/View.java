package org.wirestat.cli.view;

import org.wirestat.tracker.Snapshot;

/** Makes rows of one kind out of what the tracker believes. */
public interface View<R> {

    /**
     * Copies what is wanted out of a snapshot.
     *
     * @param timeNs the moment that the table stands for
     */
    Table<R> table(Snapshot snapshot, long timeNs, Integrity integrity);
}
