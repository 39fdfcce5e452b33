package org.wirestat.cli.zeek;

import java.util.List;
import org.wirestat.tracker.IpAddress;

/** Takes the value of one column: exactly one call for each. */
interface ValueSink {

    /** Text of ours: no byte of it came from the wire. */
    void text(String value);

    /** A set; an empty one is nothing. */
    void texts(List<String> values);

    void address(IpAddress value);

    void number(long value);

    void truth(boolean value);

    /** A length of time, or a moment as the time since 1970. */
    void seconds(long ns);

    /** Not known, or not applicable. */
    void nothing();
}
