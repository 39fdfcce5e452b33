package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.FIN;
import static org.wirestat.tracker.script.Sending.PSH;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** Cases 99 to 108: captures that begin late, see one direction, or miss segments. */
class LateCaptureCasesTest extends Script {

    LateCaptureCasesTest(Way way) {
        super(way);
    }

    @Test
    void case099_aConnectionSeenFromItsMiddleIsPickedUp() {
        openUnseen();
        a.data(100);
        b.ack();
        b.data(100);
        a.ack();
        states(ESTABLISHED, PICKED_UP, ESTABLISHED, PICKED_UP);
        assertFalse(connection().begunSeen());
        retransmissions(0, 0);
        a.fin();
        b.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void case099_aConnectionWhoseCloseIsAllThatIsSeen() {
        openUnseen();
        b.fin();
        a.ack();
        states(CLOSE_WAIT, FIN_WAIT_2);
        a.fin();
        b.ack();
        states(CLOSED, TIME_WAIT);
    }

    @Test
    void case100_oneSegmentFromTheMiddleIsKeptForAShortTime() {
        openUnseen();
        a.data(100);
        states(ESTABLISHED, PICKED_UP, ESTABLISHED, PICKED_UP);
        after(minutes(4));
        states(ESTABLISHED, ESTABLISHED);
        after(minutes(2));
        states(CLOSED, CLOSED);
    }

    @Test
    void case101_theLowerPortIsTheLikelierServer() {
        openUnseen();
        b.data(100);
        clientOriginated();
    }

    @Test
    void case101_equalPortsAreGuessedTheSameWhoeverSpeaksFirst() {
        String[] originators = new String[2];
        for (int i = 0; i < 2; i++) {
            Host one = wire.host(a.address(), 7000 + i, 0xffff_ff00);
            one.meets(wire.host(b.address(), 7000 + i, 0xffff_ff80));
            one.unseen().syn();
            one.peer().unseen().synAck();
            (i == 0 ? one : one.peer()).ack();
            originators[i] = wire.connection(one).originator().address().toString();
        }
        assertEquals(originators[0], originators[1]);
    }

    @Test
    void case101_aSynSeenLaterCorrectsTheGuess() {
        openUnseen();
        b.data(100);
        a.ack();
        b.abort();
        after(seconds(1));
        b.startsAt(b.sndNxt() + 100_000);
        b.syn();
        assertEquals(b.port(), connection().originator().port());
    }

    @Test
    void case102_fromTheClientsSegmentsAloneBothEndsAreKnown() {
        a.syn();
        b.unseen().synAck();
        a.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, PRESUMED);
        a.data(100);
        b.unseen().data(1000);
        a.ack();
        a.fin();
        states(FIN_WAIT_1, CLOSE_WAIT);
        b.unseen().ack();
        b.unseen().fin();
        a.ack();
        states(TIME_WAIT, OBSERVED, CLOSED, PRESUMED);
        retransmissions(0, 0);
    }

    @Test
    void case102_theClientsSegmentsTellOfAServerThatFellSilentForUs() {
        a.syn();
        b.synAck();
        a.ack();
        a.data(100);
        b.unseen().data(1000);
        a.ack();
        a.fin();
        states(FIN_WAIT_1, CLOSE_WAIT);
        b.unseen().ack();
        b.unseen().fin();
        a.ack();
        states(TIME_WAIT, OBSERVED, CLOSED, PRESUMED);
        retransmissions(0, 0);
    }

    @Test
    void case103_fromTheServersSegmentsAloneBothEndsAreKnown() {
        a.unseen().syn();
        b.synAck();
        a.unseen().ack();
        a.unseen().data(100);
        b.ack();
        states(ESTABLISHED, ESTABLISHED);
        b.data(1000);
        a.unseen().ack();
        b.fin();
        states(CLOSE_WAIT, FIN_WAIT_1);
        a.unseen().ack();
        a.unseen().fin();
        b.ack();
        states(CLOSED, TIME_WAIT);
        retransmissions(0, 0);
    }

    @Test
    void case104_aResetThatWasMissedIsNotGuessed() {
        open();
        b.unseen().abort();
        after(hours(20));
        states(ESTABLISHED, ESTABLISHED);
        after(hours(5));
        states(CLOSED, CLOSED);
    }

    /** The row of the closed end stayed for a day: its last data and its FIN were one frame, and that frame was missed. */
    @Test
    void case105_theLastSegmentOfAHalfClosedConnectionHeldTheFinIfSilenceFollows() {
        open();
        a.fin();
        b.ack();
        b.data(300);
        a.ack();
        b.unseen().segment(FIN | PSH | ACK).payload(700).go();
        a.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
        after(seconds(4));
        states(TIME_WAIT, PRESUMED, CLOSED, PRESUMED);
        after(seconds(60));
        states(CLOSED, CLOSED);
    }

    @Test
    void case105_ifDataFollowThenItHeldNone() {
        open();
        a.fin();
        b.data(300);
        b.unseen().data(700);
        a.ack();
        after(seconds(4));
        states(TIME_WAIT, CLOSED);
        b.data(300);
        a.ack();
        states(FIN_WAIT_2, CLOSE_WAIT);
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void case106_aGapOfTenSecondsIsBridgedByWhatFollows() {
        open();
        for (int i = 0; i < 500; i++) {
            a.unseen().data(1400);
            b.unseen().ack();
            after(ms(18));
        }
        a.data(1400);
        b.ack();
        a.data(1400);
        b.ack();
        states(ESTABLISHED, ESTABLISHED);
        assertEquals(0, endpoint(a).sendQueue());
        a.fin();
        b.ack();
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void case106_aGapThatHeldBothFinsLeavesRowsThatAge() {
        open();
        a.unseen().fin();
        b.unseen().fin();
        a.unseen().ack();
        after(hours(25));
        states(CLOSED, CLOSED);
    }

    @Test
    void case107_withoutTheSynAckTheWindowMayBeAnyWidth() {
        a.syn();
        b.unseen().synAck();
        a.ack();
        states(ESTABLISHED, ESTABLISHED);
        a.data(100);
        b.segment(ACK).window(500).go();
        for (int i = 0; i < 100; i++) {
            a.unseen().data(30_000);
        }
        a.data(100);
        assertEquals(3_000_100, endpoint(a).sendQueue());
        b.ack();
        assertEquals(0, endpoint(a).sendQueue());
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
    }

    @Test
    void case108_aLastAckThatWasMissedIsConcludedFromSilence() {
        open();
        a.fin();
        b.ack();
        b.fin();
        a.unseen().ack();
        states(TIME_WAIT, LAST_ACK);
        after(seconds(5));
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void case108_aLastAckThatWasLostIsAskedForAgain() {
        open();
        a.fin();
        b.ack();
        Sending fin = b.fin();
        a.lost().ack();
        states(TIME_WAIT, CLOSED);
        after(ms(210));
        fin.again();
        states(TIME_WAIT, LAST_ACK);
        a.ack();
        after(seconds(5));
        states(TIME_WAIT, CLOSED);
        retransmissions(0, 1);
    }
}
