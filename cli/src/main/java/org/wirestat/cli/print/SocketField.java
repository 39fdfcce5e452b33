package org.wirestat.cli.print;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.view.SocketRow;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.Transport;

/**
 * The fields of a socket in all machine outputs, in their order. A name that is here once is never renamed and never
 * changes its meaning.
 */
enum SocketField {
    TYPE,
    TIME,
    PROTO,
    LOCAL_ADDRESS,
    LOCAL_PORT,
    FOREIGN_ADDRESS,
    FOREIGN_PORT,
    STATE,
    BASIS,
    /** What the application has not read: no wire tells. */
    RECV_Q,
    SEND_Q,
    SINCE,
    FIRST,
    LAST,
    INITIATOR,
    ACCEPTED,
    /** Packets that this end sent. */
    PACKETS,
    /** Bytes of the frames that carried them, as long as they were on the wire. */
    BYTES,
    PAYLOAD_BYTES,
    RETRANSMISSIONS,
    /** {@code on} or {@code timewait}, as netstat calls them. */
    TIMER,
    TIMER_LEFT_NS,
    TIMER_REPEATS;

    private final String fieldName = name().toLowerCase(Locale.ROOT);

    String fieldName() {
        return fieldName;
    }

    /** @param tableNs the moment of the table that the row stands in */
    void write(SocketRow row, long tableNs, FieldSink to) {
        SocketRow.Address peer = row.peer();
        SocketRow.Traffic traffic = row.traffic();
        Endpoint.Timer timer = row.timer();
        switch (this) {
            case TYPE -> to.text("socket");
            case TIME -> to.time(tableNs);
            case PROTO ->
                to.text((row.transport() == Transport.TCP ? "tcp" : "udp") + (row.ipVersion() == 6 ? "6" : ""));
            case LOCAL_ADDRESS -> to.text(row.local().host().toString());
            case LOCAL_PORT -> to.number(row.local().port());
            case FOREIGN_ADDRESS -> text(peer == null ? null : peer.host().toString(), to);
            case FOREIGN_PORT -> number(peer == null ? null : (long) peer.port(), to);
            case STATE -> text(row.state() == null ? null : LinuxStates.name(row.state()), to);
            case BASIS -> to.text(BasisNames.name(row.basis()));
            case RECV_Q -> to.nothing();
            case SEND_Q -> to.number(row.sendQueue());
            case SINCE -> to.time(row.sinceNs());
            case FIRST -> to.time(row.firstNs());
            case LAST -> to.time(row.lastNs());
            case INITIATOR -> truth(row.initiator(), to);
            case ACCEPTED -> number(row.accepted(), to);
            case PACKETS -> number(traffic == null ? null : traffic.packets(), to);
            case BYTES -> number(traffic == null ? null : traffic.frameBytes(), to);
            case PAYLOAD_BYTES -> number(traffic == null ? null : traffic.payloadBytes(), to);
            case RETRANSMISSIONS -> number(traffic == null ? null : traffic.retransmissions(), to);
            case TIMER -> text(timer == null ? null : LinuxTimers.name(timer.kind()), to);
            case TIMER_LEFT_NS -> number(timer == null ? null : timer.leftNs(), to);
            case TIMER_REPEATS -> number(timer == null ? null : (long) timer.repeats(), to);
        }
    }

    private static void text(@Nullable String value, FieldSink to) {
        if (value == null) {
            to.nothing();
        } else {
            to.text(value);
        }
    }

    private static void number(@Nullable Long value, FieldSink to) {
        if (value == null) {
            to.nothing();
        } else {
            to.number(value);
        }
    }

    private static void truth(@Nullable Boolean value, FieldSink to) {
        if (value == null) {
            to.nothing();
        } else {
            to.truth(value);
        }
    }
}
