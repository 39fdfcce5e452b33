package org.wirestat.cli.print;

/** Takes the value of one field of a machine output: exactly one call for each. */
interface FieldSink {

    void text(String value);

    void number(long value);

    /** @param epochNs nanoseconds since 1970 */
    void time(long epochNs);

    void truth(boolean value);

    /** Not known, or not applicable. */
    void nothing();
}
