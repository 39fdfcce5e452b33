package org.wirestat.cli.view;

import java.util.List;
import java.util.stream.Collectors;

/** What is missing from what a table is made of. */
public record Integrity(List<Gap> gaps) {

    /** Nothing is known to be missing. */
    public static final Integrity WHOLE = new Integrity(List.of());

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
    }

    public boolean isWhole() {
        return gaps.isEmpty();
    }

    /** All of it in one line, for people. */
    public String words() {
        return gaps.stream().map(Gap::words).collect(Collectors.joining("; "));
    }
}
