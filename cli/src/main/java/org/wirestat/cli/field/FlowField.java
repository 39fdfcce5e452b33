package org.wirestat.cli.field;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.PathMeasures;
import org.wirestat.tracker.Transport;

/** The fields of a connection ({@code --flows}) in all machine outputs, in their order. */
public enum FlowField implements Field<Connection> {
    TYPE(Kind.TEXT, "`flow`"),
    TIME(Kind.TIME, "the moment of the table"),
    PROTO(Kind.TEXT, "`tcp`, `tcp6`, `udp` or `udp6`"),
    ORIGINATOR_ADDRESS(
            Kind.ADDRESS, "who began it: sent the first SYN or, where none was seen, is guessed from the ports"),
    ORIGINATOR_PORT(Kind.NUMBER, "its port"),
    RESPONDER_ADDRESS(Kind.ADDRESS, "the other end"),
    RESPONDER_PORT(Kind.NUMBER, "its port"),
    ORIGINATOR_STATE(
            Kind.TEXT,
            "the originator's state in net-tools' spelling; `CLOSE` for a socket that is gone; null for UDP"),
    RESPONDER_STATE(Kind.TEXT, "the responder's state"),
    ORIGINATOR_BASIS(Kind.TEXT, "on what the originator's state rests: `observed`, `presumed` or `picked-up`"),
    RESPONDER_BASIS(Kind.TEXT, "the same of the responder"),
    BEGUN_SEEN(Kind.TRUTH, "whether the beginning was seen, so that the originator is no guess"),
    FIRST(Kind.TIME, "its first frame"),
    LAST(Kind.TIME, "its last frame"),
    DURATION_NS(Kind.NUMBER, "time between the two, nanoseconds"),
    ORIGINATOR_PACKETS(Kind.NUMBER, "packets that the originator sent"),
    RESPONDER_PACKETS(Kind.NUMBER, "packets that the responder sent"),
    ORIGINATOR_BYTES(Kind.NUMBER, "bytes of the originator's frames, whole as they were on the wire"),
    RESPONDER_BYTES(Kind.NUMBER, "bytes of the responder's frames"),
    ORIGINATOR_IP_BYTES(Kind.NUMBER, "bytes of the originator's IP packets, headers included"),
    RESPONDER_IP_BYTES(Kind.NUMBER, "bytes of the responder's IP packets"),
    ORIGINATOR_PAYLOAD_BYTES(Kind.NUMBER, "bytes of the originator's TCP or UDP payload, retransmissions included"),
    RESPONDER_PAYLOAD_BYTES(Kind.NUMBER, "the same of the responder"),
    ORIGINATOR_RETRANSMISSIONS(Kind.NUMBER, "segments of the originator that repeated what it had sent before"),
    RESPONDER_RETRANSMISSIONS(Kind.NUMBER, "the same of the responder"),
    ORIGINATOR_SEND_Q(Kind.NUMBER, "bytes that the originator sent and the responder did not acknowledge"),
    RESPONDER_SEND_Q(Kind.NUMBER, "the same of the responder"),
    ORIGINATOR_NAME(Kind.TEXT, "what the originator's host is called; null if nobody says so, and with `-n`"),
    ORIGINATOR_NAME_SOURCE(Kind.TEXT, "who says so, as of sockets"),
    RESPONDER_NAME(Kind.TEXT, "what the responder's host is called"),
    RESPONDER_NAME_SOURCE(Kind.TEXT, "who says so"),
    HANDSHAKE_RTT_NS(
            Kind.NUMBER, "from the SYN to the third ACK, nanoseconds; null if one of them was missed or repeated"),
    ORIGINATOR_RTT_NS(
            Kind.NUMBER,
            "from the originator's data to their acknowledgment, as seen at the capture, smoothed (RFC 6298), nanoseconds"),
    RESPONDER_RTT_NS(Kind.NUMBER, "the same of the responder's data"),
    ORIGINATOR_ZERO_WINDOWS(Kind.NUMBER, "segments by which the originator said that it has no room"),
    RESPONDER_ZERO_WINDOWS(Kind.NUMBER, "the same of the responder");

    /** All of them, in their order. */
    public static final List<Field<Connection>> ALL = List.of(values());

    private final String fieldName = name().toLowerCase(Locale.ROOT);
    private final Kind kind;
    private final String meaning;

    FlowField(Kind kind, String meaning) {
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
    public void write(Connection row, Context context, FieldSink to) {
        Endpoint originator = row.originator();
        Endpoint responder = row.responder();
        switch (this) {
            case TYPE -> to.text("flow");
            case TIME -> to.time(context.tableNs());
            case PROTO ->
                to.text(SocketField.proto(row.transport(), originator.address().version()));
            case ORIGINATOR_ADDRESS -> to.address(originator.address());
            case ORIGINATOR_PORT -> to.number(originator.port());
            case RESPONDER_ADDRESS -> to.address(responder.address());
            case RESPONDER_PORT -> to.number(responder.port());
            case ORIGINATOR_STATE -> to.text(state(row, originator));
            case RESPONDER_STATE -> to.text(state(row, responder));
            case ORIGINATOR_BASIS -> to.text(BasisNames.name(originator.basis()));
            case RESPONDER_BASIS -> to.text(BasisNames.name(responder.basis()));
            case BEGUN_SEEN -> to.truth(row.begunSeen());
            case FIRST -> to.time(row.firstNs());
            case LAST -> to.time(row.lastNs());
            case DURATION_NS -> to.number(row.lastNs() - row.firstNs());
            case ORIGINATOR_PACKETS -> to.number(originator.packets());
            case RESPONDER_PACKETS -> to.number(responder.packets());
            case ORIGINATOR_BYTES -> to.number(originator.frameBytes());
            case RESPONDER_BYTES -> to.number(responder.frameBytes());
            case ORIGINATOR_IP_BYTES -> to.number(originator.ipBytes());
            case RESPONDER_IP_BYTES -> to.number(responder.ipBytes());
            case ORIGINATOR_PAYLOAD_BYTES -> to.number(originator.payloadBytes());
            case RESPONDER_PAYLOAD_BYTES -> to.number(responder.payloadBytes());
            case ORIGINATOR_RETRANSMISSIONS -> to.number(originator.retransmissions());
            case RESPONDER_RETRANSMISSIONS -> to.number(responder.retransmissions());
            case ORIGINATOR_SEND_Q -> to.number(originator.sendQueue());
            case RESPONDER_SEND_Q -> to.number(responder.sendQueue());
            case ORIGINATOR_NAME -> to.text(NameSources.name(context, originator.address()));
            case ORIGINATOR_NAME_SOURCE -> to.text(NameSources.source(context, originator.address()));
            case RESPONDER_NAME -> to.text(NameSources.name(context, responder.address()));
            case RESPONDER_NAME_SOURCE -> to.text(NameSources.source(context, responder.address()));
            case HANDSHAKE_RTT_NS -> to.number(measured(row, PathMeasures::handshakeNs));
            case ORIGINATOR_RTT_NS -> to.number(measured(row, PathMeasures::originatorRttNs));
            case RESPONDER_RTT_NS -> to.number(measured(row, PathMeasures::responderRttNs));
            case ORIGINATOR_ZERO_WINDOWS -> to.number(measured(row, PathMeasures::originatorZeroWindows));
            case RESPONDER_ZERO_WINDOWS -> to.number(measured(row, PathMeasures::responderZeroWindows));
        }
    }

    private static @Nullable Long measured(Connection row, ToLongFunction<PathMeasures> what) {
        PathMeasures path = row.path();
        long value = path == null ? PathMeasures.UNKNOWN : what.applyAsLong(path);
        return value == PathMeasures.UNKNOWN ? null : (Long) value;
    }

    private static @Nullable String state(Connection row, Endpoint end) {
        return row.transport() == Transport.TCP ? LinuxStates.name(end.state()) : null;
    }
}
