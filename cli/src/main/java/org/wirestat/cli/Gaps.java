package org.wirestat.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureStats;
import org.wirestat.cli.view.Integrity;
import org.wirestat.tracker.Counters;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.EvictionClass;
import org.wirestat.tracker.Overflow;

/** What of the wire did not reach the tables. */
final class Gaps {

    private Gaps() {}

    static Integrity of(CaptureStats stats, Counters counters, List<CaptureException> losses) {
        List<Integrity.Gap> gaps = new ArrayList<>(0);
        count("kernel_dropped", stats.kernelDropped(), "frame", "dropped by the kernel", gaps);
        count("interface_dropped", stats.interfaceDropped(), "frame", "lost by the interface", gaps);
        count(
                "cut_short",
                counters.discarded().getOrDefault(Discard.TRUNCATED, 0L),
                "frame",
                "cut too short to read",
                gaps);
        count(
                "defects",
                counters.discarded().getOrDefault(Discard.DEFECT, 0L),
                "frame",
                "not read: a defect of wirestat",
                gaps);
        for (CaptureException loss : losses) {
            gaps.add(new Integrity.Gap("input_broken", 1, String.valueOf(loss.getMessage())));
        }
        Overflow overflow = counters.overflow();
        if (overflow.evictions() > 0) {
            String words = Words.count(overflow.evictions(), "connection") + " forgotten for want of room";
            gaps.add(new Integrity.Gap("evicted", overflow.evictions(), words + classes(overflow.evicted())));
        }
        count("refused", overflow.refused(), "segment", "of unknown connections not let in", gaps);
        if (overflow.crowdedNs() > 0 && overflow.evictions() + overflow.refused() > 0) {
            long seconds = Math.max(1, overflow.crowdedNs() / Durations.NS_PER_SECOND);
            gaps.add(new Integrity.Gap("emergency_seconds", seconds, "a crowded table for " + seconds + " s"));
        }
        count("listeners_unnoted", overflow.listeners(), "connection", "to listening ports that found no room", gaps);
        count("neighbours_unnoted", overflow.neighbours(), "message", "of neighbours that found no room", gaps);
        count("hosts_unnoted", overflow.hosts(), "packet", "of hosts that found no room", gaps);
        count(
                "opens_uncounted",
                overflow.opens(),
                "opening",
                "or ends of connections of hosts that found no room",
                gaps);
        return gaps.isEmpty() ? Integrity.WHOLE : new Integrity(gaps, overflow.targets());
    }

    /** Those of each kind, most first. */
    private static String classes(Map<EvictionClass, Long> evicted) {
        StringJoiner parts = new StringJoiner(", ", " (", ")");
        evicted.entrySet().stream()
                .sorted(Map.Entry.<EvictionClass, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry ->
                        parts.add(entry.getValue() + " " + entry.getKey().words()));
        return parts.toString();
    }

    private static void count(String name, long number, String noun, String words, List<Integrity.Gap> gaps) {
        if (number > 0) { // CaptureStats.UNKNOWN is below
            gaps.add(new Integrity.Gap(name, number, Words.count(number, noun) + " " + words));
        }
    }
}
