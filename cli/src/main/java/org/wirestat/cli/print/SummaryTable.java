package org.wirestat.cli.print;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.view.SummaryRow;
import org.wirestat.cli.view.SummaryRow.Section;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.TcpState;

/** Counts by state, by host, and the matrix of both ends' states. */
final class SummaryTable implements Printer<SummaryRow> {

    private final TextOutput out;
    private final Names names;
    private final TableFormat format;
    private final TableHead head;

    SummaryTable(TextOutput out, Names names, TableFormat format, boolean tellsTime) {
        this.out = out;
        this.names = names;
        this.format = format;
        head = new TableHead(out, tellsTime);
    }

    @Override
    public void print(Table<SummaryRow> table) throws IOException {
        head.print(table);
        out.add("Sockets by state").endLine();
        for (SummaryRow row : table.rows()) {
            if (row.section() == Section.STATE) {
                Padding.right(Long.toString(row.count()), 8, out.line());
                out.add(" ").add(state(row)).endLine();
            }
        }
        out.endLine();
        matrix("Sockets by host", table, Section.HOST, this::host, this::state);
        out.endLine();
        matrix(
                "Connections by the states of their ends: originators down, responders across",
                table,
                Section.PAIR,
                this::state,
                row -> format.state(responderState(row)));
    }

    private void matrix(
            String title,
            Table<SummaryRow> table,
            Section section,
            Function<SummaryRow, String> down,
            Function<SummaryRow, String> across)
            throws IOException {
        Map<String, Map<String, Long>> lines = new LinkedHashMap<>();
        Set<String> columns = new LinkedHashSet<>();
        for (SummaryRow row : inOrderOfStates(table.rows(), section)) {
            columns.add(across.apply(row));
        }
        int width = 0;
        for (SummaryRow row : table.rows()) {
            if (row.section() == section) {
                String name = down.apply(row);
                width = Math.max(width, name.length());
                lines.computeIfAbsent(name, ignored -> new LinkedHashMap<>())
                        .merge(across.apply(row), row.count(), Long::sum);
            }
        }
        out.add(title).endLine();
        Padding.blanks(width, out.line());
        for (String column : columns) {
            out.add(" ").add(column);
        }
        out.endLine();
        for (Map.Entry<String, Map<String, Long>> entry : lines.entrySet()) {
            Padding.left(entry.getKey(), width, out.line());
            for (String column : columns) {
                Long count = entry.getValue().get(column);
                Padding.right(count == null ? "." : count.toString(), column.length() + 1, out.line());
            }
            out.endLine();
        }
    }

    /** Rows of that section by the state that stands across. */
    private static List<SummaryRow> inOrderOfStates(List<SummaryRow> rows, Section section) {
        List<SummaryRow> some = new ArrayList<>();
        for (SummaryRow row : rows) {
            if (row.section() == section) {
                some.add(row);
            }
        }
        some.sort((one, other) -> Integer.compare(place(one), place(other)));
        return some;
    }

    private static int place(SummaryRow row) {
        TcpState state = row.section() == Section.PAIR ? row.responderState() : row.state();
        return state == null ? Integer.MAX_VALUE : state.ordinal();
    }

    private String host(SummaryRow row) {
        return row.host() == null ? "" : TerminalEscaper.word(names.host(row.host()));
    }

    private String state(SummaryRow row) {
        return row.state() == null ? row.transport().name() : format.state(row.state());
    }

    private static TcpState responderState(SummaryRow row) {
        return row.responderState() == null ? TcpState.CLOSED : row.responderState();
    }
}
