package org.wirestat.tracker.connlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** When a connection is over, so that what comes then is another. */
class TimersTest extends LogScript {

    TimersTest(Way way) {
        super(way);
    }

    @Test
    void anAttemptIsGivenUpAfterFiveSeconds() {
        Sending syn = client.syn();
        wire.pass(seconds(4.9));
        syn.again();
        assertEquals(List.of("S0 S"), each());
        wire.pass(seconds(0.2));
        syn.again();
        assertEquals(List.of("S0 S", "S0 S"), each());
    }

    @Test
    void whatComesWithinFiveSecondsAfterTheCloseBelongsToIt() {
        open();
        close();
        wire.pass(seconds(4.9));
        client.ack();
        assertEquals(1, each().size());
        wire.pass(seconds(0.2));
        client.ack();
        assertEquals(List.of("SF", "OTH"), log().stream().map(Line::state).toList());
    }

    @Test
    void aSynAfterTheCloseIsAnotherConnectionAtOnce() {
        open();
        close();
        client.startsAt(client.iss() + 100_000);
        client.syn();
        assertEquals(List.of("SF", "S0"), log().stream().map(Line::state).toList());
    }

    @Test
    void aSynOfAnotherNumberWithinAConnectionIsAnotherConnection() {
        open();
        client.startsAt(client.iss() + 100_000);
        client.syn();
        assertEquals(List.of("S1 ShA", "S0 S"), each());
    }

    @Test
    void loneResetsAreALineEach() {
        client.segment(Sending.RST).go();
        wire.pass(seconds(6));
        client.segment(Sending.RST).go();
        assertEquals(List.of("OTH R", "OTH R"), each());
    }

    @Test
    void aResetAfterAFinEndsTheConnectionFiveSecondsLater() {
        open();
        client.fin();
        client.segment(Sending.RST).go();
        wire.pass(seconds(5.1));
        server.ack();
        assertEquals(List.of("RSTO ShAFR", "OTH ^a"), each());
    }

    @Test
    void aFirstSegmentThatClosesWaitsThreeSecondsForThePeer() {
        client.unseen().syn();
        server.unseen().synAck();
        client.data(20);
        server.fin();
        wire.pass(seconds(3.1));
        client.data(20);
        assertEquals(List.of("SHR Df", "OTH D"), each());
    }

    @Test
    void anOpenConnectionThatIsSilentForFiveMinutesIsOver() {
        open();
        wire.pass(seconds(299));
        client.data(20);
        wire.pass(seconds(299));
        client.data(20);
        assertEquals(List.of("S1 ShAD"), each());
        wire.pass(seconds(300));
        client.data(20);
        assertEquals(List.of("S1 ShAD", "OTH D"), each());
    }

    @Test
    void datagramsThatAreSilentForAMinuteAreOver() {
        wire.datagram(client, 20);
        wire.pass(seconds(59));
        wire.datagram(client, 20);
        assertEquals(List.of("S0 D"), each());
        wire.pass(seconds(60));
        wire.datagram(client, 20);
        assertEquals(List.of("S0 D", "S0 D"), each());
    }

    @Test
    void aConnectionThatOnlyShowedAWrongChecksumGoesAfterFiveSeconds() {
        client.opening(Sending.SYN).badChecksum().go();
        wire.pass(seconds(5.1));
        client.syn();
        assertEquals(List.of("OTH C", "S0 S"), each());
    }
}
