package org.wirestat.cli.field;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.field.Field.Kind;
import org.wirestat.cli.view.HostRow;
import org.wirestat.cli.view.InterfaceRow;
import org.wirestat.cli.view.StatisticRow;
import org.wirestat.cli.view.SummaryRow;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.host.Membership;

/** The fields of the smaller views, in their order. */
public final class ViewFields {

    /** {@code --hosts}. */
    public static final List<Field<HostRow>> HOSTS = List.of(
            type("host"),
            time(),
            field(
                    "address",
                    Kind.ADDRESS,
                    "its first address",
                    (row, in, to) -> to.address(row.addresses().get(0))),
            field(
                    "addresses",
                    Kind.TEXT,
                    "all addresses of its MAC, joined by blanks",
                    (row, in, to) -> to.text(
                            row.addresses().stream().map(IpAddress::toString).collect(Collectors.joining(" ")))),
            field(
                    "mac",
                    Kind.TEXT,
                    "its MAC; null where no Ethernet frame of it was seen",
                    (row, in, to) -> to.text(Macs.text(row.mac()))),
            field(
                    "maker",
                    Kind.TEXT,
                    "who made the interface, by a list of this machine; null without one",
                    (row, in, to) -> to.text(in.names().maker(row.mac()))),
            field(
                    "name",
                    Kind.TEXT,
                    "its name; null if none is known",
                    (row, in, to) ->
                            to.text(NameSources.name(in, row.addresses().get(0)))),
            field(
                    "name_source",
                    Kind.TEXT,
                    "who says so, as of sockets",
                    (row, in, to) ->
                            to.text(NameSources.source(in, row.addresses().get(0)))),
            field(
                    "gateway",
                    Kind.TRUTH,
                    "whether its MAC carries the packets of several far hosts",
                    (row, in, to) -> to.truth(row.isGateway())),
            field(
                    "server",
                    Kind.TRUTH,
                    "whether it has a socket that waits for anybody",
                    (row, in, to) -> to.truth(row.isServer())),
            field("client", Kind.TRUTH, "whether it began a conversation", (row, in, to) -> to.truth(row.isClient())),
            sockets(TcpState.LISTEN),
            sockets(TcpState.SYN_SENT),
            sockets(TcpState.SYN_RECEIVED),
            sockets(TcpState.ESTABLISHED),
            sockets(TcpState.FIN_WAIT_1),
            sockets(TcpState.FIN_WAIT_2),
            sockets(TcpState.CLOSE_WAIT),
            sockets(TcpState.CLOSING),
            sockets(TcpState.LAST_ACK),
            sockets(TcpState.TIME_WAIT),
            field("udp", Kind.NUMBER, "UDP sockets", (row, in, to) -> to.number(row.udpSockets())),
            field(
                    "packets_sent",
                    Kind.NUMBER,
                    "IP packets that it sent",
                    (row, in, to) -> to.number(row.sent().packets())),
            field(
                    "bytes_sent",
                    Kind.NUMBER,
                    "bytes of the frames that carried them",
                    (row, in, to) -> to.number(row.sent().bytes())),
            field(
                    "packets_received",
                    Kind.NUMBER,
                    "IP packets that were sent to it",
                    (row, in, to) -> to.number(row.received().packets())),
            field(
                    "bytes_received",
                    Kind.NUMBER,
                    "bytes of the frames that carried them",
                    (row, in, to) -> to.number(row.received().bytes())),
            field("first", Kind.TIME, "the first packet from or to it", (row, in, to) -> to.time(row.firstNs())),
            field("last", Kind.TIME, "the last packet that it sent", (row, in, to) -> to.time(row.lastNs())));

    /** {@code --summary}. */
    public static final List<Field<SummaryRow>> SUMMARY = List.of(
            type("summary"),
            time(),
            field(
                    "section",
                    Kind.TEXT,
                    "`state` (sockets by state), `host` (sockets by host and state), `pair` (connections by both states)",
                    (row, in, to) -> to.text(
                            switch (row.section()) {
                                case STATE -> "state";
                                case HOST -> "host";
                                case PAIR -> "pair";
                            })),
            field("host", Kind.ADDRESS, "of which host; null for all", (row, in, to) -> to.address(row.host())),
            field(
                    "proto",
                    Kind.TEXT,
                    "`tcp` or `udp`",
                    (row, in, to) -> to.text(SocketField.proto(row.transport(), 4))),
            field(
                    "state",
                    Kind.TEXT,
                    "the sockets' state, or the originators'; null for UDP",
                    (row, in, to) -> to.text(name(row.state()))),
            field(
                    "responder_state",
                    Kind.TEXT,
                    "the responders' state in section `pair`",
                    (row, in, to) -> to.text(name(row.responderState()))),
            field("count", Kind.NUMBER, "how many", (row, in, to) -> to.number(row.count())));

    /** {@code -s}. */
    public static final List<Field<StatisticRow>> STATISTICS = List.of(
            type("statistic"),
            time(),
            field(
                    "section",
                    Kind.TEXT,
                    "net-tools' section: `Ip`, `Icmp`, `Tcp`, `Udp`, `Ip6` …",
                    (row, in, to) -> to.text(row.section())),
            field("name", Kind.TEXT, "what is counted, such as `active_opens`", (row, in, to) -> to.text(row.name())),
            field(
                    "value",
                    Kind.NUMBER,
                    "how many, of all local hosts together; `segments_retransmitted` of remembered connections only",
                    (row, in, to) -> to.number(row.value())));

    /** {@code -g}. */
    public static final List<Field<Membership>> GROUPS = List.of(
            type("group"),
            time(),
            field("host", Kind.ADDRESS, "who listens", (row, in, to) -> to.address(row.host())),
            field("group", Kind.ADDRESS, "to which multicast address", (row, in, to) -> to.address(row.group())),
            field("first", Kind.TIME, "the first report since it last left", (row, in, to) -> to.time(row.firstNs())),
            field("last", Kind.TIME, "the last report", (row, in, to) -> to.time(row.lastNs())));

    /** {@code --interfaces}. */
    public static final List<Field<InterfaceRow>> INTERFACES = List.of(
            type("interface"),
            time(),
            field(
                    "name",
                    Kind.TEXT,
                    "interface or file; `total` where the counts are those of several",
                    (row, in, to) -> to.text(row.name())),
            field("mtu", Kind.NUMBER, "largest packet, bytes", (row, in, to) -> to.number(row.mtu())),
            field("received", Kind.NUMBER, "frames", (row, in, to) -> to.number(row.received())),
            field(
                    "errors",
                    Kind.NUMBER,
                    "frames of them that were cut short or broken",
                    (row, in, to) -> to.number(row.errors())),
            field(
                    "dropped",
                    Kind.NUMBER,
                    "frames that the kernel had no room for",
                    (row, in, to) -> to.number(row.dropped())),
            field(
                    "overruns",
                    Kind.NUMBER,
                    "frames that the interface lost",
                    (row, in, to) -> to.number(row.overruns())),
            field("flags", Kind.TEXT, "net-tools' letters", (row, in, to) -> to.text(row.flags())));

    private ViewFields() {}

    /** Gives a row's value to the sink. */
    @FunctionalInterface
    private interface Writer<R> {
        void write(R row, Context context, FieldSink to);
    }

    private record Simple<R>(String fieldName, Kind kind, String meaning, Writer<R> writer) implements Field<R> {

        @Override
        public void write(R row, Context context, FieldSink to) {
            writer.write(row, context, to);
        }
    }

    private static <R> Field<R> field(String name, Kind kind, String meaning, Writer<R> writer) {
        return new Simple<>(name, kind, meaning, writer);
    }

    private static <R> Field<R> type(String type) {
        return field("type", Kind.TEXT, "`" + type + "`", (row, in, to) -> to.text(type));
    }

    private static <R> Field<R> time() {
        return field("time", Kind.TIME, "the moment of the table", (row, in, to) -> to.time(in.tableNs()));
    }

    private static Field<HostRow> sockets(TcpState state) {
        String name = LinuxStates.name(state);
        return field(
                name.toLowerCase(Locale.ROOT),
                Kind.NUMBER,
                "TCP sockets in " + name,
                (row, in, to) -> to.number(row.sockets().getOrDefault(state, 0)));
    }

    private static @Nullable String name(@Nullable TcpState state) {
        return state == null ? null : LinuxStates.name(state);
    }
}
