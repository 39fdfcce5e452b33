package org.wirestat.cli.print;

import java.io.IOException;
import org.wirestat.cli.view.Table;
import org.wirestat.tracker.host.Membership;

/** net-tools' table of multicast groups, with the host in the place of its interface. */
final class GroupTable implements Printer<Membership> {

    private final TextOutput out;
    private final TableHead head;

    GroupTable(TextOutput out, boolean tellsTime) {
        this.out = out;
        head = new TableHead(out, tellsTime);
    }

    @Override
    public void print(Table<Membership> table) throws IOException {
        head.print(table);
        out.add("IPv6/IPv4 Group Memberships").endLine();
        out.add("Interface       RefCnt Group").endLine();
        out.add("--------------- ------ ---------------------").endLine();
        for (Membership member : table.rows()) {
            Padding.left(member.host().toString(), 15, out.line());
            out.add(" -      ").add(member.group().toString()).endLine();
        }
    }
}
