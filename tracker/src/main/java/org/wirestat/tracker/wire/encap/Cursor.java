package org.wirestat.tracker.wire.encap;

import org.wirestat.tracker.Discard;

/**
 * Where the walk through the layers of a frame stands: an index into bytes that are lent, and the bounds around it.
 * Used again for every frame.
 *
 * <p>Bounds are compared as differences ({@code end - at < n}), so that indexes near the end of a large buffer may wrap.
 */
public final class Cursor {

    /** Index of the first byte of the layer. */
    public int at;

    /** Index after its last captured byte; the lengths of all layers around it are respected. */
    public int end;

    /** Index after its last byte on the wire, captured or not; at or after {@link #end}. */
    public int wireEnd;

    /** The number by which the layer before announced this one: an EtherType, an IP protocol, a link type. */
    public int type;

    /** Becomes {@link org.wirestat.tracker.wire.Segment#space}. */
    public int space;

    /** IP headers so far. */
    public int packets;

    /** Of a fragment at the cursor: where in its packet's payload it begins, whether it is not the last, and of which packet. */
    public int fragmentOffset;

    public boolean hasMoreFragments;
    public int fragmentId;

    /** Whether the innermost IP packet came in fragments: then what is there is what was kept of it. */
    public boolean isReassembled;

    /** Whether the innermost IP length had to be presumed from the frame, because its field is 0. */
    public boolean isLengthPresumed;

    /** Index of the innermost IP header; {@link #NOWHERE} for one that came in fragments. */
    public int ipAt;

    /** A number for the two hosts between which the outer datagram travels, the same in both directions. */
    public int path;

    /** Link addresses right around the innermost IP packet, 48 bits; 0 for none. */
    public long sourceMac;

    public long destinationMac;

    /** Identifiers of the first two VLAN tags right around the innermost IP packet, or {@link #NO_VLAN}. */
    public int vlan;

    public int innerVlan;

    /** Where in the frame the next one stands that came with this one, or {@link #NOWHERE}; and its bounds. */
    public int restAt;

    public int restEnd;
    public int restWireEnd;

    /** An index that points at nothing. */
    public static final int NOWHERE = -1;

    private static final int NO_VLAN = -1;

    /** Whether the 802.11 header is padded to a multiple of four bytes. */
    boolean isWlanPadded;

    /** Kinds of networks, for {@link #narrow}. */
    static final int NETWORK_VXLAN = 1;

    static final int NETWORK_GENEVE = 2;
    static final int NETWORK_GTP = 3;

    /** 2³² divided by it, odd: spreads the bits of a network within a network. */
    private static final int GOLDEN_RATIO = 0x9e3779b1;

    private static final int MAX_VLAN = 0xfff;

    private static final int MIN_ETHERTYPE = 0x0600;

    private Discard verdict = Discard.NONE;

    /** Puts it on the first byte of a frame. A wire length below the captured one is not believed. */
    public void start(int offset, int capturedLength, int wireLength) {
        at = offset;
        end = offset + capturedLength;
        wireEnd = offset + Math.max(capturedLength, wireLength);
        space = 0;
        packets = 0;
        isReassembled = false;
        restAt = NOWHERE;
        leavesLink();
        isWlanPadded = false;
    }

    /** What comes now has no link header around it, unless one follows. */
    public void leavesLink() {
        sourceMac = 0;
        destinationMac = 0;
        vlan = NO_VLAN;
        innerVlan = NO_VLAN;
    }

    /** A VLAN tag, of which the lower twelve bits are the identifier. */
    public void tag(int tag) {
        if (vlan == NO_VLAN) {
            vlan = tag & MAX_VLAN;
        } else if (innerVlan == NO_VLAN) {
            innerVlan = tag & MAX_VLAN;
        }
    }

    /** Whether that many bytes are there. */
    public boolean has(int bytes) {
        return end - at >= bytes;
    }

    /** Moves on. */
    public Layer skip(int bytes, Layer next) {
        at += bytes;
        return next;
    }

    /** A header said how long this layer is: what lies beyond is padding, or another layer's trailer. */
    public void limit(int length) {
        if (wireEnd - at > length) {
            wireEnd = at + length;
            if (end - at > length) {
                end = wireEnd;
            }
        }
    }

    /** As {@link #limit}, for a length that is believed also where the frame was shorter on its way to us. */
    public void length(int length) {
        wireEnd = at + length;
        if (end - at > length) {
            end = wireEnd;
        }
    }

    /**
     * Ends the walk. {@link Discard#NONE} says that the innermost IP packet stands for itself, whatever it seemed to carry.
     */
    public Layer stop(Discard why) {
        verdict = why;
        return Layer.STOP;
    }

    /** Ends the walk because that many bytes are not there: not captured, or never sent. */
    public Layer lacks(int bytes) {
        if (wireEnd - at < bytes) {
            return stop(Discard.MALFORMED);
        }
        return stop(isReassembled ? Discard.FRAGMENT : Discard.TRUNCATED);
    }

    /** Ends the walk: this is not what the port number of the datagram around it said. */
    Layer refuse() {
        return stop(Discard.MALFORMED);
    }

    /** What comes next is named by an EtherType, of which only the lower half of the argument is looked at. */
    Layer announce(int etherType) {
        type = etherType & 0xffff;
        return type < MIN_ETHERTYPE ? stop(Discard.NOT_IP) : Layer.ETHERTYPE;
    }

    /**
     * What is inside belongs to a network of its own, whose addresses mean something else than those outside, or those of
     * the next network. Number 0 is nobody's network.
     */
    void narrow(int kind, int network) {
        if (network != 0) {
            space = space * GOLDEN_RATIO + ((kind << 24) ^ network);
        }
    }

    /** How the walk ended. */
    public Discard verdict() {
        return verdict;
    }
}
