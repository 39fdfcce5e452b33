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

    MPLS("MPLS"),
    MPLS_IN_UDP("MPLS in UDP"),
    PPPOE("PPPoE"),
    PPP("PPP"),
    PPP_SERIAL("PPP on a serial line"),
    CISCO_HDLC("Cisco HDLC"),
    FRAME_RELAY("frame relay"),
    CISCO_METADATA("Cisco metadata"),
    FABRIC_PATH("FabricPath"),
    PROVIDER_BACKBONE("provider backbone"),
    VN_TAG("VN-Tag"),
    MACSEC("MACsec"),
    GRE("GRE"),
    ERSPAN("ERSPAN"),
    VXLAN("VXLAN"),
    VXLAN_GENERIC("VXLAN-GPE"),
    GENEVE("GENEVE"),
    TZSP("TZSP"),
    TEREDO("Teredo"),
    AYIYA("AYIYA"),
    GTP_USER("GTP-U"),
    L2TP("L2TP"),
    L2TP_SESSION("L2TPv3"),
    ETHER_IP("EtherIP"),
    BROADCOM_TAG("switch tag"),
    MARVELL_TAG("switch tag"),
    MARVELL_TYPED_TAG("switch tag"),
    WLAN("802.11"),
    WLAN_SUBFRAME("A-MSDU"),
    RADIOTAP("radiotap"),
    PPI("PPI"),
    PKTAP("PKTAP"),
    FDDI("FDDI"),
    FIBRE_CHANNEL("Fibre Channel"),
    NFLOG("NFLOG");

    private final String words;

    Layer() {
        words = "";
    }

    Layer(String words) {
        this.words = words;
    }

    /** What people call a wrapper; empty for what is none. */
    public String words() {
        return words;
    }
}
