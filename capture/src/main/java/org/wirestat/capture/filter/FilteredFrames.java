package org.wirestat.capture.filter;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

/** The frames of another source that match a filter. They stay where they are; the batch forgets the others. */
final class FilteredFrames implements FrameSource {

    private final FrameSource source;
    private final FilterCompiler compiler;
    private final Map<Integer, BpfProgram> programs = new HashMap<>();
    private final AtomicLong lentFrames = new AtomicLong();
    private @Nullable BpfProgram program;
    private int programLinkType;

    FilteredFrames(FrameSource source, FilterCompiler compiler) {
        this.source = source;
        this.compiler = compiler;
    }

    @Override
    public int poll(FrameBatch batch) throws CaptureException {
        int count = source.poll(batch);
        while (count > 0) {
            retainMatching(batch, count);
            if (batch.size() > 0) {
                lentFrames.addAndGet(batch.size());
                return batch.size();
            }
            count = source.poll(batch);
        }
        return count;
    }

    private void retainMatching(FrameBatch batch, int count) throws CaptureException {
        batch.clear();
        for (int i = 0; i < count; i++) {
            // After clear() the entries are still there, and no entry is written before it was read.
            int linkType = batch.linkType(i);
            int wireLength = batch.wireLength(i);
            int offset = batch.offset(i);
            int capturedLength = batch.capturedLength(i);
            if (programFor(linkType).matches(batch.bytes(), offset, capturedLength, wireLength)) {
                batch.add(linkType, batch.timestampNs(i), wireLength, offset, capturedLength);
            }
        }
    }

    private BpfProgram programFor(int linkType) throws CaptureException {
        BpfProgram last = program;
        if (last != null && programLinkType == linkType) {
            return last;
        }
        BpfProgram known = programs.get(linkType);
        if (known == null) {
            known = compiler.compile(linkType);
            programs.put(linkType, known);
        }
        program = known;
        programLinkType = linkType;
        return known;
    }

    @Override
    public void stop() {
        source.stop();
    }

    @Override
    public CaptureStats stats() {
        CaptureStats all = source.stats();
        return new CaptureStats(
                lentFrames.get(),
                all.bytes(),
                all.totalBytes(),
                all.kernelDropped(),
                all.interfaceDropped(),
                all.oddRecords());
    }

    @Override
    public void close() {
        source.close();
    }
}
