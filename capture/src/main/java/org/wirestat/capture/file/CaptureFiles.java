package org.wirestat.capture.file;

import java.util.ArrayList;
import java.util.List;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameSource;

/** The door: opens capture files. */
public final class CaptureFiles {

    /** The name that stands for standard input. */
    public static final String STANDARD_INPUT = "-";

    private CaptureFiles() {}

    /** Something to be done when all files are open, and no byte of them has been read. */
    public interface Opened {
        void run() throws CaptureException;
    }

    /**
     * Opens one or more captures; the frames of several are merged by time, those of one file keep their order.
     *
     * <p>Standard input and FIFOs are opened and judged by the first poll, since they may have to be waited for; all
     * others by this call.
     *
     * @param names files, folders, patterns such as {@code day/*.pcap}, or {@link #STANDARD_INPUT}; at least one
     * @throws CaptureException NO_SUCH_FILE or NOT_A_CAPTURE
     */
    public static FrameSource open(List<String> names, UnpackLimit limit) throws CaptureException {
        List<CaptureName> meant = CaptureName.expand(names);
        if (isOne(meant)) {
            return CaptureFile.open(Opening.of(meant.get(0).name(), limit));
        }
        List<NamedInput> inputs = new ArrayList<>();
        for (CaptureName one : meant) {
            inputs.add(new NamedInput(() -> Opening.of(one.name(), limit), one.isOfFolder()));
        }
        return TimeMerge.of(inputs);
    }

    /**
     * The same, with all files opened first, and kept open: for a process that may open none any more when it reads them.
     *
     * @param opened called in between
     */
    public static FrameSource open(List<String> names, UnpackLimit limit, Opened opened) throws CaptureException {
        List<CaptureName> meant = CaptureName.expand(names);
        List<NamedInput> inputs = new ArrayList<>();
        List<Opening> openings = new ArrayList<>();
        for (CaptureName one : meant) {
            Opening opening = Opening.of(one.name(), limit);
            openings.add(opening);
            inputs.add(new NamedInput(() -> opening.isAtHand() ? opening.again() : opening, one.isOfFolder()));
        }
        opened.run();
        return isOne(meant) ? CaptureFile.open(openings.get(0)) : TimeMerge.of(inputs);
    }

    private static boolean isOne(List<CaptureName> names) {
        return names.size() == 1 && !names.get(0).isOfFolder();
    }

    /**
     * Opens a capture that somebody is still writing. Where its end is for now, a poll waits a little and answers 0; it
     * never ends, but for a break: also when it is truncated, or another file takes its name.
     *
     * @throws CaptureException NO_SUCH_FILE
     */
    public static FrameSource follow(String name) throws CaptureException {
        return CaptureFile.open(Opening.followed(name));
    }
}
