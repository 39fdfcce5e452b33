package org.wirestat.tracker;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.wirestat.tracker.script.Life;
import org.wirestat.tracker.script.Recording;
import org.wirestat.tracker.script.Script;
import org.wirestat.tracker.script.Sending;
import org.wirestat.tracker.script.Way;
import org.wirestat.tracker.script.Wire;

/** What a listener is told: every change, with the frame that shows it, and what changed nothing. */
class TransitionsTest extends Script {

    private final Way way;

    TransitionsTest(Way way) {
        super(way);
        this.way = way;
    }

    /** Lines such as {@code #2 server CLOSED SYN_RECEIVED sends_syn_ack}; a timer's have {@code #0}. */
    private final class Told implements TransitionListener {

        private final List<String> lines = new ArrayList<>();
        private final List<Evidence> evidence = new ArrayList<>();
        private final List<String> rules = new ArrayList<>();

        @Override
        public void onTransition(Transition transition) {
            lines.add(line(transition));
        }

        @Override
        public void onConfirmation(Transition confirmation) {
            lines.add(line(confirmation) + " " + confirmation.basis());
            rules.add(confirmation.rule().words());
        }

        @Override
        public void onDisregard(Evidence shown, Disregard why) {
            lines.add("#" + shown.frame() + " " + why);
        }

        @Override
        public void onIcmpError(Evidence error, SocketId sender) {
            lines.add("#" + error.frame() + " " + (sender.localPort() == a.port() ? "a" : "b") + " ICMP error");
        }

        private String line(Transition transition) {
            Evidence shown = transition.evidence();
            if (shown != null) {
                evidence.add(shown);
            }
            boolean isA = transition.socket().localPort() == a.port();
            return "#" + (shown == null ? 0 : shown.frame()) + " " + (isA ? "a " : "b ") + transition.from() + " "
                    + transition.to() + " " + transition.rule().name();
        }
    }

    private Told told() {
        Told told = new Told();
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults(), told);
        wire.recording().replayTo(tracker);
        tracker.advanceTo(wire.nowNs());
        return told;
    }

    @Test
    void eachChangeNamesItsFrameAndTheSilenceThatNeedsNone() {
        a.syn();
        b.synAck();
        a.ack();
        a.fin();
        b.ack();
        b.fin();
        a.ack();
        after(seconds(61));
        assertEquals(
                List.of(
                        "#1 a CLOSED SYN_SENT sends_syn",
                        "#2 b CLOSED SYN_RECEIVED sends_syn_ack",
                        "#2 a SYN_SENT ESTABLISHED gets_syn_ack",
                        "#2 b CLOSED LISTEN answers_from_port",
                        "#3 b SYN_RECEIVED ESTABLISHED gets_ack_of_syn",
                        "#3 a ESTABLISHED ESTABLISHED sends_ack OBSERVED",
                        "#4 a ESTABLISHED FIN_WAIT_1 sends_fin",
                        "#4 b ESTABLISHED CLOSE_WAIT gets_fin",
                        "#5 a FIN_WAIT_1 FIN_WAIT_2 gets_ack_of_fin",
                        "#5 b CLOSE_WAIT CLOSE_WAIT gets_fin OBSERVED",
                        "#6 b CLOSE_WAIT LAST_ACK sends_fin",
                        "#6 a FIN_WAIT_2 TIME_WAIT gets_fin",
                        "#7 b LAST_ACK CLOSED gets_ack_of_fin",
                        "#7 a TIME_WAIT TIME_WAIT gets_fin OBSERVED",
                        "#0 a TIME_WAIT CLOSED time_wait_over"),
                told().lines);
    }

    /** Coarse times were read from the later end, and TIME-WAIT was over in 2023. */
    @Test
    void whatEndedYearsBeforeTheNextFrameEndedThen() {
        open();
        a.fin();
        b.fin();
        a.ack();
        long waitsNs = wire.nowNs();
        after(hours(24 * 365 * 19));
        open(wire.pair(1));
        List<Long> endsNs = new ArrayList<>();
        ConnectionTracker tracker = new ConnectionTracker(TrackerOptions.defaults(), transition -> {
            if (transition.from() == TcpState.TIME_WAIT) {
                endsNs.add(transition.timeNs());
            }
        });
        wire.recording().replayTo(tracker);
        assertEquals(1, endsNs.size());
        long tookNs = endsNs.get(0) - waitsNs;
        assertTrue(tookNs > seconds(59) && tookNs < seconds(61), tookNs + " ns");
    }

    @Test
    void anIcmpErrorThatEndsNothingIsToldWithTheSocketThatItSpeaksOf() {
        open();
        b.unreachable(a.data(10));
        List<String> lines = told().lines;
        assertEquals("#9 a ICMP error", lines.get(lines.size() - 1));
    }

    @Test
    void aListeningPortThatRefusesIsTold() {
        open();
        a.abort();
        a.startsAt(a.sndNxt() + 5_000_000);
        b.refuse(a.syn());
        List<String> lines = told().lines;
        assertTrue(lines.contains("#10 b LISTEN CLOSED refuses_on_port"), lines.toString());
    }

    @Test
    void aConnectionThatTakesThePlaceOfAnOldOneEndsItFirst() {
        open();
        b.fin();
        a.fin();
        b.ack();
        a.startsAt(a.sndNxt() + 100_000);
        a.syn();
        List<String> lines = told().lines;
        assertEquals(
                List.of("#11 b TIME_WAIT CLOSED makes_way", "#11 a CLOSED SYN_SENT sends_syn"),
                lines.subList(lines.size() - 2, lines.size()));
    }

    @Test
    void whatASilenceSaysHasNoFrame() {
        open();
        a.fin();
        after(seconds(4));
        List<String> lines = told().lines;
        assertEquals("#0 a FIN_WAIT_1 FIN_WAIT_2 gets_ack_of_fin_by_silence", lines.get(lines.size() - 1));
    }

    @Test
    void copiesAndSegmentsThatDoNothingAreTold() {
        open();
        Sending fin = a.fin();
        fin.copy();
        b.opening(Sending.RST).seq(b.sndNxt() + 50_000).lost().go();
        List<String> lines = told().lines;
        assertTrue(lines.contains("#9 COPY"), lines.toString());
        assertEquals("#10 MOVES_NOTHING", lines.get(lines.size() - 1));
    }

    @Test
    void aFrameThatWaitedForItsSuccessorsStampKeepsItsNumber() {
        open();
        after(hours(2));
        a.fin();
        b.ack();
        List<String> lines = told().lines;
        assertTrue(lines.contains("#8 a ESTABLISHED FIN_WAIT_1 sends_fin"), lines.toString());
        assertTrue(lines.contains("#9 a FIN_WAIT_1 FIN_WAIT_2 gets_ack_of_fin"), lines.toString());
    }

    @Test
    void anIcmpErrorThatEndsASynIsNamedAsItsFrame() {
        Sending syn = a.syn();
        b.unreachable(syn);
        Told told = told();
        assertEquals("#2 a SYN_SENT CLOSED gets_icmp_error", told.lines.get(told.lines.size() - 1));
        assertNull(told.evidence.get(1).header());
        assertEquals(b.address(), told.evidence.get(1).source());
    }

    @Test
    void theHeaderIsTheOneOnTheWire() {
        a.syn();
        b.synAck();
        Told told = told();
        Evidence synAck = told.evidence.get(1);
        ByteBuffer header = requireNonNull(synAck.header());
        assertEquals(b.port(), header.getShort(0) & 0xffff);
        assertEquals(a.port(), header.getShort(2) & 0xffff);
        assertEquals(b.iss(), header.getInt(4));
        assertEquals(a.iss() + 1, header.getInt(8));
        assertEquals((header.get(12) >>> 2) & 0x3c, header.limit());
        assertTrue(header.isReadOnly());
        assertEquals(0, synAck.payloadLength());
        assertEquals(b.address(), synAck.source());
        assertEquals(a.address(), synAck.destination());
        assertEquals(b.port(), synAck.sourcePort());
        assertEquals(a.port(), synAck.destinationPort());
    }

    /** No state changes behind the listener's back, and listening changes nothing. */
    @RepeatedTest(20)
    void theTransitionsOfASocketAreAChainFromClosedToWhatTheTableSays(RepetitionInfo repetition) {
        Random random = new Random(4711 + repetition.getCurrentRepetition());
        Wire many = new Wire(way);
        for (int i = 0; i < 20; i++) {
            new Life(many, random).lead(many.pair(i % 7));
            many.pass(random.nextInt(100) * 1_000_000_000L);
        }
        Map<String, TcpState> last = new HashMap<>();
        for (Transition transition : many.transitions()) {
            SocketId socket = transition.socket();
            String name =
                    socket.local() + " " + socket.localPort() + " " + socket.foreign() + " " + socket.foreignPort();
            assertEquals(last.getOrDefault(name, TcpState.CLOSED), transition.from(), name);
            last.put(name, transition.to());
        }
        last.values().removeIf(state -> state == TcpState.CLOSED);
        Map<String, TcpState> table = new HashMap<>();
        Snapshot snapshot = many.snapshot();
        for (Connection connection : snapshot.connections()) {
            Endpoint one = connection.originator();
            Endpoint other = connection.responder();
            table.put(name(one) + " " + name(other), one.state());
            table.put(name(other) + " " + name(one), other.state());
        }
        table.values().removeIf(state -> state == TcpState.CLOSED);
        for (Listener listener : snapshot.listeners()) {
            table.put(listener.address() + " " + listener.port() + " null 0", TcpState.LISTEN);
        }
        assertEquals(table, last);
        ConnectionTracker alone = many.recording().replay();
        alone.advanceTo(many.nowNs());
        assertEquals(Recording.describe(snapshot), Recording.describe(alone.snapshot()));
    }

    private static String name(Endpoint endpoint) {
        return endpoint.address() + " " + endpoint.port();
    }

    @Test
    void aListeningPortHasNoPeer() {
        a.syn();
        b.synAck();
        Transition listens = wire.transitions().get(3);
        assertNull(listens.socket().foreign());
        assertEquals(2, requireNonNull(listens.evidence()).frame());
    }

    @Test
    void ofOrdinarySegmentsThatMoveNothingNothingIsTold() {
        open();
        int told = told().lines.size();
        a.data(10);
        b.ack();
        a.ack();
        assertEquals(told, told().lines.size());
    }

    /** To an endpoint a FIN goes; whether it came, the endpoint's own acknowledgment proves. */
    @Test
    void whatAnEndpointItselfShowsIsToldInOtherWordsThanWhatGoesToIt() {
        open();
        a.segment(Sending.FIN | Sending.ACK).payload(500).go();
        b.ack();
        List<Transition> told = wire.transitions();
        Transition goes = told.get(told.size() - 1);
        assertEquals(TcpState.FIN_WAIT_2, goes.to());
        Transition presumed = told.get(told.size() - 2);
        assertEquals(TcpState.CLOSE_WAIT, presumed.to());
        assertEquals("its peer's FIN goes to it", presumed.rule().words());
        assertEquals(500, requireNonNull(presumed.evidence()).payloadLength());
        assertTrue(told().rules.contains("acknowledges its peer's FIN"));
    }

    @Test
    void aResetOfOneWhoWasPresumedToBeGoneConfirmsIt() {
        open();
        a.abort();
        b.abort();
        List<String> lines = told().lines;
        assertEquals("#9 b CLOSED CLOSED sends_rst OBSERVED", lines.get(lines.size() - 1));
    }

    @Test
    void ofTwoSocketsOneOriginated() {
        a.syn();
        b.synAck();
        assertTrue(wire.transitions().get(0).socket().isOriginator());
        assertFalse(wire.transitions().get(1).socket().isOriginator());
    }
}
