package org.wirestat.cli;

/** How the program can end. */
enum ExitCode {
    DONE(0, "done"),
    CANNOT_CAPTURE(1, "cannot capture: no such interface, no privilege, no libpcap; or the interface went away"),
    BAD_USAGE_OR_INPUT(2, "a command line that makes no sense, or input that is no capture or is broken"),
    /** The JVM's own code, if it runs with the launcher's -XX:+ExitOnOutOfMemoryError; else ours. */
    OUT_OF_MEMORY(3, "out of memory"),
    INCOMPLETE(4, "--strict, and something was incomplete"),
    /** EX_SOFTWARE of sysexits.h. */
    DEFECT(70, "a defect of wirestat"),
    /** EX_IOERR of sysexits.h. */
    OUTPUT_FAILED(74, "the output could not be written");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }
}
