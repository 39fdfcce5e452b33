package org.wirestat.tracker.wire;

import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/** IP protocol numbers (IANA), which IPv6 calls next headers. */
final class IpProtocol {

    static final int HOP_BY_HOP = 0;
    static final int IPV4 = 4;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int IPV6 = 41;
    static final int ROUTING = 43;
    static final int FRAGMENT = 44;
    static final int GRE = 47;
    static final int ESP = 50;
    static final int AUTHENTICATION = 51;
    static final int ICMPV6 = 58;
    static final int DESTINATION_OPTIONS = 60;
    static final int ETHER_IP = 97;
    static final int L2TP = 115;
    static final int MOBILITY = 135;
    static final int MPLS = 137;
    static final int HOST_IDENTITY = 139;
    static final int SHIM6 = 140;

    private IpProtocol() {}

    /** Follows a protocol number that is no extension header. */
    static Layer open(int protocol, Cursor cursor) {
        return switch (protocol) {
            case TCP -> Layer.TCP;
            case UDP -> Layer.UDP;
            case ICMPV6 -> Layer.ICMPV6;
            case IPV4 -> Layer.IPV4;
            case IPV6 -> Layer.IPV6;
            case GRE -> Layer.GRE;
            case ETHER_IP -> Layer.ETHER_IP;
            case L2TP -> Layer.L2TP_SESSION;
            case MPLS -> Layer.MPLS;
            case ESP -> cursor.stop(Discard.ENCRYPTED);
            default -> cursor.stop(Discard.OTHER_TRANSPORT);
        };
    }
}
