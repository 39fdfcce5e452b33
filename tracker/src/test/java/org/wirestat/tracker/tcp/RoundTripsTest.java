package org.wirestat.tracker.tcp;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.PathMeasures;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;
import org.wirestat.tracker.wire.Segment;

/** Round trips and closed windows, for those who ask. */
class RoundTripsTest extends Script {

    RoundTripsTest(Way way) {
        super(way);
    }

    private PathMeasures path() {
        return requireNonNull(connection().path());
    }

    /** A handshake; nanoseconds from its SYN to its last ACK. */
    private long handshake() {
        wire.tracker().measurePaths();
        a.syn();
        long synNs = wire.nowNs();
        after(ms(30));
        b.synAck();
        after(ms(20));
        a.ack();
        return wire.nowNs() - synNs;
    }

    @Test
    void theHandshakeIsMeasuredFromTheSynToTheThirdAck() {
        assertEquals(handshake(), path().handshakeNs());
        a.data(10);
        b.ack();
        a.ack();
        assertEquals(true, path().handshakeNs() >= ms(50) && path().handshakeNs() < ms(60));
    }

    @Test
    void connectionsAreMeasuredApart() {
        long ofTheFirst = handshake();
        open(wire.pair(1));
        assertEquals(ofTheFirst, path().handshakeNs());
    }

    @Test
    void ofARepeatedSynOrAnswerNobodyKnowsWhichWasMeant() {
        wire.tracker().measurePaths();
        a.syn().again();
        b.synAck();
        a.ack();
        assertEquals(PathMeasures.UNKNOWN, path().handshakeNs());
    }

    @Test
    void dataIsMeasuredFromItsSegmentToItsAcknowledgmentInEachDirectionAndSmoothed() {
        handshake();
        a.data(100);
        long sentNs = wire.nowNs();
        after(ms(40));
        b.ack();
        long firstNs = wire.nowNs() - sentNs;
        assertEquals(firstNs, path().originatorRttNs());
        assertEquals(PathMeasures.UNKNOWN, path().responderRttNs());
        a.data(100);
        sentNs = wire.nowNs();
        after(ms(120));
        b.ack();
        long secondNs = wire.nowNs() - sentNs;
        assertEquals(firstNs + ((secondNs - firstNs) >> 3), path().originatorRttNs());
        b.data(7);
        sentNs = wire.nowNs();
        after(ms(5));
        a.ack();
        assertEquals(wire.nowNs() - sentNs, path().responderRttNs());
    }

    @Test
    void whatWasSentTwiceMeasuresNothing() {
        handshake();
        Sending data = a.data(100);
        after(ms(300));
        data.again();
        after(ms(40));
        b.ack();
        assertEquals(PathMeasures.UNKNOWN, path().originatorRttNs());
    }

    @Test
    void segmentsThatSayThatThereIsNoRoomAreCounted() {
        handshake();
        a.data(100);
        b.segment(Segment.ACK).window(0).go();
        b.segment(Segment.ACK).window(0).go();
        assertEquals(2, path().responderZeroWindows());
        assertEquals(0, path().originatorZeroWindows());
    }

    @Test
    void anotherConnectionOfTheSamePortsBeginsAnew() {
        handshake();
        a.data(100);
        b.ack();
        a.abort();
        after(minutes(10));
        a.startsAt(12345);
        b.startsAt(54321);
        a.syn();
        b.synAck();
        a.ack();
        assertEquals(PathMeasures.UNKNOWN, path().originatorRttNs());
    }

    @Test
    void whereNobodyAsksNothingIsMeasured() {
        open();
        assertNull(connection().path());
    }
}
