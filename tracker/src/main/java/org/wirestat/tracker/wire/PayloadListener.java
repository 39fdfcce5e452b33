package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;

/** Is lent the payloads that it wants. Called between frames and transitions: whoever wants much pays for it. */
public interface PayloadListener {

    /** Whether it wants what this carries; asked for every TCP segment, UDP datagram and other packet. */
    boolean wants(Segment segment);

    /**
     * Lends what it wants. Whatever the bytes are, it throws nothing.
     *
     * @param segment valid until this returns
     * @param bytes big-endian memory; read during this call only
     * @param from index of the first byte of the payload
     * @param to index after the last byte of it that was captured
     */
    void onPayload(Segment segment, ByteBuffer bytes, int from, int to);
}
