/**
 * From frames to endpoints and their states: the door of the library. Feed {@link org.wirestat.tracker.ConnectionTracker}
 * with frames in the order of their time, ask it for a {@link org.wirestat.tracker.Snapshot} whenever a table is wanted.
 * Pure Java, no native code, no clock of its own, no input or output.
 *
 * <pre>{@code
 * ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults());
 * ByteBuffer bytes = ByteBuffer.wrap(frame);
 * tracker.onFrame(LINKTYPE_ETHERNET, timestampNs, frame.length, bytes, 0, frame.length);
 *
 * Snapshot snapshot = tracker.snapshot();
 * for (Connection connection : snapshot.connections()) {
 *     for (Endpoint end : new Endpoint[] {connection.originator(), connection.responder()}) {
 *         table.append(end.address() + " " + end.port() + " " + end.state() + " " + end.basis() + "\n");
 *     }
 * }
 * }</pre>
 *
 * <p>The same lines stand, compiled and run, in {@code Example} of the test tree.
 */
@NullMarked
package org.wirestat.tracker;

import org.jspecify.annotations.NullMarked;
