package org.wirestat.cli;

import java.nio.ByteBuffer;
import org.wirestat.capture.FrameBatch;
import org.wirestat.tracker.Frames;

/** A batch as it comes from a source, for the tracker to read. */
final class BatchFrames implements Frames {

    private final FrameBatch batch;

    BatchFrames(FrameBatch batch) {
        this.batch = batch;
    }

    @Override
    public ByteBuffer bytes() {
        return batch.bytes();
    }

    @Override
    public int linkType(int frame) {
        return batch.linkType(frame);
    }

    @Override
    public long timestampNs(int frame) {
        return batch.timestampNs(frame);
    }

    @Override
    public int wireLength(int frame) {
        return batch.wireLength(frame);
    }

    @Override
    public int offset(int frame) {
        return batch.offset(frame);
    }

    @Override
    public int capturedLength(int frame) {
        return batch.capturedLength(frame);
    }
}
