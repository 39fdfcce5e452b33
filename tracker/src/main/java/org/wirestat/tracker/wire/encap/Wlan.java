package org.wirestat.tracker.wire.encap;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/**
 * IEEE 802.11 data frames that are not encrypted. One that carries several packets (A-MSDU) is opened at the first of them;
 * the cursor notes where the next stands.
 */
final class Wlan {

    private static final int MIN_HEADER_LENGTH = 24;
    private static final int SEQUENCE_CONTROL = 22;
    private static final int FOURTH_ADDRESS_LENGTH = 6;
    private static final int QOS_LENGTH = 2;
    private static final int HIGH_THROUGHPUT_LENGTH = 4;

    // The two bytes of frame control, the first on the wire in the high half
    private static final int VERSION_AND_TYPE = 0x0f00;
    private static final int DATA = 0x0800;
    private static final int IS_QOS = 0x8000;
    private static final int IS_EMPTY = 0x4000;
    private static final int ORDER = 0x0080;
    private static final int IS_PROTECTED = 0x0040;
    private static final int BOTH_WAYS = 0x0003;

    private static final int FRAGMENT_NUMBER = 0x0f;
    private static final int IS_AGGREGATE = 0x80;
    private static final int SUBFRAME_HEADER_LENGTH = 14;
    private static final int SUBFRAME_LENGTH = 12;

    private Wlan() {}

    static Layer open(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(2)) {
            return cursor.lacks(2);
        }
        int control = bytes.getShort(cursor.at);
        if ((control & VERSION_AND_TYPE) != DATA || (control & IS_EMPTY) != 0) {
            return cursor.stop(Discard.NOT_IP);
        }
        if ((control & IS_PROTECTED) != 0) {
            return cursor.stop(Discard.ENCRYPTED);
        }
        boolean isQos = (control & IS_QOS) != 0;
        int qosAt = MIN_HEADER_LENGTH + ((control & BOTH_WAYS) == BOTH_WAYS ? FOURTH_ADDRESS_LENGTH : 0);
        int length = qosAt + (isQos ? QOS_LENGTH : 0) + (isQos && (control & ORDER) != 0 ? HIGH_THROUGHPUT_LENGTH : 0);
        if (cursor.isWlanPadded) {
            length = (length + 3) & ~3;
        }
        if (!cursor.has(length)) {
            return cursor.lacks(length);
        }
        if ((bytes.get(cursor.at + SEQUENCE_CONTROL) & FRAGMENT_NUMBER) != 0) {
            return cursor.stop(Discard.FRAGMENT);
        }
        boolean isAggregate = isQos && (bytes.get(cursor.at + qosAt) & IS_AGGREGATE) != 0;
        cursor.at += length;
        return isAggregate ? openSubframe(bytes, cursor) : Layer.LLC;
    }

    /** One of the packets of an A-MSDU, from its destination address; each but the last is padded to four bytes. */
    static Layer openSubframe(ByteBuffer bytes, Cursor cursor) {
        if (!cursor.has(SUBFRAME_HEADER_LENGTH)) {
            return cursor.lacks(SUBFRAME_HEADER_LENGTH);
        }
        int length = bytes.getShort(cursor.at + SUBFRAME_LENGTH) & 0xffff;
        int padded = (SUBFRAME_HEADER_LENGTH + length + 3) & ~3;
        if (cursor.wireEnd - cursor.at - padded >= SUBFRAME_HEADER_LENGTH && cursor.has(padded)) {
            cursor.restAt = cursor.at + padded;
            cursor.restEnd = cursor.end;
            cursor.restWireEnd = cursor.wireEnd;
        }
        cursor.at += SUBFRAME_HEADER_LENGTH;
        cursor.limit(length);
        return Layer.LLC;
    }
}
