package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.FIN;
import static org.wirestat.tracker.script.Sending.PSH;
import static org.wirestat.tracker.script.Sending.SYN;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** Cases 88 to 98: TIME_WAIT, ports that are used again, and timestamps. */
class ReuseCasesTest extends Script {

    ReuseCasesTest(Way way) {
        super(way);
    }

    private void close(Host first) {
        Host second = first.peer();
        first.fin();
        second.fin();
        first.ack();
        assertEquals(TIME_WAIT, wire.state(first));
    }

    private void aNewConnectionIsEstablished(long begun) {
        b.data(10);
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        begun(begun);
        assertEquals(10, endpoint(b).payloadBytes());
    }

    @Test
    void case088_aSynAboveTheOldNumbersTakesThePlaceOfTimeWait() {
        open();
        close(b);
        a.startsAt(a.sndNxt() + 100_000);
        a.syn();
        states(SYN_SENT, CLOSED);
        assertEquals(1, endpoint(a).packets());
        b.startsAt(b.iss() + 7_000_000);
        b.synAck();
        a.ack();
        aNewConnectionIsEstablished(2);
    }

    /** A client reset its connection and opened another from the same port at once; its SYN was missed. */
    @Test
    void case088_aNewAnswerBetweenClosedEndsBeginsAConnectionWhoseSynWasMissed() {
        open();
        a.abort();
        states(CLOSED, CLOSED);
        a.startsAt(a.sndNxt() + 1_000_000);
        a.unseen().syn();
        b.startsAt(b.iss() + 3_000_000);
        b.synAck();
        states(ESTABLISHED, SYN_RECEIVED);
        a.ack();
        aNewConnectionIsEstablished(2);
    }

    @Test
    void case094_anAnswerOfAnEarlierTimeBetweenClosedEndsBeginsNothing() {
        open();
        int earlier = b.tsClock() - 10_000;
        a.abort();
        b.opening(SYN | ACK)
                .seq(b.iss() - 5_000_000)
                .ack(a.iss() - 5_000_000)
                .timestamp(earlier, 1)
                .forged()
                .lost()
                .go();
        states(CLOSED, CLOSED);
        begun(1);
    }

    @Test
    void case088_aSynOfThePortThatItselfWaitedIsANewConnection() {
        open();
        close(a);
        after(seconds(2));
        a.startsAt(a.sndNxt() + 100_000);
        a.syn();
        states(SYN_SENT, CLOSED);
        b.startsAt(b.iss() + 7_000_000);
        b.synAck();
        a.ack();
        aNewConnectionIsEstablished(2);
    }

    @Test
    void case088_aNewerTimestampOpensTimeWaitToALowerNumber() {
        open();
        close(b);
        after(seconds(1));
        a.startsAt(a.sndNxt() - 100_000);
        a.syn();
        states(SYN_SENT, CLOSED);
        b.startsAt(b.iss() + 7_000_000);
        b.synAck();
        a.ack();
        aNewConnectionIsEstablished(2);
    }

    @Test
    void case089_theSynAckOfTimeWaitMakesTheSynANewConnection() {
        a.usesNoTimestamps();
        b.usesNoTimestamps();
        open();
        close(b);
        a.startsAt(a.sndNxt() - 100_000);
        a.syn();
        states(SYN_SENT, TIME_WAIT);
        b.startsAt(b.iss() + 7_000_000);
        b.synAck();
        states(ESTABLISHED, SYN_RECEIVED);
        a.ack();
        aNewConnectionIsEstablished(2);
    }

    @Test
    void case089_timeWaitThatTakesALowerNumberIsANewConnectionInTheEnd() {
        a.usesNoTimestamps();
        b.usesNoTimestamps();
        open();
        close(b);
        a.startsAt(a.sndNxt() - 100_000);
        a.syn();
        b.startsAt(b.iss() + 7_000_000);
        b.synAck();
        a.ack();
        aNewConnectionIsEstablished(2);
    }

    @Test
    void case090_timeWaitThatChallengesTheSynStays() {
        a.usesNoTimestamps();
        b.usesNoTimestamps();
        open();
        close(b);
        int old = a.sndNxt();
        a.startsAt(old - 100_000);
        a.lost().syn();
        b.segment(ACK).ack(old).lost().go();
        states(SYN_SENT, TIME_WAIT);
    }

    @Test
    void case091_aSynOfTheOtherSideOpensWithTheRolesTurned() {
        open();
        close(a);
        b.startsAt(b.sndNxt() + 100_000);
        b.syn();
        states(CLOSED, SYN_SENT);
        a.startsAt(a.sndNxt() + 500_000);
        a.synAck();
        b.ack();
        a.data(10);
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        begun(2);
        assertEquals(b.port(), connection().originator().port());
    }

    @Tag("long")
    @Test
    void case092_oneSetOfPortsUsedAThousandTimes() {
        for (int i = 0; i < 1000; i++) {
            a.syn();
            b.synAck();
            a.ack();
            a.data(10);
            b.fin();
            a.fin();
            b.ack();
            wire.pass(-ms(6));
            a.startsAt(a.sndNxt() + 10_000);
            b.startsAt(b.sndNxt() + 20_000);
        }
        begun(1000);
        assertEquals(1, rows());
        states(CLOSED, TIME_WAIT);
        assertEquals(10, endpoint(a).payloadBytes());
    }

    @Test
    void case093_anAnsweredSynSupersedesAConnectionThatDiedUnseen() {
        open();
        after(hours(2));
        wire.snapshot();
        a.startsAt(a.iss() - 500_000);
        a.syn();
        b.startsAt(b.iss() + 7_000_000);
        b.synAck();
        a.ack();
        aNewConnectionIsEstablished(2);
    }

    @Test
    void case094_lateDataOfAnEarlierUseChangesNoState() {
        open();
        close(b);
        a.startsAt(a.sndNxt() + 100_000);
        a.syn();
        b.startsAt(b.sndNxt() + 100_000);
        b.synAck();
        a.ack();
        a.segment(PSH | ACK)
                .seq(a.sndNxt() - 100_050)
                .payload(50)
                .timestamp(a.tsClock() - 9_000, b.tsClock() - 9_000)
                .forged()
                .lost()
                .go();
        states(ESTABLISHED, ESTABLISHED);
        a.data(10);
        b.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        assertEquals(0, endpoint(a).sendQueue());
    }

    @Test
    void case094_aLateSegmentOfAnEarlierUseChangesNothing() {
        open();
        after(seconds(30));
        a.data(10);
        b.ack();
        a.segment(FIN | ACK)
                .seq(a.sndNxt() + 2000)
                .timestamp(a.tsClock() - 60_000, b.tsClock() - 60_000)
                .lost()
                .forged()
                .go();
        states(ESTABLISHED, ESTABLISHED);
        a.data(10);
        b.ack();
        states(ESTABLISHED, ESTABLISHED);
        assertEquals(0, endpoint(a).sendQueue());
    }

    @Test
    void case095_timestampsThatWrapOrFailAreAHintOnly() {
        open(); // the client's clock wraps some segments later
        for (int i = 0; i < 30; i++) {
            a.data(10);
            b.ack();
        }
        a.segment(PSH | ACK).payload(10).noTimestamp().go();
        b.segment(ACK).timestamp(0, 0).go();
        a.segment(PSH | ACK).payload(10).timestamp(0, 0xdead_beef).go();
        b.segment(ACK).timestamp(-1, 0x8000_0000).go();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        retransmissions(0, 0);
        a.fin();
        b.fin();
        a.ack();
        states(TIME_WAIT, CLOSED);
    }

    @Test
    void case096_aTimestampThatIsOlderAfterWeeksIsNoOldSegment() {
        open();
        after(hours(24 * 25));
        wire.snapshot();
        a.segment(PSH | ACK)
                .payload(10)
                .timestamp(a.tsClock() + Integer.MIN_VALUE, 0)
                .go();
        b.ack();
        states(ESTABLISHED, ESTABLISHED);
    }

    @Test
    void case097_timestampsOfSeveralHostsBehindOneAddressResetNothing() {
        open();
        for (int i = 0; i < 10; i++) {
            a.segment(PSH | ACK)
                    .payload(10)
                    .timestamp(a.tsClock() + 1_000_000 * (i % 3), 0)
                    .go();
            b.ack();
        }
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
        close(b);
        a.startsAt(a.sndNxt() + 50_000);
        a.opening(SYN).timestamp(77, 0).go();
        states(SYN_SENT, CLOSED);
    }

    @Test
    void case098_bothSidesOfANatAreTwoConnections() {
        Host outside = wire.host(
                a.address().version() == 4 ? IpAddress.v4(0xcb007101) : IpAddress.v6(0x2001_0db8_0000_ffffL, 1),
                60_001,
                0x1000_0000);
        Host server = wire.host(b.address(), b.port(), b.iss());
        outside.meets(server);
        Sending syn = a.syn();
        outside.opening(SYN).timestamp(a.tsClock(), 0).window(0xfaf0).go();
        server.synAck();
        b.synAck();
        a.ack();
        outside.ack();
        assertEquals(2, rows());
        states(ESTABLISHED, ESTABLISHED);
        assertEquals(ESTABLISHED, wire.state(outside));
        assertEquals(a.iss(), syn.seq());
    }
}
