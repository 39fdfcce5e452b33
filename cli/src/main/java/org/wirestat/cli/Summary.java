package org.wirestat.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.wirestat.capture.CaptureStats;
import org.wirestat.cli.print.UtcTime;
import org.wirestat.tracker.Counters;
import org.wirestat.tracker.Discard;

/** What is said at the end: how much was seen, and what was not. */
final class Summary {

    private Summary() {}

    static List<String> lines(Session session) {
        List<String> lines = new ArrayList<>();
        CaptureStats stats = session.stats();
        Counters counters = session.counters();
        lines.add(Words.count(session.frames(), "frame") + " read" + span(session) + ", "
                + Words.count(counters.connections(), "connection"));
        lines.add(dropped(stats) + "; " + undecoded(counters) + "; " + Words.count(counters.duplicates(), "duplicate")
                + " left out");
        if (counters.badChecksums() > 0) {
            lines.add(Words.count(counters.badChecksums(), "control segment")
                    + " not believed because of a bad checksum (see --checksums)");
        }
        if (stats.oddRecords() > 0) {
            lines.add(Words.count(stats.oddRecords(), "record") + " of the capture file with a field out of its range");
        }
        return lines;
    }

    private static String span(Session session) {
        if (session.frames() == 0) {
            return "";
        }
        return ", " + UtcTime.text(session.firstNs()) + " to " + UtcTime.text(session.lastNs()) + " ("
                + Words.span(session.lastNs() - session.firstNs()) + ")";
    }

    private static String dropped(CaptureStats stats) {
        String kernel = (stats.kernelDropped() == CaptureStats.UNKNOWN ? "unknown number" : stats.kernelDropped())
                + " dropped by the kernel";
        return stats.interfaceDropped() > 0 ? kernel + ", " + stats.interfaceDropped() + " by the interface" : kernel;
    }

    private static String undecoded(Counters counters) {
        StringJoiner parts = new StringJoiner(", ", " (", ")");
        long sum = 0;
        for (Discard reason : Discard.values()) {
            long frames = counters.discarded().getOrDefault(reason, 0L);
            if (reason != Discard.NONE && frames > 0) {
                sum += frames;
                parts.add(frames + " " + reason.words());
            }
        }
        return sum + " not decodable" + (sum == 0 ? "" : parts);
    }
}
