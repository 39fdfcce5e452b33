package org.wirestat.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameSource;

/**
 * How far a long replay has come, in one line of a terminal that is gone when it is done; and, in lines that stay, what becomes
 * of the interfaces of a capture.
 */
final class Progress {

    private static final long FIRST_AFTER_NS = Durations.NS_PER_SECOND;
    private static final long EVERY_NS = Durations.NS_PER_SECOND / 4;

    private final Messages messages;
    private final LongSupplier monotonicNs;
    private final long beginNs;
    private long nextNs;

    /** @param shown whether there is anybody to see it */
    Progress(Messages messages, Io io, boolean shown) {
        this.messages = messages;
        monotonicNs = io.monotonicNs();
        beginNs = monotonicNs.getAsLong();
        nextNs = shown ? FIRST_AFTER_NS : Long.MAX_VALUE;
    }

    void onFrames(Session session) {
        if (nextNs == Long.MAX_VALUE) {
            return;
        }
        long elapsedNs = monotonicNs.getAsLong() - beginNs;
        if (elapsedNs >= nextNs) {
            nextNs = elapsedNs + EVERY_NS;
            messages.inPlace(
                    line(session.stats(), session.frames(), session.counters().connections(), elapsedNs));
        }
    }

    /**
     * Tells what has become of a source's interfaces.
     *
     * @param losses takes what is lost from now on, while the rest goes on
     */
    void tellNewsOf(FrameSource source, List<CaptureException> losses) {
        for (CaptureException loss = source.nextLoss(); loss != null; loss = source.nextLoss()) {
            losses.add(loss);
            messages.say(loss.getMessage() + "; the others go on");
        }
        for (String news = source.nextNews(); news != null; news = source.nextNews()) {
            onNews(news);
        }
    }

    void onNews(String news) {
        messages.say(news);
    }

    void end() {
        messages.eraseInPlace();
    }

    static String line(CaptureStats stats, long frames, long connections, long elapsedNs) {
        double seconds = Math.max(1, elapsedNs) / 1e9;
        String line = String.format(
                Locale.ROOT,
                "%s read, %s/s, %d frames, %d connections",
                Words.bytes(stats.bytes()),
                Words.bytes((long) (stats.bytes() / seconds)),
                frames,
                connections);
        if (stats.totalBytes() <= 0 || stats.bytes() <= 0) {
            return line;
        }
        double share = Math.min(1, (double) stats.bytes() / stats.totalBytes());
        return String.format(Locale.ROOT, "%d %%: %s, %s left", (int) (share * 100), line, Words.span((long)
                (elapsedNs / share * (1 - share))));
    }
}
