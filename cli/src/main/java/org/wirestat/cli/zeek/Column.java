package org.wirestat.cli.zeek;

import org.wirestat.tracker.connlog.Conn;

/** The columns of conn.log in their order, with the types that Zeek gives them. */
enum Column {
    TS("ts", "time"),
    UID("uid", "string"),
    ORIGINATOR_HOST("id.orig_h", "addr"),
    ORIGINATOR_PORT("id.orig_p", "port"),
    RESPONDER_HOST("id.resp_h", "addr"),
    RESPONDER_PORT("id.resp_p", "port"),
    PROTO("proto", "enum"),
    /** Told by Zeek's protocol analyzers, which we have none of. */
    SERVICE("service", "string"),
    DURATION("duration", "interval"),
    ORIGINATOR_BYTES("orig_bytes", "count"),
    RESPONDER_BYTES("resp_bytes", "count"),
    CONN_STATE("conn_state", "string"),
    LOCAL_ORIGINATOR("local_orig", "bool"),
    LOCAL_RESPONDER("local_resp", "bool"),
    MISSED_BYTES("missed_bytes", "count"),
    HISTORY("history", "string"),
    ORIGINATOR_PACKETS("orig_pkts", "count"),
    ORIGINATOR_IP_BYTES("orig_ip_bytes", "count"),
    RESPONDER_PACKETS("resp_pkts", "count"),
    RESPONDER_IP_BYTES("resp_ip_bytes", "count"),
    TUNNEL_PARENTS("tunnel_parents", "set[string]"),
    IP_PROTO("ip_proto", "count");

    private final String header;
    private final String type;

    Column(String header, String type) {
        this.header = header;
        this.type = type;
    }

    String header() {
        return header;
    }

    String type() {
        return type;
    }

    void write(Conn conn, LocalNetworks local, ValueSink to) {
        switch (this) {
            case TS -> to.time(conn.startNs());
            case UID -> to.text(conn.uid());
            case ORIGINATOR_HOST -> to.address(conn.originatorAddress());
            case ORIGINATOR_PORT -> to.count(conn.originatorPort());
            case RESPONDER_HOST -> to.address(conn.responderAddress());
            case RESPONDER_PORT -> to.count(conn.responderPort());
            case PROTO -> to.text(proto(conn.protocol()));
            case SERVICE -> to.nothing();
            case DURATION -> {
                if (isTimed(conn)) {
                    to.interval(conn.durationNs());
                } else {
                    to.nothing();
                }
            }
            case ORIGINATOR_BYTES -> bytes(conn, conn.payloadBytes(conn.originator()), to);
            case RESPONDER_BYTES -> bytes(conn, conn.payloadBytes(conn.responder()), to);
            case CONN_STATE -> to.text(conn.state());
            case LOCAL_ORIGINATOR -> to.truth(local.contain(conn.originatorAddress()));
            case LOCAL_RESPONDER -> to.truth(local.contain(conn.responderAddress()));
            case MISSED_BYTES -> to.count(conn.missedBytes());
            case HISTORY -> to.textOrNothing(conn.history());
            case ORIGINATOR_PACKETS -> to.count(conn.originator().packets());
            case ORIGINATOR_IP_BYTES -> to.count(conn.originator().ipBytes());
            case RESPONDER_PACKETS -> to.count(conn.responder().packets());
            case RESPONDER_IP_BYTES -> to.count(conn.responder().ipBytes());
            case TUNNEL_PARENTS -> to.texts(conn.tunnelParents());
            case IP_PROTO -> to.count(conn.protocol());
        }
    }

    /** Without time passed there is no rate, and Zeek says nothing of the bytes either. */
    private static boolean isTimed(Conn conn) {
        return conn.durationNs() > 0;
    }

    private static void bytes(Conn conn, long bytes, ValueSink to) {
        if (isTimed(conn)) {
            to.count(bytes);
        } else {
            to.nothing();
        }
    }

    private static String proto(int protocol) {
        return switch (protocol) {
            case 6 -> "tcp";
            case 17 -> "udp";
            case 1, 58 -> "icmp";
            default -> "unknown_transport";
        };
    }
}
