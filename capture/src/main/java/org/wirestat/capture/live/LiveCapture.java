package org.wirestat.capture.live;

import java.util.List;
import java.util.Optional;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameSource;

/** The door: lists interfaces and captures from them. */
public final class LiveCapture {

    /** The pseudo-interface that stands for all of them (Linux). */
    public static final String ANY = "any";

    private LiveCapture() {}

    /**
     * Captures from one or more interfaces; several are merged by time.
     *
     * @throws CaptureException NO_LIBPCAP, NO_PRIVILEGE, NO_SUCH_INTERFACE, BAD_FILTER or CANNOT_CAPTURE, with remedies
     */
    public static FrameSource open(LiveOptions options) throws CaptureException {
        throw new UnsupportedOperationException("not yet: " + options);
    }

    /**
     * All interfaces that libpcap sees, in its order.
     *
     * @throws CaptureException NO_LIBPCAP or CANNOT_CAPTURE
     */
    public static List<CaptureInterface> interfaces() throws CaptureException {
        throw new UnsupportedOperationException("not yet");
    }

    /**
     * The interface to take when the user names none: the first that is up, running, no loopback and has an address;
     * else the first that is up and no pseudo-interface.
     */
    public static Optional<CaptureInterface> defaultInterface(List<CaptureInterface> interfaces) {
        throw new UnsupportedOperationException("not yet: " + interfaces);
    }

    /**
     * libpcap's own line about its version, or empty if there is no libpcap.
     */
    public static Optional<String> libpcapVersion() {
        throw new UnsupportedOperationException("not yet");
    }
}
