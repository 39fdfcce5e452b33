package org.wirestat.capture.filter;

import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameSource;

/** The door: compiles capture filters, and puts one behind a source of frames where no kernel can do it. */
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

    /**
     * Compiles an expression.
     *
     * @param linkType LINKTYPE_ number of the frames that it is for
     * @throws CaptureException NO_LIBPCAP or BAD_FILTER
     */
    public static BpfProgram compile(String expression, int linkType) throws CaptureException {
        return new FilterCompiler(expression).compile(linkType);
    }
}
