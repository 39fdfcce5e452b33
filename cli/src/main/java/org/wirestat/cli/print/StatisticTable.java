package org.wirestat.cli.print;

import java.io.IOException;
import org.wirestat.cli.view.StatisticRow;
import org.wirestat.cli.view.Table;

/** net-tools' protocol statistics: titles at the edge, lines four blanks in. */
final class StatisticTable implements Printer<StatisticRow> {

    private final TextOutput out;
    private final TableHead head;

    StatisticTable(TextOutput out, boolean tellsTime) {
        this.out = out;
        head = new TableHead(out, tellsTime);
    }

    @Override
    public void print(Table<StatisticRow> table) throws IOException {
        head.print(table);
        String section = "";
        for (StatisticRow row : table.rows()) {
            if (!row.section().equals(section)) {
                section = row.section();
                out.add(section).add(":").endLine();
            }
            String text = row.sentence().replace("%", Long.toString(row.value()));
            for (String line : text.split("\n", -1)) {
                out.add("    ").add(line).endLine();
            }
        }
    }
}
