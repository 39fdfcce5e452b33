package org.wirestat.tracker.script;

import java.nio.ByteBuffer;
import java.util.List;
import org.wirestat.tracker.Frames;

/** The frames of a recording in one piece of memory, as sources lend them. */
public final class RecordedFrames implements Frames {

    private final List<Recording.Frame> frames;
    private final ByteBuffer bytes;
    private final int[] offset;

    public RecordedFrames(Recording recording) {
        frames = recording.frames();
        offset = new int[frames.size() + 1];
        for (int i = 0; i < frames.size(); i++) {
            offset[i + 1] = offset[i] + frames.get(i).bytes().limit();
        }
        bytes = ByteBuffer.allocate(offset[frames.size()]);
        frames.forEach(frame -> bytes.put(frame.bytes().duplicate()));
    }

    public int size() {
        return frames.size();
    }

    @Override
    public ByteBuffer bytes() {
        return bytes;
    }

    @Override
    public int linkType(int frame) {
        return FrameWriter.LINKTYPE_ETHERNET;
    }

    @Override
    public long timestampNs(int frame) {
        return frames.get(frame).timeNs();
    }

    @Override
    public int wireLength(int frame) {
        return frames.get(frame).wireLength();
    }

    @Override
    public int offset(int frame) {
        return offset[frame];
    }

    @Override
    public int capturedLength(int frame) {
        return offset[frame + 1] - offset[frame];
    }
}
