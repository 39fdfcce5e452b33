package org.wirestat.cli;

import java.util.List;
import java.util.Optional;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameSource;
import org.wirestat.capture.file.CaptureFiles;
import org.wirestat.capture.filter.CaptureFilter;
import org.wirestat.capture.live.CaptureInterface;
import org.wirestat.capture.live.LiveCapture;
import org.wirestat.capture.live.LiveOptions;
import org.wirestat.capture.privilege.Surrender;

/** The real ones. A replay without a filter loads nothing of libpcap's. */
final class CaptureSources implements Sources {

    private final boolean ownsProcess;

    /** @param ownsProcess whether the process is ours to change: not in tests */
    CaptureSources(boolean ownsProcess) {
        this.ownsProcess = ownsProcess;
    }

    @Override
    public Surrender surrender(Options.Root root) throws CaptureException {
        return ownsProcess && !root.isKept() ? Surrender.to(root.user()) : Surrender.NONE;
    }

    @Override
    public FrameSource files(Options.Input input, Surrender surrender) throws CaptureException {
        FrameSource files = opened(input, surrender);
        return input.filter().isEmpty() ? files : CaptureFilter.apply(files, input.filter());
    }

    private static FrameSource opened(Options.Input input, Surrender surrender) throws CaptureException {
        if (surrender.isNeeded() && !surrender.isOfUser() && !input.follow()) {
            return CaptureFiles.open(input.files(), input.unpackLimit(), surrender::perform);
        }
        // A user reads what that user may read.
        surrender.perform();
        return input.follow()
                ? CaptureFiles.follow(input.files().get(0))
                : CaptureFiles.open(input.files(), input.unpackLimit());
    }

    @Override
    public FrameSource live(LiveOptions options, Surrender surrender) throws CaptureException {
        FrameSource wire = LiveCapture.open(options);
        try {
            surrender.perform();
            return wire;
        } catch (CaptureException e) {
            wire.close();
            throw e;
        }
    }

    @Override
    public List<CaptureInterface> interfaces() throws CaptureException {
        return LiveCapture.interfaces();
    }

    @Override
    public List<CaptureInterface> interfaces(List<String> names) throws CaptureException {
        return LiveCapture.interfaces(names);
    }

    @Override
    public Optional<CaptureInterface> defaultInterface(List<CaptureInterface> interfaces) {
        return LiveCapture.defaultInterface(interfaces);
    }

    @Override
    public Optional<String> libpcapVersion() {
        return LiveCapture.libpcapVersion();
    }
}
