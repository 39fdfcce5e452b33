package org.wirestat.tracker.wire;

import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/** LINKTYPE_ numbers as registered at tcpdump.org. */
final class LinkType {

    static final int NULL = 0;
    static final int ETHERNET = 1;
    static final int RAW = 101;
    static final int LOOP = 108;
    static final int LINUX_SLL = 113;
    static final int IPV4 = 228;
    static final int IPV6 = 229;
    static final int LINUX_SLL2 = 276;

    /** DLT_RAW of most systems and of OpenBSD, found in files although LINKTYPE_RAW is meant. */
    static final int DLT_RAW = 12;

    static final int DLT_RAW_OPENBSD = 14;

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
            default -> cursor.stop(Discard.UNKNOWN_LINK_TYPE);
        };
    }
}
