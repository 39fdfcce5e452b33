package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Listener;
import org.wirestat.tracker.flow.FlowHash;
import org.wirestat.tracker.wire.Segment;

/** Case 198 for ports: a scan of a whole net fills the table of those that listen, and no more than that. */
class ListenersRoomTest {

    private static final int ROOM = 1 << 18;

    private final Listeners listeners = new Listeners(new FlowHash(), null);
    private final Segment segment = new Segment();

    /** Every third number alone tells it from another: half of the address, the other half, the port. */
    private void accepts(int number) {
        segment.ipVersion = 6;
        segment.sourceHigh = number % 64;
        segment.sourceLow = number / 64 % 64;
        segment.sourcePort = 1 + number / 4096;
        segment.timestampNs = 1_000L + number;
        listeners.on(PortNews.SENDER_ACCEPTED, segment);
    }

    @Test
    void portsThatThereIsNoRoomForAreCountedAndTheOthersAreAllKept() {
        for (int number = 0; number < ROOM; number++) {
            accepts(number);
        }
        assertEquals(0, listeners.unnoted());
        for (int number = 0; number < 7; number++) {
            accepts(ROOM + number);
        }
        accepts(0);
        assertEquals(7, listeners.unnoted());
        List<Listener> listening = listeners.listening();
        assertEquals(ROOM, listening.size());
        assertEquals(2, listening.get(0).accepted());
        assertTrue(listening.stream().skip(1).allMatch(listener -> listener.accepted() == 1));
    }

    /** The same bits as an address of the other version are another address. */
    @Test
    void anAddressOfTheOtherVersionIsAnother() {
        for (int number = 0; number < 40_000; number++) {
            segment.ipVersion = number % 2 == 0 ? 4 : 6;
            segment.sourceHigh = 0;
            segment.sourceLow = number / 2;
            segment.sourcePort = 443;
            segment.timestampNs = 1_000;
            listeners.on(PortNews.SENDER_ACCEPTED, segment);
        }
        assertEquals(40_000, listeners.listening().size());
    }
}
