package org.wirestat.cli.print;

import java.util.List;
import org.wirestat.cli.field.SocketField;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.print.TextTable.Column;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.Transport;

/** The tables for people of all views but that of sockets. */
public final class ViewTables {

    private final TextOutput out;
    private final Names names;
    private final TableFormat format;
    private final boolean tellsTime;

    /**
     * @param format whose spelling of states
     * @param tellsTime whether each table begins with its moment, for outputs with several
     */
    public ViewTables(TextOutput out, Names names, TableFormat format, boolean tellsTime) {
        this.out = out;
        this.names = names;
        this.format = format;
        this.tellsTime = tellsTime;
    }

    /** {@code --flows}; where two numbers are joined by a slash, the originator's comes first. */
    public Printer<Connection> flows() {
        List<Column<Connection>> columns = List.of(
                Column.text(
                        "Proto",
                        (row, in) -> SocketField.proto(
                                row.transport(), row.originator().address().version())),
                Column.text("Originator", (row, in) -> end(row, row.originator())),
                Column.text("State", (row, in) -> state(row, row.originator())),
                Column.text("", (row, in) -> row.begunSeen() ? "->" : "--"),
                Column.text("Responder", (row, in) -> end(row, row.responder())),
                Column.text("State", (row, in) -> state(row, row.responder())),
                Column.number("Duration", (row, in) -> Spans.words(row.lastNs() - row.firstNs())),
                Column.number(
                        "Packets",
                        (row, in) ->
                                pair(row.originator().packets(), row.responder().packets())),
                Column.number(
                        "Bytes",
                        (row, in) -> pair(
                                row.originator().frameBytes(), row.responder().frameBytes())),
                Column.number(
                        "Retrans",
                        (row, in) -> pair(
                                row.originator().retransmissions(),
                                row.responder().retransmissions())));
        return new TextTable<>(out, "Connections", columns, names, tellsTime);
    }

    private String end(Connection row, Endpoint end) {
        String host = names.host(end.address());
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + names.port(row.transport(), end.port());
    }

    private String state(Connection row, Endpoint end) {
        return row.transport() == Transport.TCP ? format.state(end.state()) : "";
    }

    private static String pair(long originator, long responder) {
        return originator + "/" + responder;
    }
}
