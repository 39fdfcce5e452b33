package org.wirestat.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;
import org.wirestat.cli.print.MirrorJson;
import org.wirestat.cli.print.MirrorText;
import org.wirestat.cli.print.TextOutput;
import org.wirestat.cli.view.MirrorFinding;
import org.wirestat.cli.view.MirrorHealth;
import org.wirestat.tracker.mirror.MirrorReport;
import org.wirestat.tracker.mirror.MirrorWatch;

/** {@code --mirror-health}: watches all frames of a source, and prints at its end whether the mirror is right. */
final class MirrorSession {

    private final FrameSource source;
    private final CaptureClock clock;
    private final Options.Input limits;
    private final MirrorWatch watch = new MirrorWatch();
    private final List<CaptureException> losses = new ArrayList<>();
    private long frames;
    private long endNs = Agenda.NEVER;
    private boolean pastEnd;

    MirrorSession(FrameSource source, CaptureClock clock, Options.Input limits) {
        this.source = source;
        this.clock = clock;
        this.limits = limits;
    }

    /** Runs to the end of the source, or as long as was asked; the answer is why it ended before its time, or null. */
    @Nullable
    CaptureException run(Progress progress) {
        FrameBatch batch = new FrameBatch(Session.BATCH_FRAMES, Session.BATCH_BYTES);
        if (clock.isLive()) {
            endNs = Durations.later(clock.nowNs(), limits.forNs());
        }
        try {
            while (!isOver()) {
                int polled = source.poll(batch);
                if (polled == FrameSource.END) {
                    break;
                }
                progress.tellNewsOf(source, losses);
                take(batch);
            }
            return null;
        } catch (CaptureException e) {
            return e;
        }
    }

    private boolean isOver() {
        return pastEnd || frames >= limits.count() || (clock.isLive() && clock.nowNs() > endNs);
    }

    private void take(FrameBatch batch) {
        for (int i = 0; i < batch.size() && frames < limits.count(); i++) {
            long stampNs = batch.timestampNs(i);
            if (frames == 0 && !clock.isLive()) {
                endNs = Durations.later(stampNs, limits.forNs());
            }
            if (stampNs > endNs) {
                pastEnd = true;
                return;
            }
            frames++;
            watch.onFrame(
                    batch.linkType(i),
                    stampNs,
                    batch.wireLength(i),
                    batch.bytes(),
                    batch.offset(i),
                    batch.capturedLength(i));
        }
    }

    /** What of the source was lost while the rest went on. */
    List<CaptureException> losses() {
        return losses;
    }

    void print(Options.Output form, TextOutput out) throws IOException {
        MirrorReport report = watch.report();
        List<MirrorFinding> findings = MirrorHealth.findings(report, source.stats());
        if (form == Options.Output.TABLE) {
            MirrorText.print(findings, out);
        } else {
            MirrorJson.print(report, source.stats(), findings, out);
        }
    }
}
