package org.wirestat.capture.live;

import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.RawPacketListener;
import org.wirestat.capture.LinkType;

/** Takes frames out of Pcap4J's hands, in the thread that loops. */
final class PcapListener implements RawPacketListener {

    private static final long MS_PER_SECOND = 1000;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final PcapHandle handle;
    private final int linkType;
    private final Inbox inbox;
    private @Nullable Throwable thrown;

    PcapListener(PcapHandle handle, Inbox inbox) {
        this.handle = handle;
        this.inbox = inbox;
        linkType = LinkType.fromDlt(handle.getDlt().value());
    }

    // Pcap4J logs what a listener throws, and goes on as if nothing had been.
    @SuppressWarnings("CatchingUnchecked")
    @Override
    public void gotPacket(byte[] frame) {
        try {
            Timestamp time = handle.getTimestamp();
            long seconds = Math.floorDiv(time.getTime(), MS_PER_SECOND);
            inbox.put(linkType, seconds * NS_PER_SECOND + time.getNanos(), handle.getOriginalLength(), frame);
        } catch (Throwable e) {
            thrown = e;
            breakLoop(handle);
        }
    }

    /** Throws what could not be thrown through libpcap. */
    void rethrow() {
        if (thrown != null) {
            throw new IllegalStateException("a frame could not be taken over", thrown);
        }
    }

    static void breakLoop(PcapHandle handle) {
        try {
            handle.breakLoop();
        } catch (NotOpenException e) {
            // Then no loop is running.
        }
    }
}
