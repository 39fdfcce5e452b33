package org.wirestat.tracker.host;

/** What is counted of each host. "In" is what was sent to it, whether or not it took it. */
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
    /** ICMP type 3 code 3, ICMPv6 type 1 code 4: nobody has that UDP port. */
    PORT_UNREACHABLE_OUT,
    OTHER_OUT,
    OTHER_IN;

    /** Its bit where several are named at once. */
    int bit() {
        return 1 << ordinal();
    }
}
