package org.wirestat.tracker.connlog;

/** IANA numbers of the protocols that the log treats each in its own way. */
final class Protocol {

    static final int ICMP = 1;
    static final int IPV4 = 4;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int IPV6 = 41;
    static final int GRE = 47;
    static final int ESP = 50;
    static final int ICMPV6 = 58;
    static final int NO_NEXT_HEADER = 59;
    static final int SCTP = 132;
    static final int MOBILITY = 135;

    /** Port of GRE in UDP: RFC 8086. */
    static final int GRE_IN_UDP = 4754;

    private Protocol() {}

    /** Whether it only carries other packets, between two hosts. */
    static boolean isTunnel(int protocol) {
        return protocol == GRE || protocol == IPV4 || protocol == IPV6;
    }

    /** Whether Zeek makes no connection of such packets: those that only carry, and those that it cannot look into. */
    static boolean isUnlogged(int protocol) {
        return isTunnel(protocol) || protocol == ESP || protocol == NO_NEXT_HEADER || protocol == MOBILITY;
    }
}
