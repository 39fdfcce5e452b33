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
    IP_PROTO("ip_proto", "count"),
    VLAN("vlan", "int", Group.LINKS),
    INNER_VLAN("inner_vlan", "int", Group.LINKS),
    ORIGINATOR_LINK_ADDRESS("orig_l2_addr", "string", Group.LINKS),
    RESPONDER_LINK_ADDRESS("resp_l2_addr", "string", Group.LINKS),
    COMMUNITY_ID("community_id", "string", Group.COMMUNITY_ID);

    /** Columns that come together. */
    enum Group {
        USUAL,
        LINKS,
        COMMUNITY_ID
    }

    private final String header;
    private final String type;
    private final Group group;

    Column(String header, String type) {
        this(header, type, Group.USUAL);
    }

    Column(String header, String type, Group group) {
        this.header = header;
        this.type = type;
        this.group = group;
    }

    Group group() {
        return group;
    }

    String header() {
        return header;
    }

    String type() {
        return type;
    }

    void write(Conn conn, LocalNetworks local, CommunityId communityId, ValueSink to) {
        switch (this) {
            case TS -> to.seconds(conn.startNs());
            case UID -> to.text(conn.uid());
            case ORIGINATOR_HOST -> to.address(conn.originatorAddress());
            case ORIGINATOR_PORT -> to.number(conn.originatorPort());
            case RESPONDER_HOST -> to.address(conn.responderAddress());
            case RESPONDER_PORT -> to.number(conn.responderPort());
            case PROTO -> to.text(proto(conn.protocol()));
            case SERVICE -> to.nothing();
            case DURATION -> {
                if (isTimed(conn)) {
                    to.seconds(conn.durationNs());
                } else {
                    to.nothing();
                }
            }
            case ORIGINATOR_BYTES -> bytes(conn, conn.payloadBytes(conn.originator()), to);
            case RESPONDER_BYTES -> bytes(conn, conn.payloadBytes(conn.responder()), to);
            case CONN_STATE -> to.text(conn.state());
            case LOCAL_ORIGINATOR -> to.truth(local.contain(conn.originatorAddress()));
            case LOCAL_RESPONDER -> to.truth(local.contain(conn.responderAddress()));
            case MISSED_BYTES -> to.number(conn.missedBytes());
            case HISTORY -> textOrNothing(conn.history(), to);
            case ORIGINATOR_PACKETS -> to.number(conn.originator().packets());
            case ORIGINATOR_IP_BYTES -> to.number(conn.originator().ipBytes());
            case RESPONDER_PACKETS -> to.number(conn.responder().packets());
            case RESPONDER_IP_BYTES -> to.number(conn.responder().ipBytes());
            case TUNNEL_PARENTS -> to.texts(conn.tunnelParents());
            case IP_PROTO -> to.number(conn.protocol());
            case VLAN -> tag(conn.vlan(), to);
            case INNER_VLAN -> tag(conn.innerVlan(), to);
            case ORIGINATOR_LINK_ADDRESS -> linkAddress(conn.originatorLinkAddress(), to);
            case RESPONDER_LINK_ADDRESS -> linkAddress(conn.responderLinkAddress(), to);
            case COMMUNITY_ID -> to.text(communityId.of(conn));
        }
    }

    /** Without time passed there is no rate, and Zeek says nothing of the bytes either. */
    private static boolean isTimed(Conn conn) {
        return conn.durationNs() > 0;
    }

    private static void bytes(Conn conn, long bytes, ValueSink to) {
        if (isTimed(conn)) {
            to.number(bytes);
        } else {
            to.nothing();
        }
    }

    private static void textOrNothing(String value, ValueSink to) {
        if (value.isEmpty()) {
            to.nothing();
        } else {
            to.text(value);
        }
    }

    private static void tag(int vlan, ValueSink to) {
        if (vlan == Conn.NO_VLAN) {
            to.nothing();
        } else {
            to.number(vlan);
        }
    }

    private static void linkAddress(long address, ValueSink to) {
        if (address == 0) {
            to.nothing();
            return;
        }
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            int octet = (int) (address >>> shift) & 0xff;
            text.append(Character.forDigit(octet >>> 4, 16)).append(Character.forDigit(octet & 0xf, 16));
            text.append(shift == 0 ? "" : ":");
        }
        to.text(text.toString());
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
