package org.wirestat.cli;

import java.util.List;
import java.util.Optional;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameSource;
import org.wirestat.capture.live.CaptureInterface;
import org.wirestat.capture.live.LiveOptions;
import org.wirestat.capture.privilege.Surrender;

/** Where frames can be had from: the module capture, or what a test puts in its place. */
interface Sources {

    /** What is to be done with root's privileges by those who open a source. */
    Surrender surrender(Options.Root root) throws CaptureException;

    /** Opens the captures of a replay, and sees to it that none of their bytes is read as root. */
    FrameSource files(Options.Input input, Surrender surrender) throws CaptureException;

    /** Opens a wire, and sees to it that none of its frames is read as root. */
    FrameSource live(LiveOptions options, Surrender surrender) throws CaptureException;

    List<CaptureInterface> interfaces() throws CaptureException;

    /** Only those of these names, sooner. */
    List<CaptureInterface> interfaces(List<String> names) throws CaptureException;

    Optional<CaptureInterface> defaultInterface(List<CaptureInterface> interfaces);

    /** libpcap's own line about its version; empty if there is none. */
    Optional<String> libpcapVersion();
}
