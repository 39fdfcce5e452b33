package org.wirestat.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Life;
import org.wirestat.tracker.script.RecordedFrames;
import org.wirestat.tracker.script.Recording;
import org.wirestat.tracker.script.Recording.Frame;
import org.wirestat.tracker.script.Way;
import org.wirestat.tracker.script.Wire;

/** From frame to transition nothing is allocated: a table of millions is no work for the garbage collector. */
class AllocationTest {

    private static final int CONNECTIONS = 300;
    private static final int ROUNDS = 20;

    @Test
    void framesOfKnownConnectionsAllocateNothing() {
        RecordedFrames frames = frames(new Random(9));
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults());
        replay(frames, tracker, 5); // classes are loaded, and all arrays are as large as they will be
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        replay(frames, tracker, ROUNDS);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        long given = (long) frames.size() * ROUNDS;
        assertEquals(0, bytes / given, () -> bytes + " bytes for " + given + " frames");
    }

    private static void replay(RecordedFrames frames, ConnectionTracker tracker, int rounds) {
        for (int round = 0; round < rounds; round++) {
            tracker.onFrames(frames, 0, frames.size());
        }
    }

    private static RecordedFrames frames(Random random) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Wire wire = new Wire(Way.values()[random.nextInt(4)]);
            wire.pass(random.nextInt(1000) * 1_000_000L);
            new Life(wire, random).lead(wire.pair(i));
            frames.addAll(wire.recording().frames());
        }
        frames.sort(Comparator.comparingLong(Frame::timeNs));
        return new RecordedFrames(new Recording(frames));
    }
}
