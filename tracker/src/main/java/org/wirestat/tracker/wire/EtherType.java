package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/** EtherTypes (IEEE 802 numbers), and the VLAN tags, which are EtherTypes followed by another one. */
final class EtherType {

    static final int IPV4 = 0x0800;
    static final int IPV6 = 0x86dd;
    private static final int ARP = 0x0806;
    private static final int MPLS = 0x8847;
    private static final int MPLS_UPSTREAM = 0x8848;
    private static final int PPPOE_SESSION = 0x8864;
    private static final int PROVIDER_BACKBONE = 0x88e7;
    private static final int MACSEC = 0x88e5;
    private static final int FABRIC_PATH = 0x8903;
    private static final int CISCO_METADATA = 0x8909;
    private static final int VN_TAG = 0x8926;

    static final int VLAN = 0x8100; // IEEE 802.1Q
    private static final int SERVICE_VLAN = 0x88a8; // IEEE 802.1ad
    private static final int OLD_SERVICE_VLAN = 0x9100; // before 802.1ad was written
    private static final int OLDER_SERVICE_VLAN = 0x9200;

    /** Up to here the field is the length of an 802.3 frame. */
    private static final int MAX_LENGTH = 1500;

    static final int TAG_LENGTH = 4;
    static final int VLAN_MASK = 0xfff;

    /** More tags than any network stacks; a bound for hostile frames. */
    private static final int MAX_TAGS = 8;

    private EtherType() {}

    /** Follows the type in the cursor, over all tags. */
    static Layer open(ByteBuffer bytes, Cursor cursor) {
        int type = cursor.type;
        int tags = 0;
        while (isTag(type)) {
            if (++tags > MAX_TAGS) {
                return cursor.stop(Discard.TOO_DEEP);
            }
            if (!cursor.has(TAG_LENGTH)) {
                return cursor.lacks(TAG_LENGTH);
            }
            int tag = bytes.getInt(cursor.at);
            cursor.tag(tag >>> 16);
            type = tag & 0xffff;
            cursor.at += TAG_LENGTH;
        }
        if (type == IPV4) {
            return Layer.IPV4;
        }
        if (type == IPV6) {
            return Layer.IPV6;
        }
        if (type <= MAX_LENGTH) {
            cursor.limit(type);
            return Layer.LLC;
        }
        return switch (type) {
            case ARP -> Layer.ARP;
            case MPLS, MPLS_UPSTREAM -> Layer.MPLS;
            case PPPOE_SESSION -> Layer.PPPOE;
            case CISCO_METADATA -> Layer.CISCO_METADATA;
            case FABRIC_PATH -> Layer.FABRIC_PATH;
            case VN_TAG -> Layer.VN_TAG;
            case MACSEC -> Layer.MACSEC;
            case PROVIDER_BACKBONE -> Layer.PROVIDER_BACKBONE;
            default -> cursor.stop(Discard.NOT_IP);
        };
    }

    private static boolean isTag(int type) {
        return type == VLAN || type == SERVICE_VLAN || type == OLD_SERVICE_VLAN || type == OLDER_SERVICE_VLAN;
    }
}
