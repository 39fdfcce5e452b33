package org.wirestat.tracker.connlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.TrackerOptions.Checksums;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** The letters of history, and when they are repeated. */
class HistoryTest extends LogScript {

    HistoryTest(Way way) {
        super(way);
    }

    private String history() {
        return log().get(0).history();
    }

    @Test
    void aRepeatedSynIsWrittenOnceAndOneOfAnotherNumberAgain() {
        client.syn().again();
        assertEquals("S", history());
        open();
        client.data(20);
        assertEquals("ShAD", history());
    }

    @Test
    void retransmissionsAreWrittenTheFirstTheTenthAndTheHundredthTime() {
        open();
        Sending data = client.data(20);
        for (int i = 0; i < 9; i++) {
            data.again();
        }
        assertEquals("ShADT", history());
        data.again();
        assertEquals("ShADTT", history());
        for (int i = 0; i < 90; i++) {
            data.again();
        }
        assertEquals("ShADTTT", history());
    }

    @Test
    void zeroWindowsAreWritten() {
        open();
        server.segment(Sending.ACK).window(0).go();
        assertEquals("ShAaw", history());
    }

    @Test
    void dataThatWasAcknowledgedAndNeverSeenIsAGap() {
        open();
        client.unseen().data(1000);
        client.data(20);
        server.ack();
        Line line = log().get(0);
        assertEquals("ShADaG", line.history());
        assertEquals(1000, line.missedBytes());
        assertEquals(1020, line.originatorBytes());
    }

    @Test
    void dataThatTheCaptureCutIsAGapToo() {
        open();
        client.data(1000);
        server.ack();
        assertEquals("ShADaG", history());
        assertEquals(1000, log().get(0).missedBytes());
    }

    @Test
    void aGapAtTheResetIsNone() {
        open();
        client.unseen().data(1000);
        server.segment(Sending.RST | Sending.ACK).go();
        assertEquals(0, log().get(0).missedBytes());
        assertEquals("ShAr", history());
    }

    @Test
    void dataThatComesLateFillsItsGap() {
        open();
        Sending first = client.unseen().data(30);
        client.data(20);
        first.late();
        server.ack();
        assertEquals(0, log().get(0).missedBytes());
    }

    @Test
    void aWrongChecksumIsWrittenAndTheSegmentIsNotBelieved() {
        open();
        client.segment(Sending.RST).badChecksum().go();
        Line line = log().get(0);
        assertEquals("S1 ShAC", line.stateAndHistory());
        assertEquals(2, line.originatorPackets());
    }

    @Test
    void aWrongChecksumThatIsIgnoredIsASegmentAsAny() {
        open();
        client.segment(Sending.RST).badChecksum().go();
        Line line = log(new ConnLogOptions(Checksums.IGNORE, ServerPorts.usual(), false, 1 << 16))
                .get(0);
        assertEquals("RSTO ShAR", line.stateAndHistory());
    }

    @Test
    void contradictingFlagsHaveLettersOfTheirOwn() {
        client.opening(Sending.SYN | Sending.RST).go();
        assertEquals("Q", history());
    }

    @Test
    void finAndRstTogetherAreInconsistent() {
        open();
        client.segment(Sending.FIN | Sending.RST).go();
        assertTrue(history().startsWith("ShAI"), history());
    }

    @Test
    void aStormOfResetsIsWrittenToItsEndUpToAThousandLetters() {
        open();
        for (int i = 1; i <= 1100; i++) {
            client.segment(Sending.RST).seq(client.sndNxt() + 10 * i).go();
        }
        assertEquals("ShA" + "R".repeat(997), history());
    }
}
