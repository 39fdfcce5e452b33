package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/** IP protocol numbers (IANA), which IPv6 calls next headers. */
final class IpProtocol {

    static final int HOP_BY_HOP = 0;
    static final int ICMP = 1;
    static final int IPV4 = 4;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int IPV6 = 41;
    static final int DCCP = 33;
    static final int ROUTING = 43;
    static final int FRAGMENT = 44;
    static final int GRE = 47;
    static final int ESP = 50;
    static final int AUTHENTICATION = 51;
    static final int ICMPV6 = 58;
    static final int DESTINATION_OPTIONS = 60;
    static final int ETHER_IP = 97;
    static final int L2TP = 115;
    static final int SCTP = 132;
    static final int MOBILITY = 135;
    static final int UDP_LITE = 136;
    static final int MPLS = 137;
    static final int HOST_IDENTITY = 139;
    static final int SHIM6 = 140;

    private static final int PORTS_LENGTH = 4;

    private IpProtocol() {}

    /** Follows a protocol number that is no extension header. */
    static Layer open(int protocol, Cursor cursor, Segment into) {
        into.other(protocol, cursor.wireEnd - cursor.at); // so far: what is inside will have its own say
        return switch (protocol) {
            case TCP -> Layer.TCP;
            case UDP -> Layer.UDP;
            case ICMP -> Layer.ICMP;
            case ICMPV6 -> Layer.ICMPV6;
            case SCTP, DCCP, UDP_LITE -> Layer.PORTS;
            case IPV4 -> Layer.IPV4;
            case IPV6 -> Layer.IPV6;
            case GRE -> Layer.GRE;
            case ETHER_IP -> Layer.ETHER_IP;
            case L2TP -> Layer.L2TP_SESSION;
            case MPLS -> Layer.MPLS;
            default -> cursor.stop(Discard.NONE);
        };
    }

    /** The two ports with which SCTP (RFC 9260), DCCP (RFC 4340) and UDP-Lite (RFC 3828) begin. */
    static Layer takePorts(ByteBuffer bytes, Cursor cursor, Segment into) {
        if (!cursor.has(PORTS_LENGTH)) {
            return cursor.lacks(PORTS_LENGTH);
        }
        int ports = bytes.getInt(cursor.at);
        into.sourcePort = ports >>> 16;
        into.destinationPort = ports & 0xffff;
        return cursor.stop(Discard.NONE);
    }
}
