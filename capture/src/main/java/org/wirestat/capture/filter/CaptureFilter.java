package org.wirestat.capture.filter;

import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameSource;

/** The door: puts a capture filter behind a source of frames, where no kernel can do it. */
public final class CaptureFilter {

    private CaptureFilter() {}

    /**
     * Lends only the frames of {@code source} that match. The expression is compiled for each link type when its first
     * frame comes, since its meaning depends on it; so a wrong one (BAD_FILTER) is told by a poll.
     *
     * @throws CaptureException NO_LIBPCAP
     */
    public static FrameSource apply(FrameSource source, String expression) throws CaptureException {
        return new FilteredFrames(source, new FilterCompiler(expression));
    }
}
