/**
 * From frames to endpoints and their states: the door of the library. Feed {@link org.wirestat.tracker.ConnectionTracker}
 * with frames in the order of their time, ask it for a {@link org.wirestat.tracker.Snapshot} whenever a table is wanted.
 * Pure Java, no native code, no clock of its own, no input or output.
 */
@NullMarked
package org.wirestat.tracker;

import org.jspecify.annotations.NullMarked;
