package org.wirestat.cli;

import java.util.ArrayList;
import java.util.List;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureStats;
import org.wirestat.cli.view.Integrity;
import org.wirestat.tracker.Counters;
import org.wirestat.tracker.Discard;

/** What of the wire did not reach the tables. */
final class Gaps {

    private Gaps() {}

    static Integrity of(CaptureStats stats, Counters counters, List<CaptureException> losses) {
        List<Integrity.Gap> gaps = new ArrayList<>(0);
        count("kernel_dropped", stats.kernelDropped(), "dropped by the kernel", gaps);
        count("interface_dropped", stats.interfaceDropped(), "lost by the interface", gaps);
        count("cut_short", counters.discarded().getOrDefault(Discard.TRUNCATED, 0L), "cut too short to read", gaps);
        count("defects", counters.discarded().getOrDefault(Discard.DEFECT, 0L), "not read: a defect of wirestat", gaps);
        for (CaptureException loss : losses) {
            gaps.add(new Integrity.Gap("input_broken", 1, String.valueOf(loss.getMessage())));
        }
        return gaps.isEmpty() ? Integrity.WHOLE : new Integrity(gaps);
    }

    private static void count(String name, long frames, String words, List<Integrity.Gap> gaps) {
        if (frames > 0) { // CaptureStats.UNKNOWN is below
            gaps.add(new Integrity.Gap(name, frames, frames + (frames == 1 ? " frame " : " frames ") + words));
        }
    }
}
