package org.wirestat.tracker.tcp;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.ConnectionTracker;
import org.wirestat.tracker.PathMeasures;
import org.wirestat.tracker.TrackerOptions;
import org.wirestat.tracker.TrackerOptions.Checksums;
import org.wirestat.tracker.script.BareSegments;
import org.wirestat.tracker.script.Host;
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

    // ---- the handshake

    @Test
    void ofARepeatedAnswerNobodyKnowsWhichWasMeant() {
        wire.tracker().measurePaths();
        a.syn();
        b.synAck().again();
        a.ack();
        assertEquals(PathMeasures.UNKNOWN, path().handshakeNs());
    }

    @Test
    void onlyTheThirdAckEndsAHandshakeNotWhatAServerSaysAtOnce() {
        wire.tracker().measurePaths();
        a.syn();
        long synNs = wire.nowNs();
        b.synAck();
        b.data(300);
        assertEquals(PathMeasures.UNKNOWN, path().handshakeNs());
        after(ms(20));
        a.ack();
        assertEquals(wire.nowNs() - synNs, path().handshakeNs());
    }

    @Test
    void ofAHandshakeWhoseSynOrAnswerWasMissedNothingIsKnown() {
        wire.tracker().measurePaths();
        a.unseen().syn();
        b.synAck();
        a.ack();
        assertEquals(PathMeasures.UNKNOWN, path().handshakeNs());
        Host other = wire.pair(1);
        other.syn();
        other.peer().unseen().synAck();
        other.ack();
        other.peer().ack();
        assertEquals(
                PathMeasures.UNKNOWN,
                requireNonNull(requireNonNull(wire.connection(other)).path()).handshakeNs());
    }

    /** Captures whose clock ticks once in a while give both the same stamp; then it took a moment, and not for ever. */
    @Test
    void whatTookLessThanTheClocksTickIsMeasured() {
        wire.tracker().measurePaths();
        a.syn();
        after(-ms(1));
        b.synAck();
        after(-ms(1));
        a.ack();
        a.data(10);
        after(-ms(1));
        b.ack();
        assertEquals(1, path().handshakeNs());
        assertEquals(1, path().originatorRttNs());
    }

    // ---- data

    @Test
    void ofWhatIsUnderWayTogetherTheFirstIsMeasured() {
        handshake();
        a.data(100);
        long sentNs = wire.nowNs();
        int first = a.sndNxt();
        after(ms(7));
        a.data(100);
        after(ms(30));
        b.segment(Segment.ACK).ack(first - 1).go();
        assertEquals(PathMeasures.UNKNOWN, path().originatorRttNs());
        b.segment(Segment.ACK).ack(first).go();
        assertEquals(wire.nowNs() - sentNs, path().originatorRttNs());
        long measuredNs = path().originatorRttNs();
        after(ms(90));
        b.ack();
        assertEquals(measuredNs, path().originatorRttNs());
    }

    /** RFC 6298 §3: neither the repeated part nor the new part behind it. */
    @Test
    void aRepetitionThatBringsMoreMeasuresNothingEither() {
        handshake();
        a.data(100);
        after(ms(300));
        a.segment(Segment.ACK).seq(a.sndNxt() - 100).payload(250).go();
        b.ack();
        assertEquals(PathMeasures.UNKNOWN, path().originatorRttNs());
        a.segment(Segment.ACK).seq(a.sndNxt() - 50).payload(50).go();
        b.ack();
        assertEquals(PathMeasures.UNKNOWN, path().originatorRttNs());
        a.data(10);
        long sentNs = wire.nowNs();
        b.ack();
        assertEquals(wire.nowNs() - sentNs, path().originatorRttNs());
    }

    @Test
    void theRoundTripsOfBothEndsAreSmoothedApart() {
        handshake();
        a.data(10);
        after(ms(10));
        b.ack();
        b.data(10);
        after(ms(80));
        a.ack();
        a.data(10);
        after(ms(50));
        b.ack();
        assertEquals(ms(11) + ms(40) / 8, path().originatorRttNs());
        assertEquals(ms(81), path().responderRttNs());
    }

    @Test
    void aWindowOfNoneInAResetMeansNothing() {
        handshake();
        a.segment(Segment.RST).seq(a.sndNxt() + 1000).window(0).lost().go();
        assertEquals(0, path().originatorZeroWindows());
        a.segment(Segment.ACK).window(0).go();
        assertEquals(1, path().originatorZeroWindows());
        assertEquals(0, path().responderZeroWindows());
    }

    /** More than sixteen times 512, the pieces in which they are kept: none is given the measures of another. */
    @Test
    void thousandsOfConnectionsAreMeasuredApart() {
        ConnectionTracker tracker =
                new ConnectionTracker(TrackerOptions.defaults().withChecksums(Checksums.IGNORE), transition -> {});
        tracker.measurePaths();
        BareSegments segments = new BareSegments(tracker::onFrame);
        int connections = 9_000;
        for (int i = 0; i < connections; i++) {
            segments.tcp(1, 1 + i, 2, 443, BareSegments.SYN, 1, 0, 0);
            segments.pass(1);
            segments.tcp(2, 443, 1, 1 + i, BareSegments.SYN | BareSegments.ACK, 2, 2, 0);
            segments.pass(i);
            segments.tcp(1, 1 + i, 2, 443, BareSegments.ACK, 2, 3, 0);
        }
        tracker.advanceTo(segments.nowNs());
        Set<Long> handshakes = new HashSet<>();
        tracker.snapshot()
                .connections()
                .forEach(connection ->
                        handshakes.add(requireNonNull(connection.path()).handshakeNs()));
        assertEquals(connections, handshakes.size());
    }

    @Test
    void whereNobodyAsksNothingIsMeasured() {
        open();
        assertNull(connection().path());
    }
}
