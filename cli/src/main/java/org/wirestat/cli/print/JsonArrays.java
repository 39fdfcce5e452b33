package org.wirestat.cli.print;

import java.io.IOException;
import java.util.List;
import org.wirestat.cli.field.Context;
import org.wirestat.cli.field.Contexts;
import org.wirestat.cli.field.Field;
import org.wirestat.cli.view.Table;

/** One JSON array a table, of one object a row; where something is missing, the first object is of type integrity. */
public final class JsonArrays<R> implements Printer<R> {

    private final TextOutput out;
    private final Contexts contexts;
    private final JsonObjects<R> objects;

    public JsonArrays(TextOutput out, List<Field<R>> fields, Contexts contexts) {
        this.out = out;
        this.contexts = contexts;
        objects = new JsonObjects<>(fields, out.line());
    }

    @Override
    public void print(Table<R> table) throws IOException {
        String before = "[\n";
        if (!table.integrity().isWhole()) {
            out.add(before);
            objects.integrity(table);
            before = ",\n";
        }
        Context context = contexts.at(table.timeNs());
        for (R row : table.rows()) {
            out.add(before);
            objects.row(row, context);
            before = ",\n";
        }
        out.add(before.startsWith("[") ? "[]" : "\n]").endLine();
    }
}
