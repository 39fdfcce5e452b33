package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;

/**
 * Ethernet frames on the link between a processor and its switch chip, as Linux's distributed switch architecture has
 * them: a tag of the chip stands between the addresses and the type, and says which port.
 */
final class SwitchTag {

    private static final int ADDRESSES_LENGTH = 12;
    private static final int SOURCE_TO_TAG = 6;
    private static final int BROADCOM_LENGTH = 4;
    private static final int MARVELL_LENGTH = 4;
    private static final int MARVELL_ETHERTYPE_LENGTH = 4; // a type of its own, and two bytes reserved
    private static final int MARVELL_HAS_VLAN = 0x2000_0000; // then it stands in place of the VLAN tag
    private static final int TYPE_LENGTH = 2;

    private SwitchTag() {}

    static Layer openBroadcom(ByteBuffer bytes, Cursor cursor) {
        return open(bytes, cursor, BROADCOM_LENGTH);
    }

    static Layer openMarvell(ByteBuffer bytes, Cursor cursor) {
        return openMarvell(bytes, cursor, MARVELL_LENGTH);
    }

    /** The form that an EtherType announces. */
    static Layer openMarvellTyped(ByteBuffer bytes, Cursor cursor) {
        return openMarvell(bytes, cursor, MARVELL_ETHERTYPE_LENGTH + MARVELL_LENGTH);
    }

    private static Layer openMarvell(ByteBuffer bytes, Cursor cursor, int tagLength) {
        int tagAt = cursor.at + ADDRESSES_LENGTH + tagLength - MARVELL_LENGTH;
        Layer next = open(bytes, cursor, tagLength);
        if (next != Layer.STOP && (bytes.getInt(tagAt) & MARVELL_HAS_VLAN) != 0) {
            cursor.tag(bytes.getInt(tagAt));
        }
        return next;
    }

    private static Layer open(ByteBuffer bytes, Cursor cursor, int tagLength) {
        int length = ADDRESSES_LENGTH + tagLength + TYPE_LENGTH;
        if (!cursor.has(length)) {
            return cursor.lacks(length);
        }
        cursor.leavesLink();
        cursor.destinationMac = bytes.getLong(cursor.at) >>> 16;
        cursor.sourceMac = bytes.getLong(cursor.at + SOURCE_TO_TAG) >>> 16;
        cursor.type = bytes.getShort(cursor.at + length - TYPE_LENGTH) & 0xffff;
        return cursor.skip(length, Layer.ETHERTYPE);
    }
}
