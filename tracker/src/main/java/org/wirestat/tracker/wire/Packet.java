package org.wirestat.tracker.wire;

import org.jspecify.annotations.Nullable;

/** Of a {@link Segment}: between whom, and in what it came. */
abstract sealed class Packet permits Segment {

    /** The value of {@link #vlan()} where there is no tag. */
    public static final int NO_VLAN = -1;

    static final int ONE_CARRIER = 2;
    private static final int HAS_QUOTE = 1;

    /** 4 or 6. */
    public int ipVersion;

    /** Addresses: IPv6 in two halves; IPv4 as unsigned 32 bits in the low half, the high half 0. */
    public long sourceHigh;

    public long sourceLow;
    public long destinationHigh;
    public long destinationLow;

    /** IPv4 identification, or 0 for IPv6. */
    public int ipId;

    /** Time to live or hop limit. */
    public int hopLimit;

    /** Of TCP, UDP, UDP-Lite, DCCP and SCTP; the type of an ICMP message; 0 for other protocols. */
    public int sourcePort;

    /** Of the same; the code of an ICMP message. */
    public int destinationPort;

    /** The checksum field of TCP, UDP or ICMP, as it stands there. */
    public int transportChecksum;

    /** Bytes of the payload that were captured, of TCP and ICMP. */
    public int capturedPayload;

    /** Whether the length of the IP packet is not its own word: its field was left to the interface to fill in. */
    public boolean isLengthPresumed;

    /** Ethernet addresses of the frame right around the IP packet, 48 bits; 0 where there is none or nobody asked for them. */
    public long sourceMac;

    public long destinationMac;

    /** Which of several address spaces it belongs to (a VXLAN or GTP tunnel …); 0 for the ordinary one. */
    public int space;

    /** The datagrams around it, from the outermost on; grows once to the deepest tunnel seen. */
    Segment[] carriers = {};

    /** Twice the number of carriers; plus one if there is a quote. One field, as it is cleared for each segment. */
    int layers;

    /** The first two VLAN tags, 16 bits each, the outer one in the lower half; all bits set for none. */
    private int tags = NO_VLAN;

    private @Nullable Segment quoted;

    /** Identifier of the outer VLAN tag, 0 to 4095, or {@link #NO_VLAN}; of the frame right around the IP packet. */
    public int vlan() {
        return (short) tags;
    }

    /** Identifier of the second VLAN tag, or {@link #NO_VLAN}. */
    public int innerVlan() {
        return tags >> 16;
    }

    void vlans(int outer, int inner) {
        tags = (inner << 16) | (outer & 0xffff);
    }

    /** One VLAN tag, or {@link #NO_VLAN}. */
    void vlan(int only) {
        tags = only | 0xffff_0000;
    }

    /** Number of tunnels that carry it. */
    public int carriers() {
        return layers >>> 1;
    }

    /** A datagram that carries it in a tunnel, or another carrier; 0 is the outermost. Valid as long as this. */
    public Segment carrier(int level) {
        return carriers[level];
    }

    /**
     * The packet that an ICMP error is about, as far as it quotes it, or null if this is none: IP header, protocol, ports,
     * sequence number of TCP, type and code of ICMP. All else in it means nothing. Valid as long as this.
     */
    public @Nullable Segment quoted() {
        return (layers & HAS_QUOTE) != 0 ? quoted : null;
    }

    /** Makes room for a quoted packet; {@link #clearQuote} takes it back. */
    Segment quote() {
        layers |= HAS_QUOTE;
        if (quoted == null) {
            quoted = new Segment();
        }
        return quoted;
    }

    void clearQuote() {
        layers &= ~HAS_QUOTE;
    }

    /** No carrier, nothing quoted. */
    public void clearLayers() {
        layers = 0;
    }

    void copyPacket(Packet other) {
        ipVersion = other.ipVersion;
        sourceHigh = other.sourceHigh;
        sourceLow = other.sourceLow;
        destinationHigh = other.destinationHigh;
        destinationLow = other.destinationLow;
        ipId = other.ipId;
        hopLimit = other.hopLimit;
        sourcePort = other.sourcePort;
        destinationPort = other.destinationPort;
        transportChecksum = other.transportChecksum;
        capturedPayload = other.capturedPayload;
        isLengthPresumed = other.isLengthPresumed;
        sourceMac = other.sourceMac;
        destinationMac = other.destinationMac;
        space = other.space;
        tags = other.tags;
    }
}
