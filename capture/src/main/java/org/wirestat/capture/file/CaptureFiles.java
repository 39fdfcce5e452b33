package org.wirestat.capture.file;

import java.util.List;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameSource;

/** The door: opens capture files. */
public final class CaptureFiles {

    /** The name that stands for standard input. */
    public static final String STANDARD_INPUT = "-";

    private CaptureFiles() {}

    /**
     * Opens one or more captures; the frames of several are merged by time, those of one file keep their order.
     *
     * <p>Standard input and FIFOs are opened and judged by the first poll, since they may have to be waited for; all
     * others by this call.
     *
     * @param names files or {@link #STANDARD_INPUT}; at least one
     * @throws CaptureException NO_SUCH_FILE or NOT_A_CAPTURE
     */
    public static FrameSource open(List<String> names) throws CaptureException {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("at least one capture is needed");
        }
        return names.size() == 1 ? CaptureFile.open(names.get(0)) : TimeMerge.of(names);
    }
}
