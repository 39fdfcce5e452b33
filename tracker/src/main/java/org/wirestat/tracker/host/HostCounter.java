package org.wirestat.tracker.host;

/**
 * What is counted of each host. "In" is what was sent to it, whether or not it took it, and stands behind what is the same
 * of its sender.
 */
public enum HostCounter {
    PACKETS_OUT,
    PACKETS_IN,
    /** Bytes of frames as long as they were on the wire. */
    BYTES_OUT,
    BYTES_IN,
    TCP_OUT,
    TCP_IN,
    TCP_RESETS_OUT,
    TCP_RESETS_IN,
    UDP_OUT,
    UDP_IN,
    ICMP_OUT,
    ICMP_IN,
    /** ICMP type 3, or 1 of ICMPv6. */
    ICMP_UNREACHABLE_OUT,
    ICMP_UNREACHABLE_IN,
    ICMP_ECHO_REQUESTS_OUT,
    ICMP_ECHO_REQUESTS_IN,
    ICMP_ECHO_REPLIES_OUT,
    ICMP_ECHO_REPLIES_IN,
    OTHER_OUT,
    OTHER_IN,
    /** ICMP type 3 code 3, ICMPv6 type 1 code 4: nobody has that UDP port. Only of who says so. */
    PORT_UNREACHABLE_OUT;

    /** Its bit where several are named at once. */
    int bit() {
        return 1 << ordinal();
    }

    /** What a packet adds to its receiver's counters, by what it adds to its sender's; bits of both. */
    static int ofReceiver(int ofSender) {
        return (ofSender & ~PORT_UNREACHABLE_OUT.bit()) << 1;
    }
}
