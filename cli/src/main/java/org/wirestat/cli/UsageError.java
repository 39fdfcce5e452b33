package org.wirestat.cli;

/** A command line that makes no sense; the message names the option and what it wanted instead. */
final class UsageError extends Exception {

    private static final long serialVersionUID = 1L;

    UsageError(String message) {
        super(message);
    }
}
