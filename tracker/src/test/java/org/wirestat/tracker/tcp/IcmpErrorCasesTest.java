package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.script.Sending.SYN;

import org.junit.jupiter.api.Test;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** Cases 30 and 138: what an ICMP error does to the connection that it quotes, and what it does not. */
class IcmpErrorCasesTest extends Script {

    IcmpErrorCasesTest(Way way) {
        super(way);
    }

    @Test
    void case030_anAttemptThatAnErrorSpeaksOfEndsAsLinuxEndsIt() {
        Sending syn = a.syn();
        b.unreachable(syn);
        states(CLOSED, CLOSED);
        begun(1);
        assertEquals(TcpEvent.GETS_ICMP_ERROR.rule(), wire.transitions().get(1).rule());
    }

    @Test
    void case030_anApplicationThatTriesAgainIsInSynSentAgain() {
        b.unreachable(a.syn());
        after(seconds(1));
        a.startsAt(a.iss() + 100_000);
        a.syn();
        states(SYN_SENT, CLOSED);
        b.synAck();
        a.ack();
        states(ESTABLISHED, ESTABLISHED);
        begun(2);
    }

    @Test
    void case138_anErrorAboutANumberThatWasNeverSentIsForged() {
        a.syn();
        Sending other = a.opening(SYN).seq(a.iss() + 1);
        b.unreachable(other);
        states(SYN_SENT, CLOSED);
    }

    @Test
    void case138_anErrorNeitherBeginsNorEndsAConnectionThatIsOpen() {
        Sending never = a.opening(SYN);
        b.unreachable(never);
        begun(0);
        assertEquals(0, rows());
        assertEquals(1L, wire.snapshot().counters().discarded().get(Discard.OTHER_TRANSPORT));
        open();
        b.unreachable(a.data(10));
        b.unreachable(never);
        states(ESTABLISHED, ESTABLISHED);
        begun(1);
    }

    @Test
    void case138_anErrorFromTheAnsweredSideDoesNotEndTheOther() {
        a.syn();
        a.unreachable(b.synAck());
        states(ESTABLISHED, SYN_RECEIVED);
    }
}
