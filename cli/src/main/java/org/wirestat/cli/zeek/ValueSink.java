package org.wirestat.cli.zeek;

import java.util.List;
import org.wirestat.tracker.IpAddress;

/** Takes the value of one column: exactly one call for each. */
interface ValueSink {

    /** Text of ours: no byte of it came from the wire. */
    void text(String value);

    void texts(List<String> values);

    void address(IpAddress value);

    void count(long value);

    void truth(boolean value);

    /** @param epochNs nanoseconds since 1970 */
    void time(long epochNs);

    void interval(long ns);

    /** Not known, or not applicable. */
    void nothing();

    default void textOrNothing(String value) {
        if (value.isEmpty()) {
            nothing();
        } else {
            text(value);
        }
    }
}
