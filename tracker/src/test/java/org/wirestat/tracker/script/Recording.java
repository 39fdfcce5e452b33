package org.wirestat.tracker.script;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.ConnectionTracker;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TrackerOptions;

/** Frames of a script, kept to be given to other trackers: whole, in part, doubled, in another order. */
public record Recording(List<Frame> frames) {

    private static final int KEPT_BYTES = 128;

    /** One frame, as far as it is kept. */
    public record Frame(long timeNs, int wireLength, ByteBuffer bytes) {}

    public Recording {
        frames = List.copyOf(frames);
    }

    /** Gives the frames to a new tracker. */
    public ConnectionTracker replay() {
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults());
        replayTo(tracker);
        return tracker;
    }

    public void replayTo(ConnectionTracker tracker) {
        for (Frame frame : frames) {
            give(frame, tracker);
        }
    }

    public static void give(Frame frame, ConnectionTracker tracker) {
        tracker.onFrame(
                FrameWriter.LINKTYPE_ETHERNET, frame.timeNs, frame.wireLength, frame.bytes, 0, frame.bytes.limit());
    }

    public long endNs() {
        return frames.stream().mapToLong(Frame::timeNs).max().orElse(0);
    }

    /** Everything that a snapshot says, one line a row. */
    public static List<String> describe(Snapshot snapshot) {
        List<String> lines = new ArrayList<>();
        for (Connection connection : snapshot.connections()) {
            lines.add(connection.toString());
        }
        snapshot.listeners().forEach(listener -> lines.add(listener.toString()));
        lines.add(snapshot.counters().toString());
        return lines;
    }

    static Frame frame(long timeNs, FrameWriter writer) {
        int captured = Math.min(writer.length(), KEPT_BYTES);
        byte[] bytes = Arrays.copyOf(writer.bytes().array(), captured);
        return new Frame(timeNs, writer.length(), ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }
}
