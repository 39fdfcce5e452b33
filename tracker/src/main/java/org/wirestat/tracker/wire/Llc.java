package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.wire.encap.Cursor;
import org.wirestat.tracker.wire.encap.Layer;

/** IEEE 802.2 logical link control, with the SNAP header that names an EtherType (RFC 1042). */
final class Llc {

    private static final int HEADER_LENGTH = 3;
    private static final int SNAP_LENGTH = 5;

    private static final int SAP_SNAP = 0xaaaa03;
    private static final int SAP_IP = 0x060603;
    private static final int SAP_NLPID = 0xfefe03; // ISO 9577: one byte more says which
    private static final int NLPID_IPV4 = 0xcc;
    private static final int NLPID_IPV6 = 0x8e;

    private static final int ORGANISATION = 0;
    private static final int ORGANISATION_ETHERTYPE = 0x000000;
    private static final int ORGANISATION_BRIDGE_TUNNEL = 0x0000f8; // IEEE 802.1H
    private static final int ORGANISATION_BRIDGED = 0x0080c2; // RFC 2427 §4.2
    private static final int BRIDGED_WITH_FCS = 1;
    private static final int BRIDGED_WITHOUT_FCS = 7;
    private static final int TYPE = 3;

    private Llc() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(HEADER_LENGTH + 1)) {
            return cursor.lacks(HEADER_LENGTH);
        }
        return switch (bytes.getInt(cursor.at) >>> 8) {
            case SAP_SNAP -> cursor.skip(HEADER_LENGTH, Layer.SNAP);
            case SAP_IP -> cursor.skip(HEADER_LENGTH, Layer.IPV4);
            case SAP_NLPID -> nlpid(bytes.get(cursor.at + HEADER_LENGTH) & 0xff, cursor);
            default -> cursor.stop(Discard.NOT_IP);
        };
    }

    private static Layer nlpid(int nlpid, Cursor cursor) {
        return nlpid == NLPID_IPV4 || nlpid == NLPID_IPV6
                ? cursor.skip(HEADER_LENGTH + 1, Layer.IP)
                : cursor.stop(Discard.NOT_IP);
    }

    static Layer openSnap(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(SNAP_LENGTH)) {
            return cursor.lacks(SNAP_LENGTH);
        }
        int organisation = bytes.getInt(cursor.at + ORGANISATION) >>> 8;
        int type = bytes.getShort(cursor.at + TYPE) & 0xffff;
        if (organisation == ORGANISATION_ETHERTYPE || organisation == ORGANISATION_BRIDGE_TUNNEL) {
            cursor.type = type;
            return cursor.skip(SNAP_LENGTH, Layer.ETHERTYPE);
        }
        if (organisation == ORGANISATION_BRIDGED && (type == BRIDGED_WITH_FCS || type == BRIDGED_WITHOUT_FCS)) {
            return cursor.skip(SNAP_LENGTH, Layer.ETHERNET);
        }
        return cursor.stop(Discard.NOT_IP);
    }
}
