package org.wirestat.tracker.connlog;

/** IANA numbers of the protocols that the log treats each in its own way. */
final class Protocol {

    static final int ICMP = 1;
    static final int TCP = 6;
    static final int UDP = 17;
    static final int ICMPV6 = 58;

    private Protocol() {}
}
