package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.wire.encap.Encapsulation;
import org.wirestat.tracker.wire.encap.Layer;

/** What was asked of a decoder, and what follows from it for the straight way and for the walk alike. */
final class Demands {

    /** More than there are VLANs. */
    private static final int INNER_VLAN_FACTOR = (1 << 12) + 1;

    /** Whether somebody wants {@link Segment#sourceMac} and {@link Segment#destinationMac}. */
    final boolean takesAddresses;

    /** Whether packets are held against what they came in. */
    final boolean mindsLengths;

    /** Whether the checksums of all packets are looked at. */
    final boolean mindsChecksums;

    private @Nullable PayloadListener payloads;

    /** All bits set if VLANs are address spaces of their own; else 0. */
    private int vlanMask;

    Demands(boolean takesAddresses, Scrutiny scrutiny) {
        this.takesAddresses = takesAddresses;
        mindsLengths = scrutiny.minds(Scrutiny.LENGTHS);
        mindsChecksums = scrutiny.minds(Scrutiny.CHECKSUMS);
    }

    void payloads(PayloadListener listener) {
        payloads = listener;
    }

    void separateVlans() {
        vlanMask = -1;
    }

    /** What tells a VLAN from others, if they are told apart. */
    int vlanSpace(int outer, int inner) {
        return (outer + 1 + INNER_VLAN_FACTOR * (inner + 1)) & vlanMask;
    }

    /** What a datagram carries, by its ports or, where that is asked for, by its looks. */
    Layer inner(ByteBuffer bytes, int at, int end, Segment datagram) {
        Layer inner = Encapsulation.ofPorts(datagram.sourcePort, datagram.destinationPort);
        return inner == Layer.STOP && mindsLengths ? Encapsulation.ofLooks(bytes, at + Udp.HEADER_LENGTH, end) : inner;
    }

    /**
     * Lends the payload to whoever wants it.
     *
     * @param at index of the transport's header
     */
    void lendPayload(ByteBuffer bytes, int at, int end, Segment segment) {
        if (payloads != null && payloads.wants(segment)) {
            int header = segment.protocol == Segment.TCP ? Tcp.headerLength(bytes, at, end) : Udp.HEADER_LENGTH;
            int from = at + header;
            payloads.onPayload(segment, bytes, from, Math.min(end, from + segment.payloadLength));
        }
    }
}
