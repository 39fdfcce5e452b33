package org.wirestat.tracker.connlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** conn_state: how a connection began and ended. */
class TcpStatesTest extends LogScript {

    TcpStatesTest(Way way) {
        super(way);
    }

    @Test
    void aSynWithoutAnswerIsAnAttempt() {
        client.syn();
        assertEquals("S0 S", only());
    }

    @Test
    void aRefusedSynIsARejection() {
        client.syn();
        server.segment(Sending.RST | Sending.ACK).go();
        assertEquals("REJ Sr", only());
    }

    @Test
    void anOpenConnectionIsEstablishedAndItsBytesAreThoseOfTheSequenceSpace() {
        open();
        client.data(20);
        server.data(30);
        Line line = log().get(0);
        assertEquals("S1 ShADd", line.stateAndHistory());
        assertTrue(line.isFromClient());
        assertEquals(20, line.originatorBytes());
        assertEquals(30, line.responderBytes());
        assertEquals(3, line.originatorPackets());
        assertEquals(2, line.responderPackets());
    }

    @Test
    void aConnectionThatBothEndsCloseIsFinished() {
        open();
        client.data(20);
        close();
        Line line = log().get(0);
        assertEquals("SF ShADFf", line.stateAndHistory().replace("a", ""));
        assertEquals(20, line.originatorBytes());
        assertEquals(0, line.responderBytes());
    }

    @Test
    void whatComesAfterTheSecondFinDoesNotLengthenTheConnection() {
        open();
        close();
        Line line = log().get(0);
        // SYN, SYN, ACK, FIN, FIN, ACK, a millisecond apart: the last one does not count
        assertEquals(seconds(0.004), line.durationNs());
        assertEquals(4, line.originatorPackets());
    }

    @Test
    void closeAttemptsOfOneEndAreToldApart() {
        open();
        client.fin();
        assertEquals("S2 ShAF", only());
    }

    @Test
    void theServersCloseAttemptIsToldApart() {
        open();
        server.fin();
        assertEquals("S3 ShAf", only());
    }

    @Test
    void aResetByTheOriginatorAborts() {
        open();
        client.abort();
        assertEquals("RSTO ShAR", only());
    }

    @Test
    void aResetByTheResponderAborts() {
        open();
        server.abort();
        assertEquals("RSTR ShAr", only());
    }

    @Test
    void anAttemptThatItsOwnSenderAbortsWasNeverAnswered() {
        client.syn();
        client.abort();
        assertEquals("RSTOS0 SR", only());
    }

    @Test
    void aSynAndAFinWithoutAnswerAreHalfOpen() {
        client.syn();
        client.fin();
        assertEquals("SH SF", only());
    }

    @Test
    void anAnswerThatIsResetWithoutTheSynIsTheRespondersOwn() {
        client.unseen().syn();
        server.synAck();
        server.abort();
        assertEquals("RSTRH ^hr", only());
    }

    @Test
    void anAnswerAndAFinWithoutTheSynAreHalfOpenFromTheOtherSide() {
        client.unseen().syn();
        server.synAck();
        server.fin();
        assertEquals("SHR ^hf", only());
    }

    @Test
    void midstreamTrafficIsOther() {
        client.unseen().syn();
        server.unseen().synAck();
        client.unseen().ack();
        client.data(20);
        server.data(30);
        assertEquals("OTH Dd", only());
    }

    @Test
    void aFinThenAResetOfTheSameEndAndAFinOfThePeerIsANormalEnd() {
        open();
        client.fin();
        client.segment(Sending.RST).go();
        server.fin();
        assertEquals("SF ShAFRf", only());
    }

    @Test
    void namesAreTheSameForTheSameCaptureAndDifferFromEachOther() {
        open();
        wire.pair(1).syn();
        List<String> names = log().stream().map(Line::uid).toList();
        assertEquals(names, log().stream().map(Line::uid).toList());
        assertFalse(names.get(0).equals(names.get(1)), names.toString());
        assertTrue(names.get(0).matches("C[0-9A-Za-z]{10,17}"), names.toString());
    }
}
