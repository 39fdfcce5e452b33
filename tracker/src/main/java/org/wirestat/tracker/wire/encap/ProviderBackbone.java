package org.wirestat.tracker.wire.encap;

/** The instance tag of provider backbone bridges (IEEE 802.1ah, EtherType 0x88e7), then the customer's frame. */
final class ProviderBackbone {

    private static final int TAG_LENGTH = 4;

    private ProviderBackbone() {}

    static Layer open(Cursor cursor) {
        return cursor.has(TAG_LENGTH) ? cursor.skip(TAG_LENGTH, Layer.ETHERNET) : cursor.lacks(TAG_LENGTH);
    }
}
