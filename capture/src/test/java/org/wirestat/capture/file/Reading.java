package org.wirestat.capture.file;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureStats;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;

/** All that came out of a source: its frames, and what went wrong at the end, if anything did. */
record Reading(
        List<Frame> frames,
        @Nullable CaptureException failure,
        @Nullable CaptureStats stats) {

    private static final FrameBatch BATCH = new FrameBatch(64, FrameBatch.MAX_FRAME_LENGTH);

    record Frame(int linkType, long timestampNs, int wireLength, String hex) {}

    static Reading of(byte[] capture) {
        return of(capture, BATCH);
    }

    static Reading of(byte[] capture, FrameBatch batch) {
        return of(capture, Integer.MAX_VALUE, batch);
    }

    static Reading of(byte[] capture, int mostPerRead, FrameBatch batch) {
        return of(capture, mostPerRead, UnpackLimit.USUAL, batch);
    }

    static Reading of(byte[] capture, UnpackLimit limit) {
        return of(capture, Integer.MAX_VALUE, limit, BATCH);
    }

    private static Reading of(byte[] capture, int mostPerRead, UnpackLimit limit, FrameBatch batch) {
        BytesInput input = new BytesInput(capture, mostPerRead);
        return of(() -> CaptureFile.open(Opening.done("capture", input, limit)), batch);
    }

    static Reading of(List<String> names, FrameBatch... batches) {
        return of(() -> CaptureFiles.open(names, UnpackLimit.USUAL), batches);
    }

    private interface Opener {
        FrameSource open() throws CaptureException;
    }

    private static Reading of(Opener opener, FrameBatch... batches) {
        List<Frame> frames = new ArrayList<>();
        CaptureStats stats = null;
        try (FrameSource source = opener.open()) {
            int polls = 0;
            CaptureException failure = null;
            try {
                while (source.poll(batches[polls % batches.length]) != FrameSource.END) {
                    copy(batches[polls % batches.length], frames);
                    polls++;
                }
            } catch (CaptureException e) {
                failure = e;
                if (source.poll(batches[0]) != FrameSource.END) {
                    throw new AssertionError("it went on after the exception", e);
                }
            }
            stats = source.stats();
            return new Reading(frames, failure, stats);
        } catch (CaptureException e) {
            return new Reading(frames, e, stats);
        }
    }

    private static void copy(FrameBatch batch, List<Frame> frames) {
        for (int i = 0; i < batch.size(); i++) {
            byte[] bytes = new byte[batch.capturedLength(i)];
            batch.bytes().get(batch.offset(i), bytes);
            frames.add(new Frame(
                    batch.linkType(i),
                    batch.timestampNs(i),
                    batch.wireLength(i),
                    HexFormat.of().formatHex(bytes)));
        }
    }

    static Frame frame(int linkType, long timestampNs, byte[] bytes) {
        return frame(linkType, timestampNs, bytes.length, bytes);
    }

    static Frame frame(int linkType, long timestampNs, int wireLength, byte[] bytes) {
        return new Frame(linkType, timestampNs, wireLength, HexFormat.of().formatHex(bytes));
    }

    /** What went wrong, without the file's name; empty if nothing did. */
    String complaint() {
        String message = failure == null ? "" : String.valueOf(failure.getMessage());
        return message.substring(message.indexOf(": ") + 1).strip();
    }
}
