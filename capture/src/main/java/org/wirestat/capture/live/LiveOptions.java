package org.wirestat.capture.live;

import java.util.List;
import org.wirestat.capture.FrameBatch;

/**
 * What to capture live, and how.
 *
 * @param interfaces names as {@link LiveCapture#interfaces()} gives them, or {@code any}; at least one
 * @param snaplen bytes kept of each frame, at most {@link FrameBatch#MAX_FRAME_LENGTH}
 * @param bufferBytes memory in the kernel for each interface
 * @param promiscuous whether frames to other hosts are wanted too
 * @param filter in libpcap's language; empty for all frames
 */
public record LiveOptions(
        List<String> interfaces, int snaplen, int bufferBytes, boolean promiscuous, String filter, Engine engine) {

    /** Enough for all headers with their tunnels, and for a DNS answer. */
    public static final int DEFAULT_SNAPLEN = 256;

    /** For those to whom the payload matters: an IP packet of any length. */
    public static final int WHOLE_FRAMES = 65_535;

    /** Holds a burst of some hundred thousand frames; libpcap's own 2 MB lose frames. */
    public static final int DEFAULT_BUFFER_BYTES = 64 << 20;

    public LiveOptions {
        interfaces = List.copyOf(interfaces);
        if (interfaces.isEmpty() || snaplen < 1 || snaplen > FrameBatch.MAX_FRAME_LENGTH || bufferBytes < 1) {
            throw new IllegalArgumentException("an interface, a snap length and a buffer are needed");
        }
    }

    /** The defaults: promiscuous, no filter. */
    public static LiveOptions on(List<String> interfaces) {
        return new LiveOptions(interfaces, DEFAULT_SNAPLEN, DEFAULT_BUFFER_BYTES, true, "", Engine.AUTO);
    }
}
