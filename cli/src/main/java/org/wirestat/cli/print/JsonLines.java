package org.wirestat.cli.print;

import java.io.IOException;
import org.wirestat.cli.view.Integrity;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.cli.view.SocketTable;

/** One JSON object a row, one row a line; where something is missing, an object of type integrity stands before them. */
public final class JsonLines implements Printer {

    private static final SocketField[] FIELDS = SocketField.values();

    private final TextOutput out;

    public JsonLines(TextOutput out) {
        this.out = out;
    }

    @Override
    public void print(SocketTable table) throws IOException {
        JsonObject object = new JsonObject(out.line());
        if (!table.integrity().isWhole()) {
            integrity(table, object);
            out.endLine();
        }
        for (SocketRow row : table.rows()) {
            object.begin();
            for (SocketField field : FIELDS) {
                object.name(field.fieldName());
                field.write(row, table.timeNs(), object);
            }
            object.end();
            out.endLine();
        }
    }

    private static void integrity(SocketTable table, JsonObject object) {
        object.begin();
        object.name("type");
        object.text("integrity");
        object.name("time");
        object.time(table.timeNs());
        for (Integrity.Gap gap : table.integrity().gaps()) {
            object.name(gap.name());
            object.number(gap.count());
        }
        object.name("words");
        object.text(table.integrity().words());
        object.end();
    }

    /** Writes the members of one object after the other. */
    private static final class JsonObject implements FieldSink {

        private final StringBuilder text;
        private boolean first;

        JsonObject(StringBuilder text) {
            this.text = text;
        }

        void begin() {
            text.append('{');
            first = true;
        }

        void end() {
            text.append('}');
        }

        void name(String name) {
            if (!first) {
                text.append(',');
            }
            first = false;
            JsonEscaper.string(name, text);
            text.append(':');
        }

        @Override
        public void text(String value) {
            JsonEscaper.string(value, text);
        }

        @Override
        public void number(long value) {
            text.append(value);
        }

        @Override
        public void time(long epochNs) {
            text.append('"');
            UtcTime.append(epochNs, text);
            text.append('"');
        }

        @Override
        public void truth(boolean value) {
            text.append(value);
        }

        @Override
        public void nothing() {
            text.append("null");
        }
    }
}
