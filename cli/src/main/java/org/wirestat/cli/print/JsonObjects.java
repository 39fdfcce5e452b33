package org.wirestat.cli.print;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.field.Context;
import org.wirestat.cli.field.Field;
import org.wirestat.cli.field.FieldSink;
import org.wirestat.cli.view.Integrity;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Overflow;

/** Writes rows as JSON objects (RFC 8259), without blanks or line ends. */
final class JsonObjects<R> implements FieldSink {

    private final Field<R>[] fields;
    /** With all that stands between a field and the one before it. */
    private final String[] names;

    private final StringBuilder text;
    private boolean first;

    JsonObjects(List<Field<R>> fields, StringBuilder text) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Field<R>[] array = fields.toArray(new Field[0]);
        this.fields = array;
        this.text = text;
        names = new String[array.length];
        for (int i = 0; i < names.length; i++) {
            StringBuilder name = new StringBuilder(i == 0 ? "" : ",");
            JsonEscaper.string(array[i].fieldName(), name);
            names[i] = name.append(':').toString();
        }
    }

    void row(R row, Context context) {
        text.append('{');
        for (int i = 0; i < fields.length; i++) {
            text.append(names[i]);
            fields[i].write(row, context, this);
        }
        text.append('}');
    }

    /** What is missing from a table: an object of type {@code integrity}. */
    void integrity(Table<R> table) {
        begin();
        name("type");
        text("integrity");
        name("time");
        time(table.timeNs());
        for (Integrity.Gap gap : table.integrity().gaps()) {
            name(gap.name());
            number(gap.count());
        }
        if (!table.integrity().floods().isEmpty()) {
            name("without_room");
            floods(table.integrity().floods());
        }
        name("words");
        text(table.integrity().words());
        text.append('}');
    }

    private void floods(List<Overflow.Target> floods) {
        char before = '[';
        for (Overflow.Target flood : floods) {
            text.append(before);
            begin();
            name("local_address");
            text(flood.address().toString());
            name("local_port");
            number(flood.port());
            name("connections");
            number(flood.connections());
            name("hosts");
            number(flood.hosts());
            text.append('}');
            before = ',';
        }
        text.append(']');
        first = false;
    }

    private void begin() {
        text.append('{');
        first = true;
    }

    private void name(String name) {
        if (!first) {
            text.append(',');
        }
        first = false;
        JsonEscaper.string(name, text);
        text.append(':');
    }

    @Override
    public void text(@Nullable String value) {
        if (value == null) {
            text.append("null");
        } else {
            JsonEscaper.string(value, text);
        }
    }

    @Override
    public void address(@Nullable IpAddress value) {
        if (value == null) {
            text.append("null");
        } else {
            value.appendTo(text.append('"')).append('"');
        }
    }

    @Override
    public void number(long value) {
        text.append(value);
    }

    @Override
    public void number(@Nullable Long value) {
        text.append(value);
    }

    @Override
    public void time(long epochNs) {
        text.append('"');
        UtcTime.append(epochNs, text);
        text.append('"');
    }

    @Override
    public void time(@Nullable Long epochNs) {
        if (epochNs == null) {
            text.append("null");
        } else {
            time(epochNs.longValue());
        }
    }

    @Override
    public void truth(@Nullable Boolean value) {
        text.append(value);
    }
}
