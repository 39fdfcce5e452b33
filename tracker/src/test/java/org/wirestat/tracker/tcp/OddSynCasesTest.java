package org.wirestat.tracker.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wirestat.tracker.script.Sending.ACK;
import static org.wirestat.tracker.script.Sending.AE;
import static org.wirestat.tracker.script.Sending.CWR;
import static org.wirestat.tracker.script.Sending.ECE;
import static org.wirestat.tracker.script.Sending.FIN;
import static org.wirestat.tracker.script.Sending.PSH;
import static org.wirestat.tracker.script.Sending.RST;
import static org.wirestat.tracker.script.Sending.SYN;
import static org.wirestat.tracker.script.Sending.URG;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Way;

/** Cases 21 to 29: SYNs with odd flags and options, floods, cookies. */
class OddSynCasesTest extends Script {

    OddSynCasesTest(Way way) {
        super(way);
    }

    @Test
    void case021_theFinOfASynIsNotSeen() {
        a.opening(SYN | FIN).lost().go();
        states(SYN_SENT, CLOSED);
        begun(1);
    }

    @Test
    void case022_aSynWithRstMakesNoConnection() {
        a.opening(SYN | RST).go();
        states(CLOSED, CLOSED);
        begun(0);
    }

    @Test
    void case023_allFlagsOrNoneMakeNoConnection() {
        a.segment(FIN | SYN | RST | PSH | ACK | URG | ECE | CWR).go();
        a.segment(FIN | PSH | URG).go();
        a.segment(0).go();
        states(CLOSED, CLOSED);
        begun(0);
    }

    @Test
    void case024_aSynThatOffersCongestionNotificationIsASyn() {
        a.opening(SYN | ECE | CWR).go();
        states(SYN_SENT, CLOSED);
        b.opening(SYN | ACK | ECE).go();
        a.ack();
        states(ESTABLISHED, ESTABLISHED);
        Host other = wire.pair(1);
        other.opening(SYN | AE | ECE | CWR).go();
        assertEquals(SYN_SENT, wire.state(other));
    }

    @Test
    void case025_aSegmentToItselfIsOneConnection() {
        Host self = wire.host(a.address(), 139, 0xffff_fff0);
        self.opening(SYN).go();
        self.opening(SYN | ACK).go();
        self.ack();
        self.abort();
        Host zero = wire.host(b.address(), 0, 0xffff_fff0);
        zero.meets(wire.host(a.address(), 0, 0xffff_fff0));
        zero.syn();
        assertEquals(SYN_SENT, wire.state(zero));
        begun(2);
    }

    @Tag("long")
    @Test
    void case026_aFloodOfSynsLeavesTheEstablishedAloneAndGoesByItself() {
        open();
        for (int i = 1; i <= 10_000; i++) {
            wire.pair(i).lost().syn();
            wire.pass(-ms(1) + 10_000);
        }
        begun(10_001);
        states(ESTABLISHED, ESTABLISHED);
        after(minutes(5));
        states(ESTABLISHED, ESTABLISHED);
        assertEquals(1, rows());
    }

    @Tag("long")
    @Test
    void case027_backscatterOfSynAcksGoesByItself() {
        open();
        for (int i = 1; i <= 10_000; i++) {
            wire.pair(i).peer().lost().synAck();
            wire.pass(-ms(1) + 10_000);
        }
        after(minutes(5));
        assertEquals(1, rows());
        states(ESTABLISHED, ESTABLISHED);
    }

    /** The window scale is the last option of a SYN, and the first that is cut off. */
    @Test
    void aWindowScaleThatTheSnapLengthCutOffMayBeTheLargest() {
        int headerWithMssAndTimestamp = 36;
        wire.snapsBehindIp(headerWithMssAndTimestamp);
        open();
        closesFarAhead();
        states(FIN_WAIT_1, ESTABLISHED);
    }

    @Test
    void aWindowWhoseScaleIsKnownIsNoLarger() {
        open();
        closesFarAhead();
        states(ESTABLISHED, ESTABLISHED);
    }

    /** The server's window, 64,240 * 2^7, could hold 8 MB of data that the capture missed, but not 64 MB. */
    private void closesFarAhead() {
        a.segment(FIN | ACK).seq(a.sndNxt() + (64 << 20)).go();
    }

    @Test
    void case028_aServerWithSynCookiesKnowsNoOptions() {
        a.syn();
        b.opening(SYN | ACK).noOptions().go();
        b.usesNoTimestamps();
        a.usesNoTimestamps();
        a.ack();
        a.data(1000);
        b.ack();
        states(ESTABLISHED, OBSERVED, ESTABLISHED, OBSERVED);
    }

    @Test
    void case029_absurdOptionsDoNotDisturb() {
        int[][] options = {
            {2, 4, 0, 0},
            {3, 3, 15},
            {3, 3, 255},
            {3, 3, 7, 3, 3, 2, 8, 10, 1, 1, 1, 1, 0, 0, 0, 0, 8, 10, 2, 2, 2, 2, 0, 0, 0, 0},
            {3, 0},
            {3, 1},
            {8, 255},
            {254, 4, 0xf9, 0x89, 255, 2},
            {0, 0, 0, 0, 3, 3, 14},
            {
                1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                1, 1, 1, 1, 1
            },
        };
        for (int i = 0; i < options.length; i++) {
            Host client = wire.pair(i);
            client.opening(SYN).noOptions().options(options[i]).go();
            client.peer().opening(SYN | ACK).noOptions().options(options[i]).go();
            client.segment(ACK).noOptions().options(options[i]).go();
            client.peer().segment(ACK).noOptions().options(options[i]).go();
            assertEquals(ESTABLISHED, wire.state(client));
            assertEquals(ESTABLISHED, wire.state(client.peer()));
        }
        begun(options.length);
    }
}
