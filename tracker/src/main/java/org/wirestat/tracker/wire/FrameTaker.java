package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;

/** Takes a frame; arguments as for {@link FrameDecoder#decode}. */
public interface FrameTaker {

    /** @param bytes read during this call only */
    void take(int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength);
}
