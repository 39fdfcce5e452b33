package org.wirestat.cli.print;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.field.Contexts;
import org.wirestat.cli.field.Macs;
import org.wirestat.cli.field.SocketField;
import org.wirestat.cli.name.Hosts;
import org.wirestat.cli.name.Names;
import org.wirestat.cli.print.TextTable.Column;
import org.wirestat.cli.view.HostRow;
import org.wirestat.cli.view.InterfaceRow;
import org.wirestat.cli.view.StatisticRow;
import org.wirestat.cli.view.SummaryRow;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.PathMeasures;
import org.wirestat.tracker.Transport;
import org.wirestat.tracker.host.Membership;

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
                Column.word("Originator", (row, in) -> end(row, row.originator())),
                Column.text("State", (row, in) -> state(row, row.originator())),
                Column.text("", (row, in) -> row.begunSeen() ? "->" : "--"),
                Column.word("Responder", (row, in) -> end(row, row.responder())),
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
                                row.responder().retransmissions())),
                Column.number(
                        "Handshake",
                        (row, in) ->
                                row.path() == null ? "-" : millis(row.path().handshakeNs())),
                Column.number(
                        "RTT",
                        (row, in) -> row.path() == null
                                ? "-"
                                : millis(row.path().originatorRttNs()) + "/"
                                        + millis(row.path().responderRttNs())),
                Column.number(
                        "0-win",
                        (row, in) -> row.path() == null
                                ? "-"
                                : pair(
                                        row.path().originatorZeroWindows(),
                                        row.path().responderZeroWindows())));
        return new TextTable<>(out, "Connections", columns, Contexts.of(names), tellsTime);
    }

    private String end(Connection row, Endpoint end) {
        String host = names.host(end.address());
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + names.port(row.transport(), end.port());
    }

    private String state(Connection row, Endpoint end) {
        return row.transport() == Transport.TCP ? format.state(end.state()) : "";
    }

    /** Round trips of a segment and of the world, in columns that can be compared. */
    private static String millis(long ns) {
        return ns == PathMeasures.UNKNOWN ? "-" : String.format(Locale.ROOT, "%.2fms", ns / 1e6);
    }

    private static String pair(long originator, long responder) {
        return originator + "/" + responder;
    }

    /** {@code --hosts}; where two numbers are joined by a slash, what the host sent comes first. */
    public Printer<HostRow> hosts() {
        List<Column<HostRow>> columns = List.of(
                Column.text("Address", (row, in) -> addresses(row)),
                Column.text("MAC", (row, in) -> orDash(Macs.text(row.mac()))),
                Column.text("Maker", (row, in) -> orDash(names.maker(row.mac()))),
                Column.word("Name", (row, in) -> name(row)),
                Column.text("Role", (row, in) -> role(row)),
                Column.number(
                        "Packets",
                        (row, in) -> pair(row.sent().packets(), row.received().packets())),
                Column.number(
                        "Bytes",
                        (row, in) -> pair(row.sent().bytes(), row.received().bytes())),
                Column.number("First", (row, in) -> Spans.words(Math.max(0, in.tableNs() - row.firstNs()))),
                Column.number("Last", (row, in) -> Spans.words(Math.max(0, in.tableNs() - row.lastNs()))),
                Column.text("Sockets", (row, in) -> sockets(row)));
        return new TextTable<>(out, "Hosts of the segment", columns, Contexts.of(names), tellsTime);
    }

    /** {@code -g}. net-tools counts references of an interface, which no wire tells. */
    public Printer<Membership> groups() {
        return new GroupTable(out, tellsTime);
    }

    /** {@code -s}. */
    public Printer<StatisticRow> statistics() {
        return new StatisticTable(out, tellsTime);
    }

    /** {@code --summary}. */
    public Printer<SummaryRow> summary() {
        return new SummaryTable(out, names, format, tellsTime);
    }

    /** {@code --interfaces}. */
    public Printer<InterfaceRow> interfaces() {
        return new InterfaceTable(out, tellsTime);
    }

    private String name(HostRow row) {
        Hosts.Named named = names.named(row.addresses().get(0));
        return named == null ? "-" : named.text();
    }

    private static String addresses(HostRow row) {
        StringJoiner all = new StringJoiner(" ");
        row.addresses().forEach(address -> all.add(address.toString()));
        return all.toString();
    }

    private static String role(HostRow row) {
        StringJoiner roles = new StringJoiner(",");
        if (row.isGateway()) {
            roles.add("gateway");
        }
        if (row.isServer()) {
            roles.add("server");
        }
        if (row.isClient()) {
            roles.add("client");
        }
        return orDash(roles.toString());
    }

    private String sockets(HostRow row) {
        StringJoiner all = new StringJoiner(" ");
        row.sockets().forEach((state, count) -> all.add(count + " " + format.state(state)));
        if (row.udpSockets() > 0) {
            all.add(row.udpSockets() + " UDP");
        }
        return orDash(all.toString());
    }

    private static String orDash(@Nullable String text) {
        return text == null || text.isEmpty() ? "-" : text;
    }
}
