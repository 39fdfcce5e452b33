package org.wirestat.tracker.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Transport;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Way;

class UdpConversationsTest extends Script {

    UdpConversationsTest(Way way) {
        super(way);
    }

    @Test
    void whoSpeaksFirstIsTheOriginator() {
        wire.datagram(b, 30);
        wire.datagram(a, 40);
        Connection conversation = connection();
        assertEquals(Transport.UDP, conversation.transport());
        assertEquals(b.port(), conversation.originator().port());
        assertEquals(CLOSED, conversation.originator().state());
        assertTrue(conversation.begunSeen());
        assertTrue(conversation.isTwoWay());
        begun(1);
    }

    @Test
    void bytesAreCountedForEachEnd() {
        wire.datagram(a, 30);
        wire.datagram(a, 50);
        wire.datagram(b, 0);
        int headers = a.address().version() == 4 ? 28 : 48;
        assertEquals(2, endpoint(a).packets());
        assertEquals(80, endpoint(a).payloadBytes());
        assertEquals(80 + 2 * headers, endpoint(a).ipBytes());
        assertEquals(80 + 2 * (headers + 14), endpoint(a).frameBytes());
        assertEquals(1, endpoint(b).packets());
        assertEquals(0, endpoint(b).payloadBytes());
    }

    @Test
    void aQuestionWithoutAnswerGoesAfterTwoMinutes() {
        wire.datagram(a, 30);
        assertFalse(connection().isTwoWay());
        after(seconds(119));
        assertEquals(1, rows());
        after(seconds(2));
        assertEquals(0, rows());
    }

    @Test
    void aConversationGoesThreeMinutesAfterItsLastDatagram() {
        wire.datagram(a, 30);
        wire.datagram(b, 30);
        for (int i = 0; i < 5; i++) {
            after(seconds(170));
            wire.datagram(i % 2 == 0 ? a : b, 5);
        }
        after(seconds(179));
        assertEquals(1, rows());
        begun(1);
        after(seconds(2));
        assertEquals(0, rows());
    }

    @Test
    void theSamePortsLaterAreANewConversation() {
        wire.datagram(a, 30);
        after(minutes(10));
        wire.datagram(b, 7);
        assertEquals(b.port(), connection().originator().port());
        assertEquals(7, endpoint(b).payloadBytes());
        assertEquals(0, endpoint(a).packets());
        begun(2);
    }

    @Test
    void tcpAndUdpOfTheSamePortsAreTwo() {
        a.syn();
        wire.datagram(a, 30);
        assertEquals(2, rows());
        begun(2);
    }

    @Test
    void whoDoesNotAnswerIsPresumedUntilItSpeaks() {
        wire.datagram(a, 30);
        assertEquals(OBSERVED, endpoint(a).basis());
        assertEquals(PRESUMED, endpoint(b).basis());
        wire.datagram(b, 30);
        assertEquals(OBSERVED, endpoint(b).basis());
    }

    /** RFC 1122 4.1.3.1: a host without such a socket says so. */
    @Test
    void whoseHostSaysThatNobodyIsThereIsNotPresumed() {
        wire.datagram(a, 30);
        wire.portUnreachable(b);
        assertEquals(OBSERVED, endpoint(b).basis());
        assertEquals(0, endpoint(b).packets());
    }
}
