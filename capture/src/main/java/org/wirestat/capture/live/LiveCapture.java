package org.wirestat.capture.live;

import java.util.List;
import java.util.Optional;
import org.pcap4j.core.Pcaps;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameSource;
import org.wirestat.capture.privilege.Missing;

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
        return withLibpcap(() -> WireSource.open(options));
    }

    /**
     * All interfaces that libpcap sees, in its order.
     *
     * @throws CaptureException NO_LIBPCAP or CANNOT_CAPTURE
     */
    public static List<CaptureInterface> interfaces() throws CaptureException {
        return withLibpcap(Interfaces::all);
    }

    /**
     * The interface to take when the user names none: the first that is up, running, no loopback and has an address;
     * else the first that is up and no pseudo-interface.
     */
    public static Optional<CaptureInterface> defaultInterface(List<CaptureInterface> interfaces) {
        return Interfaces.best(interfaces);
    }

    /**
     * libpcap's own line about its version, or empty if there is no libpcap.
     */
    public static Optional<String> libpcapVersion() {
        try {
            return Optional.of(Pcaps.libVersion());
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }

    private interface NativeCall<T> {
        T run() throws CaptureException;
    }

    private static <T> T withLibpcap(NativeCall<T> call) throws CaptureException {
        try {
            return call.run();
        } catch (LinkageError e) {
            // UnsatisfiedLinkError at the first try, NoClassDefFoundError at later ones
            throw Missing.libpcap(e);
        }
    }
}
