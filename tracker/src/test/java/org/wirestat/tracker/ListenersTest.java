package org.wirestat.tracker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Host;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;

/** Ports that listen, inferred from the connections that they take. */
class ListenersTest extends Script {

    ListenersTest(Way way) {
        super(way);
    }

    private List<Listener> listeners() {
        return wire.snapshot().listeners();
    }

    @Test
    void aPortThatAnswersASynListens() {
        a.syn();
        assertTrue(listeners().isEmpty());
        b.synAck();
        long acceptedNs = wire.nowNs();
        assertEquals(List.of(new Listener(b.address(), b.port(), 1, acceptedNs, acceptedNs)), listeners());
    }

    @Test
    void aRepeatedAnswerIsNoSecondConnection() {
        a.syn();
        Sending synAck = b.synAck();
        after(seconds(1));
        synAck.again();
        assertEquals(1, listeners().get(0).accepted());
    }

    @Test
    void whatItRefusedBeforeItAcceptedAgainIsCounted() {
        open();
        a.fin();
        b.fin();
        a.ack();
        Host second = wire.pair(1);
        second.peer().refuse(second.syn());
        assertEquals(0, listeners().size());
        open(wire.pair(2));
        assertEquals(1, listeners().get(0).refused());
        assertEquals(2, listeners().get(0).accepted());
    }

    @Test
    void itListensOnWhenItsConnectionsAreGone() {
        open();
        a.abort();
        after(hours(48));
        assertEquals(1, listeners().size());
        assertEquals(0, rows());
    }

    @Test
    void everyConnectionThatItTakesCounts() {
        for (int i = 0; i < 5; i++) {
            open(wire.pair(i));
        }
        assertEquals(1, listeners().size());
        assertEquals(5, listeners().get(0).accepted());
        assertTrue(listeners().get(0).firstAcceptedNs() < listeners().get(0).lastAcceptedNs());
    }

    @Test
    void aPortThatRefusesListensNoMore() {
        open();
        Host next = wire.pair(1);
        Sending syn = next.syn();
        next.peer().refuse(syn);
        assertTrue(listeners().isEmpty());
        after(seconds(1));
        open(wire.pair(2));
        assertEquals(1, listeners().size());
    }

    @Test
    void aPortThatRefusesAtOnceNeverListened() {
        b.refuse(a.syn());
        assertTrue(listeners().isEmpty());
    }

    @Test
    void twoThatOpenAtOnceDoNotListen() {
        a.lost().syn();
        b.lost().syn();
        a.receivesLate(b.iss());
        b.receivesLate(a.iss());
        a.segment(Sending.SYN | Sending.ACK).seq(a.iss()).go();
        b.segment(Sending.SYN | Sending.ACK).seq(b.iss()).go();
        assertTrue(listeners().isEmpty());
    }

    @Test
    void theyStandInTheOrderOfAddressAndPort() {
        int[] ports = {8080, 22, 443, 5432};
        for (int i = 0; i < ports.length; i++) {
            Host client = wire.host(a.address(), 50_000 + i, 1);
            client.meets(wire.host(b.address(), ports[i], 2));
            open(client);
        }
        Host reverse = wire.host(b.address(), 60_000, 1);
        reverse.meets(wire.host(a.address(), 9, 2));
        open(reverse);
        List<Listener> sorted = listeners().stream()
                .sorted((one, other) -> {
                    int byAddress = one.address().compareTo(other.address());
                    return byAddress != 0 ? byAddress : Integer.compare(one.port(), other.port());
                })
                .toList();
        assertEquals(5, sorted.size());
        assertEquals(sorted, listeners());
    }

    @Test
    void hundredsOfPortsAreAllKnown() {
        for (int i = 0; i < 600; i++) {
            Host client = wire.host(a.address(), 30_000 + i, 1);
            client.meets(wire.host(b.address(), 1 + i, 2));
            client.syn();
            client.peer().synAck();
        }
        assertEquals(600, listeners().size());
        assertEquals(600, listeners().stream().map(Listener::port).distinct().count());
    }

    @Test
    void aPortWhoseSynAckWasTheFirstThingSeenListens() {
        a.unseen().syn();
        b.synAck();
        assertEquals(1, listeners().size());
    }

    /** A scan with SYN-ACKs, which nobody asked for, is answered with RST. */
    @Test
    void unaskedForSynAcksMakeNoListeners() {
        for (int i = 0; i < 100; i++) {
            Host scanner = wire.host(a.address(), 40_000 + i % 2, 1);
            scanner.meets(wire.host(b.address(), 1 + i, 2));
            Sending synAck =
                    scanner.opening(Sending.SYN | Sending.ACK).ack(0x7777_0000).go();
            scanner.peer().refuse(synAck);
        }
        assertTrue(listeners().isEmpty());
    }

    /** The same toward hosts that say nothing, or whose answers are dropped: a scanner asks each port once. */
    @Test
    void synAcksToWellKnownPortsThatNobodyAnswersMakeNoListener() {
        for (int port = 1; port <= 100; port++) {
            Host scanner = wire.host(a.address(), 40_000 + port % 2, 1);
            scanner.meets(wire.host(b.address(), port, 2));
            scanner.usesNoTimestamps();
            scanner.opening(Sending.SYN | Sending.ACK).ack(0x7777_0000).go();
        }
        assertTrue(listeners().isEmpty());
    }

    @Test
    void aHighPortThatRepeatsItsAnswerListens() {
        Host server = wire.host(a.address(), 40_000, 1);
        Host client = wire.host(b.address(), 22, 2);
        server.meets(client);
        server.usesNoTimestamps();
        client.unseen().syn();
        Sending synAck = server.synAck();
        assertTrue(listeners().isEmpty());
        after(seconds(1));
        synAck.again();
        assertEquals(1, listeners().size());
    }

    @Test
    void aHighPortListensWhoseAnswerEchoesAClock() {
        Host server = wire.host(a.address(), 40_000, 1);
        Host client = wire.host(b.address(), 22, 2);
        server.meets(client);
        client.unseen().syn();
        server.synAck();
        assertEquals(1, listeners().size());
    }

    @Test
    void aHighPortListensWhoseAnswerIsAcknowledged() {
        Host server = wire.host(a.address(), 40_000, 1);
        Host client = wire.host(b.address(), 22, 2);
        server.meets(client);
        server.usesNoTimestamps();
        client.usesNoTimestamps();
        client.unseen().syn();
        server.synAck();
        client.ack();
        assertEquals(1, listeners().size());
    }

    @Test
    void anAnswerThatIsRepeatedAlthoughItWasRefusedMakesNoListener() {
        Sending synAck = b.synAck();
        a.refuse(synAck);
        after(seconds(1));
        synAck.again();
        a.refuse(synAck);
        assertTrue(listeners().isEmpty());
    }

    @Test
    void whoAbortsAConnectionThatItHadAskedForTakesNothingBack() {
        a.unseen().syn();
        b.synAck();
        a.ack();
        a.abort();
        assertEquals(1, listeners().size());
    }

    @Test
    void case113_aPortListensWhoseAnswerWasSeenBeforeTheQuestion() {
        Sending syn = a.unseen().syn();
        Sending synAck = b.synAck();
        after(seconds(1));
        syn.again();
        synAck.again();
        assertEquals(1, listeners().size());
    }

    @Test
    void twoOfWhomOnlyTheAnswersWereSeenDoNotListen() {
        a.unseen().lost().syn();
        b.unseen().lost().syn();
        a.receivesLate(b.iss());
        b.receivesLate(a.iss());
        b.segment(Sending.SYN | Sending.ACK).seq(b.iss()).go();
        assertEquals(1, listeners().size());
        a.segment(Sending.SYN | Sending.ACK).seq(a.iss()).go();
        assertTrue(listeners().isEmpty());
    }

    /** RFC 9293 §3.10.7.1: who knows nothing of a connection refuses its SYN-ACK. */
    @Test
    void aLowPortWhoseAnswerIsRefusedHadAnsweredNobody() {
        Sending synAck = b.opening(Sending.SYN | Sending.ACK).ack(0x7777_0000).go();
        assertEquals(1, listeners().size());
        a.refuse(synAck);
        assertTrue(listeners().isEmpty());
    }

    @Test
    void aLowPortThatOthersHadAskedListensOnWhenOneOfItsAnswersIsRefused() {
        open(wire.pair(1));
        Sending synAck = b.opening(Sending.SYN | Sending.ACK).ack(0x7777_0000).go();
        assertEquals(2, listeners().get(0).accepted());
        a.refuse(synAck);
        a.refuse(synAck);
        assertEquals(1, listeners().get(0).accepted());
    }

    @Test
    void aSimultaneousOpenIsTakenBackOnce() {
        open(wire.pair(1));
        a.unseen().lost().syn();
        b.unseen().lost().syn();
        a.receivesLate(b.iss());
        b.receivesLate(a.iss());
        b.segment(Sending.SYN | Sending.ACK).seq(b.iss()).go();
        assertEquals(2, listeners().get(0).accepted());
        a.segment(Sending.SYN | Sending.ACK).seq(a.iss()).go();
        a.data(10);
        b.data(10);
        a.ack();
        assertEquals(1, listeners().get(0).accepted());
    }
}
