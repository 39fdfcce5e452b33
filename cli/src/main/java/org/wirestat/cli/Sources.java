package org.wirestat.cli;

import java.util.List;
import java.util.Optional;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameSource;
import org.wirestat.capture.live.CaptureInterface;
import org.wirestat.capture.live.LiveOptions;

/** Where frames can be had from: the module capture, or what a test puts in its place. */
interface Sources {

    /** @param filter in libpcap's language; empty for all frames */
    FrameSource files(List<String> names, String filter) throws CaptureException;

    FrameSource live(LiveOptions options) throws CaptureException;

    List<CaptureInterface> interfaces() throws CaptureException;

    Optional<CaptureInterface> defaultInterface(List<CaptureInterface> interfaces);

    /** libpcap's own line about its version; empty if there is none. */
    Optional<String> libpcapVersion();
}
