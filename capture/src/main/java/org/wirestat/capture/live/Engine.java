package org.wirestat.capture.live;

/** Ways to get frames out of a kernel. */
public enum Engine {
    /** The ring where it works, else libpcap. */
    AUTO,
    /** Through libpcap, by Pcap4J: works wherever libpcap does, and on whatever it calls an interface. */
    PCAP,
    /** A ring of blocks shared with the kernel (Linux, TPACKET_V3): no native call and no copy a frame. */
    RING
}
