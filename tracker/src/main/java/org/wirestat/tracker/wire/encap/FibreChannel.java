package org.wirestat.tracker.wire.encap;

/** IP over Fibre Channel (RFC 2625): two addresses of eight bytes, LLC. */
final class FibreChannel {

    private static final int HEADER_LENGTH = 16;

    private FibreChannel() {}

    static Layer open(Cursor cursor) {
        return cursor.has(HEADER_LENGTH) ? cursor.skip(HEADER_LENGTH, Layer.LLC) : cursor.lacks(HEADER_LENGTH);
    }
}
