package org.wirestat.tracker.connlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.TrackerOptions.Checksums;
import org.wirestat.tracker.script.Way;

/** Who the originator is where nobody saw the beginning. */
class RolesTest extends LogScript {

    private static final ConnLogOptions NO_PORTS =
            new ConnLogOptions(Checksums.VERIFY, ServerPorts.none(), false, 1 << 16);

    RolesTest(Way way) {
        super(way);
    }

    private void pickUpFromServer() {
        client.unseen().syn();
        server.unseen().synAck();
        client.unseen().ack();
        server.data(20);
    }

    @Test
    void aLikelyServersSegmentTurnsTheRoles() {
        pickUpFromServer();
        Line line = log().get(0);
        assertTrue(line.isFromClient());
        assertEquals("OTH ^d", line.stateAndHistory());
    }

    @Test
    void withoutServerPortsWhoSpeaksFirstIsTheOriginator() {
        pickUpFromServer();
        Line line = log(NO_PORTS).get(0);
        assertFalse(line.isFromClient());
        assertEquals("OTH D", line.stateAndHistory());
    }

    @Test
    void aSynIsNeverTurned() {
        client.unseen().syn();
        server.opening(org.wirestat.tracker.script.Sending.SYN).go();
        assertFalse(log().get(0).isFromClient());
    }

    @Test
    void anAnswerThatIsGoneOnWithTurnsTheRolesWithoutAnyPort() {
        client.unseen().syn();
        server.synAck();
        client.ack();
        client.data(20);
        Line line = log(NO_PORTS).get(0);
        assertTrue(line.isFromClient());
        assertEquals("S1 ^hAD", line.stateAndHistory());
    }

    @Test
    void anAnswerThatNobodyHeardStaysAsItCame() {
        client.unseen().syn();
        server.synAck();
        Line line = log(NO_PORTS).get(0);
        assertFalse(line.isFromClient());
        assertEquals("OTH H", line.stateAndHistory());
    }

    @Test
    void aSynThatWasCapturedAfterItsAnswerMakesAConnectionAllTheSame() {
        var syn = client.unseen().syn();
        server.synAck();
        syn.late();
        client.ack();
        Line line = log(NO_PORTS).get(0);
        assertTrue(line.isFromClient());
        assertEquals("S1 Hs^A", line.stateAndHistory());
    }

    @Test
    void aDatagramOfALikelyServerTurnsTheRoles() {
        wire.datagram(server, 20);
        wire.datagram(client, 10);
        Line line = log().get(0);
        assertTrue(line.isFromClient());
        assertEquals("SF ^dD", line.stateAndHistory());
        assertEquals(10, line.originatorBytes());
        assertEquals(20, line.responderBytes());
    }
}
