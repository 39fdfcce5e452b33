package org.wirestat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;
import org.wirestat.capture.file.CaptureFiles;
import org.wirestat.capture.file.UnpackLimit;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.ConnectionTracker;
import org.wirestat.tracker.Counters;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.TrackerOptions;

/** A JVM that learnt from nonsense would compile the wrong things first. */
class RehearsalTest {

    @TempDir
    private Path folder;

    @Test
    void itsTrafficIsSoundAndOfAllKinds() throws Exception {
        Path file = folder.resolve("rehearsal.pcap");
        Rehearsal.main(new String[] {file.toString()});
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults());
        FrameBatch batch = new FrameBatch(1024, 1 << 20);
        try (FrameSource source = CaptureFiles.open(List.of(file.toString()), UnpackLimit.USUAL)) {
            while (source.poll(batch) != FrameSource.END) {
                tracker.onFrames(new BatchFrames(batch), 0, batch.size());
            }
        }
        Snapshot snapshot = tracker.snapshot();
        Counters counters = snapshot.counters();
        assertEquals(Set.of(Discard.OTHER_TRANSPORT), counters.discarded().keySet()); // echoes
        assertEquals(0, counters.badChecksums());
        assertTrue(counters.duplicates() < 100, counters.toString());
        assertTrue(counters.frames() > 100_000, counters.toString());
        Set<TcpState> states = EnumSet.noneOf(TcpState.class);
        for (Connection connection : snapshot.connections()) {
            states.add(connection.originator().state());
            states.add(connection.responder().state());
        }
        assertTrue(states.size() >= 10, states.toString());
    }
}
