package org.wirestat.cli.field;

import java.util.List;
import java.util.Locale;
import org.wirestat.cli.process.Program;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.Transport;

/** The fields of a socket in all machine outputs, in their order. */
public enum SocketField implements Field<SocketRow> {
    TYPE(Kind.TEXT, "`socket`"),
    TIME(Kind.TIME, "the moment of the table"),
    PROTO(Kind.TEXT, "`tcp`, `tcp6`, `udp` or `udp6`"),
    LOCAL_ADDRESS(Kind.ADDRESS, "address of the host that has the socket"),
    LOCAL_PORT(Kind.NUMBER, "its port"),
    FOREIGN_ADDRESS(Kind.ADDRESS, "address of the other end; null for a socket that waits for anybody"),
    FOREIGN_PORT(Kind.NUMBER, "port of the other end; null for a socket that waits for anybody"),
    STATE(Kind.TEXT, "state in net-tools' spelling, such as `FIN_WAIT1`; null for UDP"),
    BASIS(
            Kind.TEXT,
            "on what the state rests: `observed` (the endpoint itself proved it), `presumed` (its peer's segment was"
                    + " seen going to it, and nothing contradicts its arrival), `picked-up` (the capture began later)"),
    RECV_Q(Kind.NUMBER, "always null: what the application has not read cannot be seen on a wire"),
    SEND_Q(Kind.NUMBER, "bytes sent and not acknowledged; SYN and FIN count one each"),
    SINCE(Kind.TIME, "when it came into its state"),
    FIRST(Kind.TIME, "its first frame; for a listening port, the first answer to a SYN"),
    LAST(Kind.TIME, "its last frame; for a listening port, the last answer to a SYN"),
    INITIATOR(Kind.TRUTH, "whether this end began the conversation; null where nobody saw the beginning"),
    ACCEPTED(Kind.NUMBER, "handshakes that a listening port answered; null for all others"),
    PACKETS(Kind.NUMBER, "packets that this end sent; null for a listening port, as the next three"),
    BYTES(Kind.NUMBER, "bytes of the frames that carried them, as long as they were on the wire"),
    PAYLOAD_BYTES(Kind.NUMBER, "bytes of TCP or UDP payload, retransmissions included"),
    RETRANSMISSIONS(Kind.NUMBER, "segments that repeated what this end had sent before"),
    TIMER(
            Kind.TEXT,
            "what its kernel waits for: `on` (an acknowledgment) or `timewait`; null if nothing is known to run"),
    TIMER_LEFT_NS(Kind.NUMBER, "time until the timer is due, nanoseconds"),
    TIMER_REPEATS(Kind.NUMBER, "times that it has fired since it was last answered"),
    PID(Kind.NUMBER, "with `-p`, for sockets of this very host: the process that has it"),
    PROGRAM(Kind.TEXT, "the name that this process gives itself"),
    LOCAL_NAME(Kind.TEXT, "what the host is called, whoever says so; null if nobody does, and with `-n`"),
    LOCAL_NAME_SOURCE(Kind.TEXT, NameSources.MEANING),
    FOREIGN_NAME(Kind.TEXT, "what the host of the other end is called"),
    FOREIGN_NAME_SOURCE(Kind.TEXT, "who says so"),
    REFUSED(Kind.NUMBER, "SYNs that a listening port refused since it first answered one; null for all others");

    /** All of them, in their order. */
    public static final List<Field<SocketRow>> ALL = List.of(values());

    private final String fieldName = name().toLowerCase(Locale.ROOT);
    private final Kind kind;
    private final String meaning;

    SocketField(Kind kind, String meaning) {
        this.kind = kind;
        this.meaning = meaning;
    }

    @Override
    public String fieldName() {
        return fieldName;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public void write(SocketRow row, Context context, FieldSink to) {
        SocketRow.Address peer = row.peer();
        SocketRow.Traffic traffic = row.traffic();
        Endpoint.Timer timer = row.timer();
        switch (this) {
            case TYPE -> to.text("socket");
            case TIME -> to.time(context.tableNs());
            case PROTO -> to.text(proto(row.transport(), row.ipVersion()));
            case LOCAL_ADDRESS -> to.address(row.local().host());
            case LOCAL_PORT -> to.number(row.local().port());
            case FOREIGN_ADDRESS -> to.address(peer == null ? null : peer.host());
            case FOREIGN_PORT -> to.number(peer == null ? null : (Long) (long) peer.port());
            case STATE -> to.text(row.state() == null ? null : LinuxStates.name(row.state()));
            case BASIS -> to.text(BasisNames.name(row.basis()));
            case RECV_Q -> to.number(null);
            case SEND_Q -> to.number(row.sendQueue());
            case SINCE -> to.time(row.sinceNs());
            case FIRST -> to.time(row.firstNs());
            case LAST -> to.time(row.lastNs());
            case INITIATOR -> to.truth(row.initiator());
            case ACCEPTED -> to.number(row.accepted());
            case PACKETS -> to.number(traffic == null ? null : (Long) traffic.packets());
            case BYTES -> to.number(traffic == null ? null : (Long) traffic.frameBytes());
            case PAYLOAD_BYTES -> to.number(traffic == null ? null : (Long) traffic.payloadBytes());
            case RETRANSMISSIONS -> to.number(traffic == null ? null : (Long) traffic.retransmissions());
            case TIMER -> to.text(timer == null ? null : LinuxTimers.name(timer.kind()));
            case TIMER_LEFT_NS -> to.number(timer == null ? null : (Long) timer.leftNs());
            case TIMER_REPEATS -> to.number(timer == null ? null : (Long) (long) timer.repeats());
            case PID -> {
                Program program = context.programs().of(row);
                to.number(program == null ? null : (Long) (long) program.pid());
            }
            case PROGRAM -> {
                Program program = context.programs().of(row);
                to.text(program == null ? null : program.name());
            }
            case REFUSED -> to.number(row.refused());
            case LOCAL_NAME -> to.text(NameSources.name(context, row.local().host()));
            case LOCAL_NAME_SOURCE ->
                to.text(NameSources.source(context, row.local().host()));
            case FOREIGN_NAME -> to.text(NameSources.name(context, peer == null ? null : peer.host()));
            case FOREIGN_NAME_SOURCE -> to.text(NameSources.source(context, peer == null ? null : peer.host()));
        }
    }

    /** As netstat's first column has it. */
    public static String proto(Transport transport, int ipVersion) {
        return switch (transport) {
            case TCP -> ipVersion == 6 ? "tcp6" : "tcp";
            case UDP -> ipVersion == 6 ? "udp6" : "udp";
        };
    }
}
