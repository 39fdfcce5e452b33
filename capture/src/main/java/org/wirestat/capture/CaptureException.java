package org.wirestat.capture;

import java.util.List;

/** Why frames cannot be had, or no more of them, and what the user can do about it. */
public final class CaptureException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of thing is in the way. */
    public enum Reason {
        NO_SUCH_INTERFACE,
        NO_PRIVILEGE,
        NO_LIBPCAP,
        INTERFACE_GONE,
        CANNOT_CAPTURE,
        BAD_FILTER,
        NO_SUCH_FILE,
        NOT_A_CAPTURE,
        DAMAGED
    }

    private final Reason reason;
    private final transient List<String> remedies;

    /**
     * @param message one line in plain words: what is missing or broken, with the name of the input
     * @param remedies what the user can do, one line each, the best first; may be empty
     */
    public CaptureException(Reason reason, String message, List<String> remedies) {
        super(message);
        this.reason = reason;
        this.remedies = List.copyOf(remedies);
    }

    public Reason reason() {
        return reason;
    }

    /** What the user can do, the best first. */
    public List<String> remedies() {
        return remedies;
    }
}
