package org.wirestat.tracker;

import java.nio.ByteBuffer;

/** The library's use without the command line, as the package's description shows it: compiled, and run by a test. */
final class Example {

    private static final int LINKTYPE_ETHERNET = 1;

    private Example() {}

    /** What netstat would print on both hosts after one frame. */
    static String table(byte[] frame, long timestampNs) {
        StringBuilder table = new StringBuilder();
        // @start region="example"
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults());
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        tracker.onFrame(LINKTYPE_ETHERNET, timestampNs, frame.length, bytes, 0, frame.length);

        Snapshot snapshot = tracker.snapshot();
        for (Connection connection : snapshot.connections()) {
            for (Endpoint end : new Endpoint[] {connection.originator(), connection.responder()}) {
                table.append(end.address() + " " + end.port() + " " + end.state() + " " + end.basis() + "\n");
            }
        }
        // @end
        return table.toString();
    }
}
