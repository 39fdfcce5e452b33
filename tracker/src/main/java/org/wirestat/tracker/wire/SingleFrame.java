package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Frames;

/** One frame, for those who have no more at a time. */
public final class SingleFrame implements Frames {

    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private int linkType;
    private long timestampNs;
    private int wireLength;
    private int offset;
    private int capturedLength;

    /** Takes another frame; its memory is lent as long as this is. */
    public void put(int linkType, long timestampNs, int wireLength, ByteBuffer bytes, int offset, int capturedLength) {
        this.linkType = linkType;
        this.timestampNs = timestampNs;
        this.wireLength = wireLength;
        this.bytes = bytes;
        this.offset = offset;
        this.capturedLength = capturedLength;
    }

    @Override
    public ByteBuffer bytes() {
        return bytes;
    }

    @Override
    public int linkType(int frame) {
        return linkType;
    }

    @Override
    public long timestampNs(int frame) {
        return timestampNs;
    }

    @Override
    public int wireLength(int frame) {
        return wireLength;
    }

    @Override
    public int offset(int frame) {
        return offset;
    }

    @Override
    public int capturedLength(int frame) {
        return capturedLength;
    }
}
