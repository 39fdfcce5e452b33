package org.wirestat.cli;

import java.util.List;

/** A command line that makes no sense; the message names the option and what it wanted instead. */
final class UsageError extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> place;

    UsageError(String message) {
        this(message, List.of());
    }

    /** @param place lines below the message that show where it is, already harmless */
    UsageError(String message, List<String> place) {
        super(message);
        this.place = List.copyOf(place);
    }

    List<String> place() {
        return place;
    }
}
