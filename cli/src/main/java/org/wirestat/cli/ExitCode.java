package org.wirestat.cli;

/** How the program can end. */
enum ExitCode {
    DONE(0),
    /** No such interface, no privilege, no libpcap; or the interface went away. */
    CANNOT_CAPTURE(1),
    /** A command line that makes no sense, or input that is no capture or is broken. */
    BAD_USAGE_OR_INPUT(2),
    /** The JVM's own code, if it runs with the launcher's -XX:+ExitOnOutOfMemoryError; else ours. */
    OUT_OF_MEMORY(3),
    /** Asked to be strict, and something was incomplete. */
    INCOMPLETE(4),
    /** A defect of ours: EX_SOFTWARE of sysexits.h. */
    DEFECT(70),
    /** EX_IOERR of sysexits.h. */
    OUTPUT_FAILED(74);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
