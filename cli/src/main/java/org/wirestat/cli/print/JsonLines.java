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
    private final JsonObjects<R> objects;

    public JsonLines(TextOutput out, List<Field<R>> fields, Contexts contexts) {
        this.out = out;
        this.contexts = contexts;
        objects = new JsonObjects<>(fields, out.line());
    }

    @Override
    public void print(Table<R> table) throws IOException {
        if (!table.integrity().isWhole()) {
            objects.integrity(table);
            out.endLine();
        }
        Context context = contexts.at(table.timeNs());
        for (R row : table.rows()) {
            objects.row(row, context);
            out.endLine();
        }
    }
}
