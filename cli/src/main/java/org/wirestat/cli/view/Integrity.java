package org.wirestat.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.wirestat.tracker.Overflow;

/**
 * What is missing from what a table is made of.
 *
 * @param gaps never empty if anything is missing
 * @param floods ports to which more connections were begun than there was room for, most first
 */
public record Integrity(List<Gap> gaps, List<Overflow.Target> floods) {

    /** Nothing is known to be missing. */
    public static final Integrity WHOLE = new Integrity(List.of(), List.of());

    /**
     * One thing that is missing.
     *
     * @param name for machines, lower_snake_case
     * @param count how many; 1 where it is not countable
     * @param words for people; may hold text that came from outside
     */
    public record Gap(String name, long count, String words) {}

    public Integrity {
        gaps = List.copyOf(gaps);
        floods = List.copyOf(floods);
    }

    public boolean isWhole() {
        return gaps.isEmpty();
    }

    /** What is missing in one line, for people; may hold text that came from outside. */
    public String words() {
        return gaps.stream().map(Gap::words).collect(Collectors.joining("; "));
    }

    /** All of it in lines, for people; may hold text that came from outside. None if nothing is missing. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!isWhole()) {
            lines.add("! incomplete: " + words());
        }
        for (Overflow.Target flood : floods) {
            lines.add("! without room: " + flood.address() + ":" + flood.port() + ", " + flood.connections()
                    + " connections begun by about " + flood.hosts() + " hosts");
        }
        return lines;
    }
}
