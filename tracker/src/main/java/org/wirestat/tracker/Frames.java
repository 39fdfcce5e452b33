package org.wirestat.tracker;

import java.nio.ByteBuffer;

/** Some frames in one piece of memory, numbered from 0: lent, valid until the call that they were given to returns. */
public interface Frames {

    /** Big-endian memory that holds them all. */
    ByteBuffer bytes();

    /** LINKTYPE_ number as registered at tcpdump.org. */
    int linkType(int frame);

    /** Nanoseconds since 1970. */
    long timestampNs(int frame);

    /** Bytes that the frame had on the wire. */
    int wireLength(int frame);

    /** Index in {@link #bytes()} of its first byte. */
    int offset(int frame);

    /** Bytes of it that are there. */
    int capturedLength(int frame);
}
