package org.wirestat.tracker.wire.encap;

/** What stands at the cursor: the answer of one layer to "what comes next?". */
public enum Layer {
    /** The walk ends here; {@link Cursor#verdict} says how. */
    STOP,
    /** An Ethernet frame, from its destination address. */
    ETHERNET,
    /** What the EtherType {@link Cursor#type} announces; also VLAN tags and 802.3 lengths. */
    ETHERTYPE,
    /** IEEE 802.2 logical link control. */
    LLC,
    /** An IP packet of the version that its first four bits say. */
    IP,
    IPV4,
    IPV6,
    /** What the IP protocol number {@link Cursor#type} announces. */
    IP_PROTOCOL,
    /** A part of the payload of an IP packet. */
    FRAGMENT,
    TCP,
    UDP,
    ICMP,
    ICMPV6,
    /** A transport that begins with two ports. */
    PORTS,
    ARP,
    /** Linux cooked capture, version 1 and 2. */
    COOKED,
    COOKED_2,
    /** An address family of four bytes before the packet. */
    LOOPBACK,
    /** The organisation and type of a SNAP header. */
    SNAP,
    /** A frame of the link type {@link Cursor#type}. */
    LINK,

    // Wrappers, which Encapsulation opens

    MPLS,
    MPLS_IN_UDP,
    PPPOE,
    PPP,
    PPP_SERIAL,
    CISCO_HDLC,
    FRAME_RELAY,
    CISCO_METADATA,
    FABRIC_PATH,
    PROVIDER_BACKBONE,
    VN_TAG,
    MACSEC,
    GRE,
    ERSPAN,
    VXLAN,
    VXLAN_GENERIC,
    GENEVE,
    TZSP,
    TEREDO,
    AYIYA,
    GTP_USER,
    L2TP,
    L2TP_SESSION,
    ETHER_IP,
    WLAN,
    RADIOTAP,
    PPI,
    PKTAP,
    FDDI,
    FIBRE_CHANNEL,
    NFLOG
}
