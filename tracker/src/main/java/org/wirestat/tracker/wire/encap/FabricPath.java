package org.wirestat.tracker.wire.encap;

/** Cisco FabricPath (EtherType 0x8903): a forwarding tag after two fabric addresses, then the Ethernet frame. */
final class FabricPath {

    private static final int TAG_LENGTH = 2;

    private FabricPath() {}

    static Layer open(Cursor cursor) {
        return cursor.has(TAG_LENGTH) ? cursor.skip(TAG_LENGTH, Layer.ETHERNET) : cursor.lacks(TAG_LENGTH);
    }
}
