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
    private final List<Field<R>> fields;

    public JsonArrays(TextOutput out, List<Field<R>> fields, Contexts contexts) {
        this.out = out;
        this.contexts = contexts;
        this.fields = fields;
    }

    @Override
    public void print(Table<R> table) throws IOException {
        List<R> rows = table.rows();
        if (table.integrity().isWhole() && rows.isEmpty()) {
            out.add("[]").endLine();
            return;
        }
        JsonObjects<R> objects = new JsonObjects<>(fields, out.line());
        out.add("[").endLine();
        if (!table.integrity().isWhole()) {
            objects.integrity(table);
            out.add(rows.isEmpty() ? "" : ",").endLine();
        }
        if (!rows.isEmpty()) {
            Context context = contexts.at(table.timeNs());
            int last = rows.size() - 1;
            out.lines(rows.subList(0, last), text -> {
                JsonObjects<R> some = new JsonObjects<>(fields, text);
                return row -> {
                    some.row(row, context);
                    text.append(',');
                };
            });
            objects.row(rows.get(last), context);
            out.endLine();
        }
        out.add("]").endLine();
    }
}
