package org.wirestat.tracker.tcp;

import org.wirestat.tracker.Basis;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.wire.Segment;

/** Judges SYN and SYN-ACK: who opens, who answers, who repeats; RFC 9293 §3.5, RFC 5961 §4. */
final class Opening {

    private final Exchange exchange;
    private final long roundTripNs;

    Opening(Exchange exchange, Timeouts timeouts) {
        this.exchange = exchange;
        roundTripNs = timeouts.roundTrip().toNanos();
    }

    /** Whether a segment with SYN opens a connection anew where an old one stands in the record. */
    boolean beginsAnew(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        if (segment.has(Segment.ACK)) {
            // A SYN inside the old connection was noted; the receiver's SYN-ACK says that it took it.
            boolean hasNewNumber = !(sender.is(EndpointRecord.HAS_ISS) && sender.iss() == segment.seq);
            boolean isOffered = receiver.is(EndpointRecord.OFFERS_NEW_SYN)
                    || (receiver.state() == TcpState.SYN_SENT && sender.state() == TcpState.TIME_WAIT);
            return hasNewNumber && (isOffered || answersUnseenSyn(segment));
        }
        if (sender.is(EndpointRecord.HAS_ISS) && sender.iss() == segment.seq) {
            return false;
        }
        boolean senderIsFree = isOver(sender.state());
        return switch (receiver.state()) {
            case CLOSED, LISTEN -> senderIsFree || sender.state() == TcpState.LAST_ACK;
            case TIME_WAIT -> opensTimeWait(sender, segment);
            case SYN_SENT, SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK -> false;
        };
    }

    /** Both ends are free, and the sender's clock has gone on: the SYN that it answers is one that we missed. */
    private boolean answersUnseenSyn(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        return sender.state() == TcpState.CLOSED
                && isOver(receiver.state())
                && segment.hasTimestamp
                && sender.is(EndpointRecord.HAS_TIMESTAMP)
                && SeqNum.after(segment.tsVal, sender.tsRecent());
    }

    private static boolean isOver(TcpState state) {
        return state == TcpState.CLOSED || state == TcpState.TIME_WAIT;
    }

    /** RFC 6191 and RFC 9293 §3.10.7.4: TIME-WAIT takes a SYN with a higher number or a newer timestamp. */
    private static boolean opensTimeWait(EndpointRecord opener, Segment segment) {
        return SeqNum.after(segment.seq, opener.sndNxt())
                || (segment.hasTimestamp
                        && opener.is(EndpointRecord.HAS_TIMESTAMP)
                        && SeqNum.after(segment.tsVal, opener.tsRecent()));
    }

    /** A SYN without ACK. */
    void onSyn(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        long nowNs = exchange.nowNs();
        boolean isRepeated = sender.is(EndpointRecord.HAS_ISS) && sender.iss() == segment.seq;
        if (isRepeated && Repetition.isLateCopy(sender, segment, nowNs)) {
            return;
        }
        if (isRepeated) {
            sender.countRetransmission();
            Repetition.asksAgain(sender, nowNs);
            if (sender.basis() != Basis.OBSERVED || sender.state() == TcpState.CLOSED) {
                exchange.transition(sender, TcpEvent.REPEATS_SYN, Basis.OBSERVED, nowNs);
                sender.set(EndpointRecord.LACKS_ANSWER);
            }
            return;
        }
        switch (sender.state()) {
            case CLOSED, LISTEN -> {
                boolean isAnswered = receiver.state() == TcpState.SYN_RECEIVED && sender.sndUna() == segment.seq + 1;
                notes(sender, segment);
                if (isAnswered) {
                    sender.sndUna(segment.seq + 1); // its answer was seen before it
                }
                boolean crosses = receiver.state() == TcpState.SYN_SENT;
                if (!crosses) {
                    nameOriginator();
                }
                exchange.proves(TcpEvent.SENDS_SYN);
                if (crosses) {
                    exchange.connection().set(ConnectionRecord.SIMULTANEOUS, true);
                    exchange.presumes(TcpEvent.GETS_SYN);
                    exchange.transition(sender, TcpEvent.GETS_SYN, Basis.PRESUMED, nowNs);
                }
            }
            // A client that tries again with another number has forgotten the first: the newest counts.
            case SYN_SENT -> notes(sender, segment);
            case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT ->
                sender.set(EndpointRecord.OFFERS_NEW_SYN);
        }
    }

    /** A SYN with ACK; the answer to a SYN or, in a simultaneous open, to the peer's SYN after its own. */
    void onSynAck(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        if (sender.state() == TcpState.SYN_SENT && !receiver.isHeard()) {
            return; // nobody answered it, so there is nothing that it could acknowledge
        }
        boolean synWasSeen = receiver.is(EndpointRecord.HAS_ISS);
        if (synWasSeen && !SeqNum.within(segment.ack, receiver.iss() + 1, receiver.sndNxt())) {
            return; // answers a SYN that nobody sent: §3.10.7.3 drops it
        }
        boolean answeredBefore = switch (sender.state()) {
            case CLOSED, LISTEN, SYN_SENT -> false;
            // A request that timed out is made anew by the next SYN, with another number; the newest counts.
            case SYN_RECEIVED -> false;
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> true;
        };
        boolean repeatsNumber = sender.is(EndpointRecord.HAS_ISS) && sender.iss() == segment.seq;
        boolean onlyGotSyn = sender.state() == TcpState.SYN_RECEIVED && sender.basis() == Basis.PRESUMED;
        boolean isRepeated = repeatsNumber && sender.state() != TcpState.SYN_SENT && !onlyGotSyn;
        if (isRepeated && isLateFirst(sender)) {
            exchange.presumes(TcpEvent.GETS_ACK_OF_SYN);
            return;
        }
        if (isRepeated) {
            if (!Repetition.isLateCopy(sender, segment, exchange.nowNs())) {
                onSynAckAgain();
            }
            return;
        }
        if (answeredBefore) {
            return; // a SYN-ACK with another number inside a living connection proves nothing
        }
        notes(sender, segment);
        if (!synWasSeen) {
            receiver.sndNxt(segment.ack);
            receiver.set(EndpointRecord.HAS_SENT | EndpointRecord.HAS_UNA);
        }
        receiver.sndUna(segment.ack);
        if (synWasSeen && segment.hasTimestamp && receiver.is(EndpointRecord.HAS_TIMESTAMP)) {
            // It echoes the first SYN, but the one that was seen is younger: both have been repeating themselves for
            // long.
            int ticks = receiver.tsRecent() - segment.tsEcr;
            Repetition.hasAskedFor(receiver, ticks);
            Repetition.hasAskedFor(sender, ticks);
        }
        if (receiver.state() == TcpState.SYN_RECEIVED) {
            exchange.connection().set(ConnectionRecord.SIMULTANEOUS, true); // both answer: both had sent a SYN
        }
        if (!exchange.connection().is(ConnectionRecord.SIMULTANEOUS)) {
            nameResponder();
            exchange.connection().set(ConnectionRecord.BEGUN_SEEN, synWasSeen);
        }
        exchange.proves(TcpEvent.SENDS_SYN_ACK);
        sender.set(EndpointRecord.SENT_SYN_ACK);
        if (!receiver.is(EndpointRecord.LACKS_ANSWER)) { // else this one is likely lost like those before
            exchange.presumes(TcpEvent.GETS_SYN_ACK);
            exchange.presumes(TcpEvent.GETS_ACK_OF_SYN);
        }
    }

    /** In a simultaneous open the first SYN-ACK of one side may come after the other's, which completes it. */
    private boolean isLateFirst(EndpointRecord sender) {
        long nowNs = exchange.nowNs();
        boolean isFirst = !sender.is(EndpointRecord.SENT_SYN_ACK);
        sender.set(EndpointRecord.SENT_SYN_ACK);
        return isFirst
                && exchange.connection().is(ConnectionRecord.SIMULTANEOUS)
                && nowNs - sender.askedNs(nowNs) < Patience.FIRST_RETRANSMISSION_NS;
    }

    /** The SYN for which this SYN-ACK begins a connection anew was seen inside the old one. */
    void remembersSyn(Segment segment) {
        EndpointRecord receiver = exchange.receiver();
        receiver.iss(segment.ack - 1);
        receiver.sndNxt(segment.ack);
        receiver.set(EndpointRecord.HAS_ISS | EndpointRecord.HAS_SENT | EndpointRecord.HAS_UNA);
        receiver.lastNs(exchange.nowNs());
        Repetition.asksAnew(receiver, exchange.nowNs());
        exchange.presumes(TcpEvent.SENDS_SYN);
    }

    private void onSynAckAgain() {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        long nowNs = exchange.nowNs();
        sender.countRetransmission();
        boolean answersSyn = receiver.state() == TcpState.SYN_SENT && nowNs - receiver.lastNs() < roundTripNs;
        boolean isDeferred = false;
        if (answersSyn || nowNs - sender.askedNs(nowNs) < Patience.FIRST_RETRANSMISSION_NS) {
            // The kernel answers a repeated SYN at once and starts its own timer again, without doubling it.
            sender.askedAt(nowNs);
        } else {
            isDeferred = sender.repeats() == 0 && nowNs - sender.askedNs(nowNs) > Patience.DEFERRED_NS;
            Repetition.asksAgain(sender, nowNs);
        }
        boolean isSimultaneous = exchange.connection().is(ConnectionRecord.SIMULTANEOUS);
        if (receiver.basis() == Basis.PRESUMED && !answersSyn && !isSimultaneous) {
            exchange.transition(receiver, TcpEvent.LACKS_SYN_ACK, Basis.PRESUMED, nowNs);
        }
        if (sender.basis() == Basis.PRESUMED || sender.state() == TcpState.CLOSED) {
            exchange.transition(sender, TcpEvent.REPEATS_SYN_ACK, Basis.OBSERVED, nowNs);
            sender.set(EndpointRecord.LACKS_ANSWER);
        }
        if (isDeferred) {
            // TCP_DEFER_ACCEPT: it had taken the third ACK and waited for data. It asks once more, and takes the next
            // ACK.
            sender.sndUna(sender.iss());
        }
    }

    private void notes(EndpointRecord sender, Segment segment) {
        sender.iss(segment.seq);
        sender.sndUna(segment.seq);
        sender.sndNxt(segment.seq + 1 + segment.payloadLength);
        boolean mayHaveScale = segment.areOptionsCut && segment.windowScale < 0;
        sender.windowScale(mayHaveScale ? Windows.ASSUMED_SCALE : segment.windowScale);
        sender.set(EndpointRecord.HAS_ISS | EndpointRecord.HAS_SENT | EndpointRecord.HAS_UNA);
        Repetition.asksAnew(sender, exchange.nowNs());
    }

    private void nameOriginator() {
        ConnectionRecord connection = exchange.connection();
        connection.set(ConnectionRecord.LOWER_ORIGINATED, exchange.sender() == connection.lower());
        connection.set(ConnectionRecord.BEGUN_SEEN, true);
    }

    private void nameResponder() {
        ConnectionRecord connection = exchange.connection();
        connection.set(ConnectionRecord.LOWER_ORIGINATED, exchange.receiver() == connection.lower());
    }
}
