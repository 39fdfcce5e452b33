package org.wirestat.cli.field;

import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;

/** Takes the value of one field of a machine output: exactly one call for each. Null: not known, or not applicable. */
public interface FieldSink {

    /** @param value may be hostile: it came from the wire, or from files of this machine */
    void text(@Nullable String value);

    void address(@Nullable IpAddress value);

    void number(long value);

    void number(@Nullable Long value);

    /** @param epochNs nanoseconds since 1970 */
    void time(long epochNs);

    void time(@Nullable Long epochNs);

    void truth(@Nullable Boolean value);
}
