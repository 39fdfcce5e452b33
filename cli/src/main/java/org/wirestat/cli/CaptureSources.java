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

/** The real ones. A replay without a filter loads nothing of libpcap's. */
final class CaptureSources implements Sources {

    @Override
    public FrameSource files(List<String> names, String filter) throws CaptureException {
        FrameSource files = CaptureFiles.open(names);
        return filter.isEmpty() ? files : CaptureFilter.apply(files, filter);
    }

    @Override
    public FrameSource live(LiveOptions options) throws CaptureException {
        return LiveCapture.open(options);
    }

    @Override
    public List<CaptureInterface> interfaces() throws CaptureException {
        return LiveCapture.interfaces();
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
