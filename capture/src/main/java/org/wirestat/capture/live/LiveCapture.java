package org.wirestat.capture.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pcap4j.core.Pcaps;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;
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
        return switch (options.engine()) {
            case PCAP -> withLibpcap(() -> openPcap(options));
            case RING -> openRing(options);
            case AUTO -> openEither(options);
        };
    }

    private static FrameSource openEither(LiveOptions options) throws CaptureException {
        if (!isRingHere()) {
            return withLibpcap(() -> openPcap(options));
        }
        try {
            return openRing(options);
        } catch (CaptureException ring) {
            if (ring.reason() != Reason.CANNOT_CAPTURE && ring.reason() != Reason.NO_SUCH_INTERFACE) {
                throw ring;
            }
            // What libpcap calls an interface may be none to the kernel (usbmon, nflog), or the kernel may have no
            // ring.
            try {
                return openPcap(options);
            } catch (LinkageError e) {
                ring.addSuppressed(e);
                throw ring;
            }
        }
    }

    private static FrameSource openPcap(LiveOptions options) throws CaptureException {
        Object monitor = new Object();
        return open(
                "libpcap",
                options,
                name -> PcapTap.open(name, options, new Inbox(monitor)),
                Awaiting.ofInboxes(monitor));
    }

    private static FrameSource openRing(LiveOptions options) throws CaptureException {
        if (!isRingHere()) {
            throw new CaptureException(
                    Reason.CANNOT_CAPTURE, "the ring needs Linux with 64 bits", List.of("--engine pcap"));
        }
        return open("ring", options, name -> RingTap.open(name, options), RingTap::await);
    }

    private static boolean isRingHere() {
        try {
            return Libc.isHere();
        } catch (LinkageError e) {
            // JNA brings no library for this machine.
            return false;
        }
    }

    private interface TapOpener {
        Tap open(String name) throws CaptureException;
    }

    private static FrameSource open(String engine, LiveOptions options, TapOpener opener, Awaiting awaiting)
            throws CaptureException {
        List<Tap> taps = new ArrayList<>();
        try {
            for (String name : options.interfaces()) {
                taps.add(opener.open(name));
            }
        } catch (CaptureException | RuntimeException | Error e) {
            taps.forEach(Tap::close);
            throw e;
        }
        String description =
                "engine " + engine + ", " + (options.bufferBytes() >> 10) + " KiB of kernel memory an interface";
        return new Backlog(new WireSource(description, taps, awaiting), backlogBytes(options));
    }

    /** Enough for some seconds of what fills the kernel's buffers in one; but no large part of a small machine's memory. */
    private static long backlogBytes(LiveOptions options) {
        return Math.min(4L * options.bufferBytes(), Runtime.getRuntime().maxMemory() / 4);
    }

    /**
     * All interfaces that libpcap sees, in its order; where there is no libpcap, those that Java sees.
     *
     * @throws CaptureException CANNOT_CAPTURE
     */
    public static List<CaptureInterface> interfaces() throws CaptureException {
        try {
            return Interfaces.all();
        } catch (LinkageError e) {
            return SystemInterfaces.all();
        }
    }

    /**
     * Those interfaces of which somebody gave the names, as Java sees them: without libpcap, whose loading takes longer
     * than all else at start. Names that are no interface of the system are left out.
     */
    public static List<CaptureInterface> interfaces(Collection<String> names) throws CaptureException {
        return SystemInterfaces.of(names);
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
