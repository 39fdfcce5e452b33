package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.FIN;
import static org.wirestat.tracker.script.Sending.PSH;
import static org.wirestat.tracker.script.Sending.SYN;
import static org.wirestat.tracker.script.Sending.URG;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Way;

/** Cases 62 to 70: oddities of headers, and options that change nothing. */
class OddHeaderCasesTest extends Script {

    OddHeaderCasesTest(Way way) {
        super(way);
    }

    @Test
    void case062_brokenSackBlocksAreNotLookedAt() {
        open();
        b.segment(ACK).options(1, 1, 5, 11, 1, 2, 3, 4, 5, 6, 7, 8, 9).go();
        b.segment(ACK).options(1, 1, 5, 2).go();
        b.segment(ACK).sack(a.sndNxt() + 10, a.sndNxt() - 10).go();
        b.segment(ACK).sack(a.sndNxt() + 100_000, a.sndNxt() + 200_000).go();
        oneConnectionIsAlive();
        bothGoOn();
        oneConnectionIsAlive();
    }

    @Test
    void case063_urgentPointersAreNotLookedAt() {
        open();
        a.segment(URG | PSH | ACK).urgent(60_000).payload(5).go();
        a.segment(URG | ACK).urgent(1).go();
        a.segment(URG).urgent(1).lost().go();
        b.ack();
        oneConnectionIsAlive();
    }

    @Test
    void case064_aFinWithoutAckClosesNothing() {
        open();
        a.segment(FIN).lost().go();
        a.segment(FIN | PSH).payload(10).lost().go();
        oneConnectionIsAlive();
    }

    @Test
    void case065_reservedBitsAreNotLookedAt() {
        open();
        a.segment(0xe00 | PSH | ACK).payload(10).go();
        b.segment(0xe00 | ACK).go();
        oneConnectionIsAlive();
        a.segment(0xe00 | FIN | ACK).go();
        states(FIN_WAIT_1, CLOSE_WAIT);
    }

    @Test
    void case066_aRetransmissionThatOverlapsIsOne() {
        open();
        a.lost().data(100);
        after(ms(300));
        a.segment(PSH | ACK).seq(a.sndNxt() - 100).payload(60).go();
        a.segment(PSH | ACK).seq(a.sndNxt() - 80).payload(80).go();
        b.ack();
        oneConnectionIsAlive();
        retransmissions(2, 0);
        assertEquals(0, endpoint(a).sendQueue());
    }

    @Test
    void case067_dataWithoutAckIsNotTheStream() {
        open();
        a.segment(PSH).payload(500).lost().go();
        oneConnectionIsAlive();
        assertEquals(0, endpoint(a).sendQueue());
        bothGoOn();
        oneConnectionIsAlive();
        retransmissions(0, 0);
    }

    @Test
    void case068_aHeaderLengthThatEatsPayloadChangesNoState() {
        open();
        a.segment(PSH | ACK).payload(100).dataOffset(10).lost().go();
        oneConnectionIsAlive();
        a.data(100);
        b.ack();
        bothGoOn();
        oneConnectionIsAlive();
    }

    @Test
    void case069_multipathSubflowsAreConnectionsOfTheirOwn() {
        a.opening(SYN).options(30, 4, 0x01, 0x81).go();
        b.opening(SYN | ACK).options(30, 4, 0x01, 0x81).go();
        a.ack();
        Host second = wire.pair(1);
        second.opening(SYN).options(30, 12, 0x10, 1, 1, 2, 3, 4, 5, 6, 7, 8).go();
        assertEquals(SYN_SENT, wire.state(second));
        states(ESTABLISHED, ESTABLISHED);
        begun(2);
    }

    @Test
    void case070_multipathOptionsCloseNothing() {
        open();
        a.segment(ACK).options(30, 12, 0x20, 0x11, 1, 2, 3, 4, 5, 6, 7, 8).go(); // DATA_FIN
        a.segment(ACK).options(30, 12, 0x70, 0, 1, 2, 3, 4, 5, 6, 7, 8).go(); // MP_FASTCLOSE
        a.segment(ACK).options(30, 4, 0x80, 0).go(); // MP_TCPRST belongs on a RST only
        a.segment(ACK).options(30, 40, 0x20, 0x1f).go();
        oneConnectionIsAlive();
        bothGoOn();
        oneConnectionIsAlive();
    }
}
