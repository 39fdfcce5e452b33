package org.wirestat.cli.field;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;

/** Collects the addresses that rows tell of. */
public final class Addresses implements FieldSink {

    private final Set<IpAddress> addresses = new LinkedHashSet<>();

    private Addresses() {}

    /** All of them, in the order in which they come first. */
    public static <R> Set<IpAddress> of(List<R> rows, List<Field<R>> fields, Context told) {
        Addresses sink = new Addresses();
        for (Field<R> field : fields) {
            if (field.kind() == Field.Kind.ADDRESS) {
                rows.forEach(row -> field.write(row, told, sink));
            }
        }
        return sink.addresses;
    }

    @Override
    public void address(@Nullable IpAddress value) {
        if (value != null) {
            addresses.add(value);
        }
    }

    @Override
    public void text(@Nullable String value) {}

    @Override
    public void number(long value) {}

    @Override
    public void number(@Nullable Long value) {}

    @Override
    public void time(long epochNs) {}

    @Override
    public void time(@Nullable Long epochNs) {}

    @Override
    public void truth(@Nullable Boolean value) {}
}
