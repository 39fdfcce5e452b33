package org.wirestat.cli.field;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.view.Picked;
import org.wirestat.tracker.IpAddress;

/**
 * Another order of rows than the view's own: by the values of fields, as {@code --sort} names them. What is not known
 * comes last, whatever the direction; rows that are equal in all of them stay in the view's order.
 */
public final class Sorting<R> {

    private final List<Key<R>> keys;

    private record Key<R>(Field<R> field, boolean isDescending) {}

    private Sorting(List<Key<R>> keys) {
        this.keys = keys;
    }

    /**
     * Reads {@code send_q:desc,local_address}.
     *
     * @param names what lies between the commas
     * @throws IllegalArgumentException with the name that is no field's
     */
    public static <R> Sorting<R> of(List<String> names, List<Field<R>> fields) {
        List<Key<R>> keys = new ArrayList<>();
        for (String name : names) {
            boolean isDescending = name.endsWith(":desc");
            String plain = isDescending || name.endsWith(":asc") ? name.substring(0, name.lastIndexOf(':')) : name;
            Field<R> field = fields.stream()
                    .filter(one -> one.fieldName().equals(plain))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(name));
            keys.add(new Key<>(field, isDescending));
        }
        return new Sorting<>(List.copyOf(keys));
    }

    /** @param told asked only if values are compared at all */
    public List<R> sorted(List<R> rows, Supplier<Context> told) {
        if (keys.isEmpty()) {
            return rows;
        }
        Context context = told.get();
        record Keyed(int number, List<Value> values) {}
        List<Keyed> keyed = new ArrayList<>(rows.size());
        for (R row : rows) {
            List<Value> values = new ArrayList<>(keys.size());
            for (Key<R> key : keys) {
                Value value = new Value();
                key.field().write(row, context, value);
                values.add(value);
            }
            keyed.add(new Keyed(keyed.size(), values));
        }
        keyed.sort((one, other) -> {
            for (int i = 0; i < keys.size(); i++) {
                int by = one.values()
                        .get(i)
                        .compare(other.values().get(i), keys.get(i).isDescending());
                if (by != 0) {
                    return by;
                }
            }
            return 0;
        });
        return new Picked<>(rows, keyed.stream().mapToInt(Keyed::number).toArray());
    }

    /** The value of one field of one row, as something that can be compared. All of one field have the same form. */
    private static final class Value implements FieldSink {

        private @Nullable String text;
        private @Nullable IpAddress address;
        private @Nullable Long number;

        int compare(Value other, boolean isDescending) {
            if (isNothing() || other.isNothing()) {
                return Boolean.compare(isNothing(), other.isNothing());
            }
            int order;
            if (text != null && other.text != null) {
                order = text.compareTo(other.text);
            } else if (address != null && other.address != null) {
                order = address.compareTo(other.address);
            } else if (number != null && other.number != null) {
                order = number.compareTo(other.number);
            } else {
                throw new IllegalStateException("a field with values of two forms");
            }
            return isDescending ? -order : order;
        }

        private boolean isNothing() {
            return text == null && address == null && number == null;
        }

        @Override
        public void text(@Nullable String value) {
            text = value;
        }

        @Override
        public void address(@Nullable IpAddress value) {
            address = value;
        }

        @Override
        public void number(long value) {
            number = value;
        }

        @Override
        public void number(@Nullable Long value) {
            number = value;
        }

        @Override
        public void time(long epochNs) {
            number = epochNs;
        }

        @Override
        public void time(@Nullable Long epochNs) {
            number = epochNs;
        }

        @Override
        public void truth(@Nullable Boolean value) {
            number = value == null ? null : (Long) (value ? 1L : 0L);
        }
    }
}
