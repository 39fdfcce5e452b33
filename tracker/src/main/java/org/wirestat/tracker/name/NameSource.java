package org.wirestat.tracker.name;

/** Who says how a host is called. */
public enum NameSource {
    /** An answer of a name server; RFC 1035. */
    DNS,
    /** The host itself, to all of its link; RFC 6762. */
    MDNS,
    /** The host itself, asked by a neighbour; RFC 4795. */
    LLMNR,
    /** NetBIOS; RFC 1002. */
    NBNS,
    /** The host itself, when it got its address; RFC 2132 §3.14, RFC 4702. */
    DHCP,
    /** A client that begins TLS, of the server that it wants; RFC 6066 §3. */
    TLS
}
