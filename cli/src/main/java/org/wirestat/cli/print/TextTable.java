package org.wirestat.cli.print;

import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import org.wirestat.cli.field.Context;
import org.wirestat.cli.field.Contexts;
import org.wirestat.cli.view.Table;

/** A table for people whose columns are as wide as their widest cell. No cell is trusted: all are escaped. */
public final class TextTable<R> implements Printer<R> {

    private final TextOutput out;
    private final String title;
    private final List<Column<R>> columns;
    private final Contexts contexts;
    private final TableHead head;

    /** A column: its heading, and how a row fills it. */
    record Column<R>(String heading, boolean isNumber, BiFunction<R, Context, String> cell) {

        static <R> Column<R> text(String heading, BiFunction<R, Context, String> cell) {
            return new Column<>(heading, false, (row, in) -> TerminalEscaper.escape(cell.apply(row, in)));
        }

        /** With text from outside, which must not look like more columns than one. */
        static <R> Column<R> word(String heading, BiFunction<R, Context, String> cell) {
            return new Column<>(heading, false, (row, in) -> TerminalEscaper.word(cell.apply(row, in)));
        }

        /** At the right of its column. */
        static <R> Column<R> number(String heading, BiFunction<R, Context, String> cell) {
            return new Column<>(heading, true, (row, in) -> TerminalEscaper.escape(cell.apply(row, in)));
        }
    }

    /** @param tellsTime whether each table begins with its moment, for outputs with several */
    TextTable(TextOutput out, String title, List<Column<R>> columns, Contexts contexts, boolean tellsTime) {
        this.out = out;
        this.title = title;
        this.columns = List.copyOf(columns);
        this.contexts = contexts;
        head = new TableHead(out, tellsTime);
    }

    @Override
    public void print(Table<R> table) throws IOException {
        head.print(table);
        out.add(title).endLine();
        Context context = contexts.at(table.timeNs());
        String[] headings = columns.stream().map(Column::heading).toArray(String[]::new);
        // Twice: the lines of a long table are too many to be kept until their widths are known.
        int[] widths = out.widths(headings, table.rows(), row -> cells(row, context));
        line(headings, widths, out.line());
        out.endLine();
        out.lines(table.rows(), line -> row -> line(cells(row, context), widths, line));
    }

    private String[] cells(R row, Context context) {
        String[] cells = new String[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = columns.get(i).cell().apply(row, context);
        }
        return cells;
    }

    private void line(String[] cells, int[] widths, StringBuilder line) {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                line.append(' ');
            }
            boolean isLast = i == cells.length - 1;
            if (columns.get(i).isNumber()) {
                Padding.right(cells[i], widths[i], line);
            } else {
                Padding.left(cells[i], isLast ? 0 : widths[i], line);
            }
        }
    }
}
