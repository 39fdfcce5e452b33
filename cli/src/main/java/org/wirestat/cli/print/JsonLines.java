package org.wirestat.cli.print;

import java.io.IOException;
import java.util.List;
import org.wirestat.cli.field.Context;
import org.wirestat.cli.field.Contexts;
import org.wirestat.cli.field.Field;
import org.wirestat.cli.view.Table;

/** One JSON object a row, one row a line; where something is missing, an object of type integrity stands before them. */
public final class JsonLines<R> implements Printer<R> {

    private final TextOutput out;
    private final Contexts contexts;
    private final List<Field<R>> fields;

    public JsonLines(TextOutput out, List<Field<R>> fields, Contexts contexts) {
        this.out = out;
        this.contexts = contexts;
        this.fields = fields;
    }

    @Override
    public void print(Table<R> table) throws IOException {
        if (!table.integrity().isWhole()) {
            new JsonObjects<>(fields, out.line()).integrity(table);
            out.endLine();
        }
        Context context = contexts.at(table.timeNs());
        out.lines(table.rows(), text -> {
            JsonObjects<R> objects = new JsonObjects<>(fields, text);
            return row -> objects.row(row, context);
        });
    }
}
