package org.wirestat.cli.traffic;

import java.nio.ByteBuffer;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Frames of ordinary traffic that never was: some thousand conversations at once, over TCP, UDP and ICMP, IPv4 and IPv6, in
 * VLANs and out of them, from their beginning to their end, with what happens to some of them: segments lost and sent again,
 * ports closed, hosts that do not answer. The same each time.
 *
 * <p>What never happens here, a JVM that practised on it takes for impossible, and compiles anew when it happens.
 */
public final class OrdinaryTraffic {

    /** LINKTYPE_ETHERNET. */
    public static final int LINK_TYPE = 1;

    /** No frame is longer, in bytes. */
    public static final int LONGEST_FRAME = 1_600;

    private static final int OPEN_AT_ONCE = 4_000;
    private static final int MOST_PAYLOAD = 1_400;

    /** Frames come in bursts; in the pauses in between time-outs come to pass. */
    private static final int BURST = 2_000;

    private static final long PAUSE_NS = 350_000_000L;

    private final Random random = new Random(1);
    private final @Nullable Talk[] open = new Talk[OPEN_AT_ONCE];
    private final FrameWriter frames = new FrameWriter();
    private final int mostPayload;
    private int talks;
    private int written;
    private int at;
    private long timeNs = 1_760_000_000_000_000_000L;

    /** With payloads as ordinary traffic has them. */
    public OrdinaryTraffic() {
        this(MOST_PAYLOAD);
    }

    /** @param mostPayload bytes of payload that a frame has at most */
    public OrdinaryTraffic(int mostPayload) {
        this.mostPayload = mostPayload;
    }

    /** Time of the last frame, ns since 1970. */
    public long timeNs() {
        return timeNs;
    }

    /** Writes the next frame, an Ethernet one, from the position on; {@link #LONGEST_FRAME} bytes are enough. */
    public void next(ByteBuffer into) {
        // Of some conversations several frames come in a row.
        if (random.nextInt(4) != 0) {
            at = random.nextInt(OPEN_AT_ONCE);
        }
        Talk known = open[at];
        Talk talk = known == null ? new Talk(Ends.of(talks++, random), random) : known;
        timeNs += ++written % BURST == 0 ? PAUSE_NS : 1_000 + random.nextInt(4_000);
        talk.next(frames.into(into, timeNs), mostPayload);
        open[at] = talk.hasMore() ? talk : talk.successor();
    }
}
