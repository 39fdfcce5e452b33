package org.wirestat.cli.print;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.view.InterfaceRow;
import org.wirestat.cli.view.Table;

/** net-tools' table of interfaces. What a capture does not know is a dash: what the interface sent, for one. */
final class InterfaceTable implements Printer<InterfaceRow> {

    private final TextOutput out;
    private final TableHead head;

    InterfaceTable(TextOutput out, boolean tellsTime) {
        this.out = out;
        head = new TableHead(out, tellsTime);
    }

    @Override
    public void print(Table<InterfaceRow> table) throws IOException {
        head.print(table);
        out.add("Kernel Interface table").endLine();
        out.add("Iface             MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg")
                .endLine();
        for (InterfaceRow row : table.rows()) {
            StringBuilder line = out.line();
            String name = TerminalEscaper.escape(row.name());
            Padding.left(TerminalEscaper.cut(name, 15), 15, line);
            line.append(' ');
            Padding.right(number(row.mtu()), 5, line);
            line.append(' ');
            Padding.right(number(row.received()), 8, line);
            line.append(' ');
            Padding.right(number(row.errors()), 6, line);
            line.append(' ');
            Padding.right(number(row.dropped()), 6, line);
            line.append(' ');
            Padding.left(number(row.overruns()), 6, line);
            line.append("        -      -      -      - ").append(row.flags());
            out.endLine();
        }
    }

    private static String number(@Nullable Long value) {
        return value == null ? "-" : value.toString();
    }
}
