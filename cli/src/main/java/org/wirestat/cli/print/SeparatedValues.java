package org.wirestat.cli.print;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.field.Context;
import org.wirestat.cli.field.Contexts;
import org.wirestat.cli.field.Field;
import org.wirestat.cli.field.FieldSink;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.IpAddress;

/**
 * One line a row, with a line of names above the first: CSV (RFC 4180) or TSV. A value that is not known is empty. What
 * is missing from a table has no line of its own, since every line has the same columns: standard error tells it.
 */
public final class SeparatedValues<R> implements Printer<R> {

    /** What stands between two values, and so decides how they are escaped. */
    public enum Form {
        CSV(','),
        TSV('\t');

        private final char separator;

        Form(char separator) {
            this.separator = separator;
        }

        private void escape(String text, StringBuilder to) {
            if (this == CSV) {
                CsvEscaper.append(text, to);
            } else {
                TsvEscaper.append(text, to);
            }
        }
    }

    private final TextOutput out;
    private final Form form;
    private final List<Field<R>> fields;
    private final Contexts contexts;
    private boolean hasHead;

    public SeparatedValues(TextOutput out, Form form, List<Field<R>> fields, Contexts contexts) {
        this.out = out;
        this.form = form;
        this.fields = fields;
        this.contexts = contexts;
    }

    @Override
    public void print(Table<R> table) throws IOException {
        StringBuilder line = out.line();
        if (!hasHead) {
            hasHead = true;
            for (int i = 0; i < fields.size(); i++) {
                if (i > 0) {
                    line.append(form.separator);
                }
                line.append(fields.get(i).fieldName());
            }
            out.endLine();
        }
        Context context = contexts.at(table.timeNs());
        out.lines(table.rows(), text -> {
            FieldSink cells = new Cells(text);
            return row -> row(row, context, text, cells);
        });
    }

    private void row(R row, Context context, StringBuilder line, FieldSink cells) {
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                line.append(form.separator);
            }
            fields.get(i).write(row, context, cells);
        }
    }

    private final class Cells implements FieldSink {

        private final StringBuilder line;

        Cells(StringBuilder line) {
            this.line = line;
        }

        @Override
        public void text(@Nullable String value) {
            if (value != null) {
                form.escape(value, line);
            }
        }

        @Override
        public void address(@Nullable IpAddress value) {
            text(value == null ? null : value.toString());
        }

        @Override
        public void number(long value) {
            line.append(value);
        }

        @Override
        public void number(@Nullable Long value) {
            if (value != null) {
                line.append(value.longValue());
            }
        }

        @Override
        public void time(long epochNs) {
            UtcTime.append(epochNs, line);
        }

        @Override
        public void time(@Nullable Long epochNs) {
            if (epochNs != null) {
                time(epochNs.longValue());
            }
        }

        @Override
        public void truth(@Nullable Boolean value) {
            if (value != null) {
                line.append(value.booleanValue());
            }
        }
    }
}
