package org.wirestat.tracker.wire;

import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/** LINKTYPE_ numbers as registered at tcpdump.org. */
final class LinkType {

    static final int NULL = 0;
    static final int ETHERNET = 1;
    static final int SLIP = 8;
    static final int PPP = 9;
    static final int FDDI = 10;
    static final int PPP_HDLC = 50;
    static final int PPP_ETHER = 51;
    static final int RAW = 101;
    static final int C_HDLC = 104;
    static final int IEEE802_11 = 105;
    static final int FRELAY = 107;
    static final int LOOP = 108;
    static final int LINUX_SLL = 113;
    static final int IP_OVER_FC = 122;
    static final int IEEE802_11_RADIOTAP = 127;
    static final int PPI = 192;
    static final int PPP_WITH_DIR = 204;
    static final int IPV4 = 228;
    static final int IPV6 = 229;
    static final int NFLOG = 239;
    static final int PKTAP = 258;
    static final int LINUX_SLL2 = 276;
    static final int DSA_TAG_BRCM = 281;
    static final int DSA_TAG_BRCM_PREPEND = 282;
    static final int DSA_TAG_DSA = 284;
    static final int DSA_TAG_EDSA = 285;

    /** Direction and what the compressor did, before each packet of a serial line. */
    private static final int SLIP_HEADER_LENGTH = 16;

    private static final int BROADCOM_TAG_LENGTH = 4;

    /** DLT_RAW of most systems and of OpenBSD, found in files although LINKTYPE_RAW is meant. */
    static final int DLT_RAW = 12;

    static final int DLT_RAW_OPENBSD = 14;

    /** Ours, and of no file: what follows the first packet of an A-MSDU. */
    static final int WLAN_SUBFRAME = Integer.MIN_VALUE;

    private LinkType() {}

    /** What a frame of this link type begins with. */
    static Layer first(int linkType, Cursor cursor) {
        return switch (linkType) {
            case ETHERNET -> Layer.ETHERNET;
            case NULL, LOOP -> Layer.LOOPBACK;
            case RAW, DLT_RAW, DLT_RAW_OPENBSD -> Layer.IP;
            case LINUX_SLL -> Layer.COOKED;
            case LINUX_SLL2 -> Layer.COOKED_2;
            case IPV4 -> Layer.IPV4;
            case IPV6 -> Layer.IPV6;
            case SLIP -> cursor.skip(SLIP_HEADER_LENGTH, Layer.IP);
            case PPP -> Layer.PPP;
            case PPP_HDLC -> Layer.PPP_SERIAL;
            case PPP_ETHER -> Layer.PPPOE;
            case PPP_WITH_DIR -> cursor.skip(1, Layer.PPP);
            case C_HDLC -> Layer.CISCO_HDLC;
            case FRELAY -> Layer.FRAME_RELAY;
            case FDDI -> Layer.FDDI;
            case IP_OVER_FC -> Layer.FIBRE_CHANNEL;
            case IEEE802_11 -> Layer.WLAN;
            case WLAN_SUBFRAME -> Layer.WLAN_SUBFRAME;
            case IEEE802_11_RADIOTAP -> Layer.RADIOTAP;
            case PPI -> Layer.PPI;
            case NFLOG -> Layer.NFLOG;
            case PKTAP -> Layer.PKTAP;
            case DSA_TAG_BRCM -> Layer.BROADCOM_TAG;
            case DSA_TAG_BRCM_PREPEND -> cursor.skip(BROADCOM_TAG_LENGTH, Layer.ETHERNET);
            case DSA_TAG_DSA -> Layer.MARVELL_TAG;
            case DSA_TAG_EDSA -> Layer.MARVELL_TYPED_TAG;
            default -> cursor.stop(Discard.UNKNOWN_LINK_TYPE);
        };
    }
}
