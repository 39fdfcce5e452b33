package org.wirestat.tracker.tcp;

import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.wire.Segment;

/** FINs: seen, guessed and taken back. What was said of them stands in the endpoint's record. */
final class Closing {

    private final Exchange exchange;
    private final long roundTripNs;

    Closing(Exchange exchange, Timeouts timeouts) {
        this.exchange = exchange;
        roundTripNs = timeouts.roundTrip().toNanos();
    }

    /** A FIN with the clock of an earlier time belongs to an earlier use of the ports; RFC 7323 §5. */
    boolean isOld(Segment segment) {
        EndpointRecord sender = exchange.sender();
        return segment.has(Segment.FIN)
                && segment.hasTimestamp
                && sender.is(EndpointRecord.HAS_TIMESTAMP)
                && SeqNum.before(segment.tsVal, sender.tsRecent() - Patience.OLD_TIMESTAMP_TICKS);
    }

    boolean isFinAgain(Segment segment) {
        EndpointRecord sender = exchange.sender();
        return segment.has(Segment.FIN)
                && sender.is(EndpointRecord.HAS_FIN)
                && segment.endSeq() == sender.finEnd()
                && !sender.is(EndpointRecord.SENT_RST)
                && !exchange.receiver().is(EndpointRecord.SENT_RST);
    }

    /** A bare ACK stands at snd.nxt: one number above what was seen, there was a FIN, likelier than a single byte. */
    boolean isHintedAt(Segment segment) {
        EndpointRecord sender = exchange.sender();
        return segment.segLen() == 0
                && segment.seq == sender.sndNxt() + 1
                && !sender.is(EndpointRecord.HAS_FIN)
                && (sender.is(EndpointRecord.HAS_ISS) || sender.payloadBytes() > 0);
    }

    /** The sender's FIN was not seen. Whether it arrived, its peer will say, or the sender by sending it again. */
    void missed(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        boolean takesFin = receiver.is(EndpointRecord.HAS_FIN) && !SeqNum.before(segment.ack, receiver.finEnd());
        boolean answersFirstCopy = receiver.gapNs() == 0 && segment.sackBlocks == 0;
        if (takesFin && !sender.is(EndpointRecord.PROVED_FIN) && !answersFirstCopy) {
            exchange.proves(TcpEvent.GETS_FIN); // it had taken that one before, and closed then
        } else if (!sender.is(EndpointRecord.PROVED_FIN)) {
            // It had not acknowledged its peer's FIN when it sent its own.
            exchange.transition(sender, TcpEvent.LACKS_FIN, Basis.PRESUMED, exchange.nowNs());
        }
        sender.finEnd(segment.seq);
        sender.sndNxt(segment.seq);
        sender.set(EndpointRecord.HAS_FIN | EndpointRecord.GUESSED_FIN);
        Repetition.asksAnew(sender, exchange.nowNs());
        exchange.transition(sender, TcpEvent.SENDS_FIN, Basis.PRESUMED, exchange.nowNs());
    }

    boolean isGuessed(EndpointRecord receiver, int ack) {
        if (receiver.is(EndpointRecord.HAS_FIN)) {
            return false;
        }
        boolean isPositionSure = receiver.is(EndpointRecord.HAS_ISS) || receiver.payloadBytes() > 0;
        boolean isUnheard = receiver.packets() == 0 && exchange.sender().is(EndpointRecord.HAS_FIN);
        int last = SeqNum.after(receiver.sndUna(), receiver.sndNxt()) ? receiver.sndUna() : receiver.sndNxt();
        return ack == last + 1 && (isPositionSure || isUnheard);
    }

    /** One number more than was ever sent is acknowledged: likelier a FIN that we missed than a single byte. */
    void guesses(EndpointRecord receiver, int finEnd) {
        receiver.finEnd(finEnd);
        receiver.sndNxt(finEnd);
        receiver.set(EndpointRecord.HAS_FIN | EndpointRecord.GUESSED_FIN);
        exchange.presumes(TcpEvent.SENDS_FIN);
        EndpointRecord sender = exchange.sender();
        if (sender.is(EndpointRecord.HAS_FIN) && SeqNum.before(sender.sndUna(), sender.finEnd())) {
            // What acknowledged it was not seen either: it came with the FIN at the latest.
            sender.sndUna(sender.finEnd());
            exchange.transition(sender, TcpEvent.GETS_ACK_OF_FIN, Basis.PRESUMED, exchange.nowNs());
        }
    }

    /**
     * Whether the ACK of a FIN echoes an older copy of that FIN than the one just seen: it is no answer to this one, or it
     * comes from TIME-WAIT, where kernels keep the last timestamp that they had taken.
     */
    boolean answersWithOldClock(Segment segment) {
        EndpointRecord receiver = exchange.receiver();
        long nowNs = exchange.nowNs();
        return segment.hasTimestamp
                && receiver.is(EndpointRecord.HAS_TIMESTAMP)
                && receiver.tsRecent() - segment.tsEcr > Patience.OLD_ECHO_TICKS
                && nowNs - receiver.askedNs(nowNs) < roundTripNs;
    }

    /**
     * Whether the sender's number is known from its peer's acknowledgment alone, so that a FIN just below it is no forgery
     * but one from before the capture, repeated because the acknowledgment does not reach its sender.
     */
    static boolean isPositionAcknowledged(EndpointRecord sender) {
        return !sender.is(EndpointRecord.HAS_ISS) && sender.payloadBytes() == 0;
    }

    /** @param behindHole whether data before the FIN was not seen, so that it may not have come either */
    void closes(Segment segment, boolean behindHole) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        long nowNs = exchange.nowNs();
        Repetition.asksAnew(sender, nowNs);
        sender.finEnd(segment.endSeq());
        sender.set(EndpointRecord.HAS_FIN);
        boolean crossing = receiver.is(EndpointRecord.HAS_FIN) && SeqNum.before(segment.ack, receiver.finEnd());
        if (crossing) {
            // It did not know of its peer's FIN when it sent its own.
            exchange.transition(sender, TcpEvent.LACKS_FIN, Basis.OBSERVED, nowNs);
        }
        exchange.proves(TcpEvent.SENDS_FIN);
        if (crossing && nowNs - receiver.askedNs(nowNs) < roundTripNs) {
            exchange.transition(sender, TcpEvent.GETS_FIN, Basis.PRESUMED, nowNs);
        } else if (!receiver.is(EndpointRecord.HAS_ISS)
                && receiver.is(EndpointRecord.HAS_FIN)
                && answersWithOldClock(segment)) {
            // Both have been repeating their FINs, and in step: neither was sent in answer to the other.
            exchange.transition(sender, TcpEvent.CROSSED_FIN, Basis.PRESUMED, nowNs);
        }
        if (!sender.is(EndpointRecord.REPEATS_DATA) && !behindHole) {
            exchange.presumes(TcpEvent.GETS_FIN);
        }
    }

    /** Nobody sends data behind its FIN: if there is some, that was a byte of data that we missed, or not the sender's. */
    void revises(Segment segment) {
        EndpointRecord sender = exchange.sender();
        int finSeq = sender.finEnd() - 1;
        boolean isGuessed = sender.is(EndpointRecord.GUESSED_FIN);
        if (segment.has(Segment.FIN) && segment.endSeq() == sender.finEnd()) {
            sender.unset(EndpointRecord.GUESSED_FIN);
            return;
        }
        boolean isBehind = segment.payloadLength > 0 && SeqNum.after(segment.seq + segment.payloadLength, finSeq);
        boolean isOpen = isGuessed || SeqNum.before(sender.sndUna(), sender.finEnd());
        boolean fillsHole = sender.hole() != 0 && goesOnBeforeHole(segment);
        if (!isOpen || !(isBehind || fillsHole)) {
            return;
        }
        EndpointRecord receiver = exchange.receiver();
        if (fillsHole) {
            sender.sndNxt(segment.seq);
        } else if (!isGuessed) {
            sender.sndNxt(finSeq);
        }
        sender.unset(EndpointRecord.HAS_FIN | EndpointRecord.GUESSED_FIN);
        receiver.unset(EndpointRecord.PROVED_FIN);
        exchange.proves(TcpEvent.SENDS_ON);
        exchange.transition(receiver, TcpEvent.LACKS_FIN, Basis.PRESUMED, exchange.nowNs());
    }

    /**
     * Whether the sender goes on where it was before the hole in front of its FIN, and not because somebody asked for what
     * the hole holds: then it did not send that FIN. A bare ACK stands at snd.nxt; a newer clock says that the segment was
     * sent after the FIN, and was not only overtaken; data that is sent again comes after a time-out, or after an answer
     * that asks for it.
     */
    private boolean goesOnBeforeHole(Segment segment) {
        EndpointRecord sender = exchange.sender();
        if (segment.seq != sender.finEnd() - sender.hole() || segment.has(Segment.FIN)) {
            return false;
        }
        boolean hasNewerClock = segment.hasTimestamp && SeqNum.after(segment.tsVal, sender.tsRecent());
        if (segment.segLen() == 0 || (segment.hasTimestamp && !hasNewerClock)) {
            return hasNewerClock;
        }
        long nowNs = exchange.nowNs();
        long finNs = sender.askedNs(nowNs);
        return nowNs - finNs < roundTripNs && exchange.receiver().lastNs() < finNs;
    }
}
