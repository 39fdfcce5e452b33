package org.wirestat.tracker.tcp;

import org.wirestat.tracker.Basis;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.wire.Segment;

/**
 * Judges segments without SYN and RST: data, acknowledgments, FIN; RFC 9293 §3.10.7.4. Keeps snd.nxt and snd.una of both
 * endpoints, tells new from repeated, and what the wire lost from what was never sent.
 */
final class Stream {

    /** Windows this small are taken for this large: shrunk ones are used by what was sent before. */
    private static final int LEAST_WINDOW = 1 << 17;

    /** For windows of which nothing is known: RFC 7323 §2.3 allows no larger ones. */
    private static final int LARGEST_WINDOW = 1 << 30;

    /** For windows whose scale is not known: the largest of RFC 7323 §2.3. */
    static final int ASSUMED_SCALE = 14;

    private final Exchange exchange;
    private final long roundTripNs;

    Stream(Exchange exchange, Timeouts timeouts) {
        this.exchange = exchange;
        roundTripNs = timeouts.roundTrip().toNanos();
    }

    void onSegment(Segment segment) {
        EndpointRecord sender = exchange.sender();
        if (!speaks(segment) || isOldFin(segment) || !isPlausible(segment)) {
            return;
        }
        if (hintsAtFin(segment)) {
            missedFin(segment);
        }
        acknowledges(segment);
        sends(segment);
        if (!isFastOpenAnswer(segment)) {
            if (sender.state() == TcpState.SYN_RECEIVED && !exchange.receiver().isHeard()) {
                exchange.presumes(TcpEvent.SPEAKS); // the third ACK came from one that we do not hear
            }
            exchange.proves(TcpEvent.SENDS_ACK);
        }
        sender.window(segment.window);
        sender.set(EndpointRecord.HAS_WINDOW);
    }

    /** A FIN with the clock of an earlier time belongs to an earlier use of the ports; RFC 7323 §5. */
    private boolean isOldFin(Segment segment) {
        EndpointRecord sender = exchange.sender();
        return segment.has(Segment.FIN)
                && segment.hasTimestamp
                && sender.is(EndpointRecord.HAS_TIMESTAMP)
                && SeqNum.before(segment.tsVal, sender.tsRecent() - Patience.OLD_TIMESTAMP_TICKS);
    }

    /** RFC 7413 §4.2: a server answers the data that came with the SYN before the third ACK has come. */
    private boolean isFastOpenAnswer(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        return sender.state() == TcpState.SYN_RECEIVED
                && receiver.is(EndpointRecord.HAS_ISS)
                && sender.sndUna() == sender.iss()
                && receiver.sndUna() - receiver.iss() > 1
                && segment.ack == receiver.sndUna();
    }

    /** Brings the sender into a state in which such a segment is possible; false if the segment proves nothing. */
    private boolean speaks(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        switch (sender.state()) {
            case SYN_SENT -> {
                if (receiver.is(EndpointRecord.HAS_ISS)) {
                    if (!takesSynAck(segment)) {
                        return false;
                    }
                } else {
                    missedSynAck(segment);
                }
                exchange.proves(TcpEvent.SENDS_ACK);
            }
            case CLOSED, LISTEN -> {
                if (!sender.isHeard() && !receiver.isHeard()) {
                    picksUp(segment);
                } else if (isFinAgain(segment)) {
                    return true; // the answer that closed it did not arrive
                } else if (receiver.state() == TcpState.SYN_SENT) {
                    // A challenge from an older connection that its end still holds; RFC 9293 §3.5.2.
                    return false;
                } else if (!isOnItsWay(segment)) {
                    revives(segment);
                }
            }
            case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> {}
        }
        return true;
    }

    /** Whether the endpoint may have said this before its end came: then its numbers are true, but it lives no more. */
    private boolean isOnItsWay(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        long nowNs = exchange.nowNs();
        long endedNs = sender.sinceNs(nowNs);
        boolean goesOnBehindItsReset = sender.is(EndpointRecord.SENT_RST)
                && segment.segLen() > 0
                && !SeqNum.before(segment.seq, sender.sndNxt());
        boolean knowsWhatCameLater = segment.ack == receiver.sndNxt()
                && SeqNum.after(segment.ack, receiver.sndUna())
                && receiver.askedNs(nowNs) > endedNs;
        return sender.isHeard()
                && nowNs - endedNs < Patience.REVIVAL_NS
                && !goesOnBehindItsReset
                && !knowsWhatCameLater;
    }

    private boolean isFinAgain(Segment segment) {
        EndpointRecord sender = exchange.sender();
        return segment.has(Segment.FIN)
                && sender.is(EndpointRecord.HAS_FIN)
                && segment.endSeq() == sender.finEnd()
                && !sender.is(EndpointRecord.SENT_RST)
                && !exchange.receiver().is(EndpointRecord.SENT_RST);
    }

    /** The first segment of a connection that began before the capture. */
    private void picksUp(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        sender.sndNxt(segment.seq);
        sender.sndUna(segment.seq);
        sender.set(EndpointRecord.HAS_SENT | EndpointRecord.HAS_UNA);
        receiver.sndNxt(segment.ack);
        receiver.sndUna(segment.ack);
        receiver.set(EndpointRecord.HAS_SENT | EndpointRecord.HAS_UNA);
        ConnectionRecord connection = exchange.connection();
        boolean senderIsLower = sender == connection.lower();
        // The lower port is the likelier server.
        boolean senderOriginated = segment.sourcePort == segment.destinationPort
                ? senderIsLower
                : segment.sourcePort > segment.destinationPort;
        connection.set(ConnectionRecord.LOWER_ORIGINATED, senderOriginated == senderIsLower);
        exchange.transition(sender, TcpEvent.SPEAKS, Basis.PICKED_UP, exchange.nowNs());
        exchange.transition(receiver, TcpEvent.SPEAKS, Basis.PICKED_UP, exchange.nowNs());
    }

    /** Of two SYN-ACKs with different numbers the one counts that is acknowledged. */
    private boolean takesSynAck(Segment segment) {
        EndpointRecord receiver = exchange.receiver();
        if (SeqNum.within(segment.ack, receiver.iss() + 1, receiver.sndNxt())) {
            return true;
        }
        boolean continuesItsSyn = segment.seq == exchange.sender().sndUna();
        if (receiver.state() != TcpState.SYN_RECEIVED || !continuesItsSyn) {
            return false;
        }
        receiver.iss(segment.ack - 1);
        receiver.sndUna(segment.ack - 1);
        receiver.sndNxt(segment.ack);
        return true;
    }

    /** The client acknowledges a SYN that was not seen. */
    private void missedSynAck(Segment segment) {
        EndpointRecord receiver = exchange.receiver();
        receiver.sndNxt(segment.ack);
        receiver.sndUna(segment.ack);
        receiver.set(EndpointRecord.HAS_SENT | EndpointRecord.HAS_UNA);
        exchange.presumes(TcpEvent.SPEAKS);
    }

    /** An endpoint that was taken for closed goes on: what closed it was not meant for it. */
    private void revives(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        if (!sender.is(EndpointRecord.HAS_SENT)) {
            sender.sndNxt(segment.seq);
            sender.sndUna(segment.seq);
            sender.set(EndpointRecord.HAS_SENT | EndpointRecord.HAS_UNA);
        }
        if (sender.is(EndpointRecord.GUESSED_FIN)) {
            // One who had closed would not speak.
            sender.unset(EndpointRecord.HAS_FIN | EndpointRecord.GUESSED_FIN);
            receiver.unset(EndpointRecord.PROVED_FIN);
            exchange.transition(receiver, TcpEvent.LACKS_FIN, Basis.PRESUMED, exchange.nowNs());
        }
        exchange.transition(sender, TcpEvent.SPEAKS, Basis.OBSERVED, exchange.nowNs());
        if (receiver.is(EndpointRecord.HAS_FIN) && !SeqNum.before(segment.ack, receiver.finEnd())) {
            exchange.proves(TcpEvent.GETS_FIN);
        }
        if (sender.is(EndpointRecord.HAS_FIN)) {
            exchange.proves(TcpEvent.SENDS_FIN);
            if (!SeqNum.before(sender.sndUna(), sender.finEnd())) {
                exchange.transition(sender, TcpEvent.GETS_ACK_OF_FIN, Basis.PRESUMED, exchange.nowNs());
            }
        }
    }

    /** Whether the receiver could take it: not above its window. What stands below is old and harmless. */
    private boolean isPlausible(Segment segment) {
        EndpointRecord sender = exchange.sender();
        if (!sender.is(EndpointRecord.HAS_SENT)) {
            sender.sndNxt(segment.seq);
            sender.set(EndpointRecord.HAS_SENT);
            if (!sender.is(EndpointRecord.HAS_UNA)) {
                sender.sndUna(segment.seq);
                sender.set(EndpointRecord.HAS_UNA);
            }
        }
        if (segment.seq - sender.sndNxt() <= windowOf(exchange.receiver())) {
            sender.unset(EndpointRecord.WAS_OUTSIDE);
            return true;
        }
        return wasMuchMissed(segment);
    }

    /**
     * Whether so much was missed that what stands outside of every window is in truth what comes next. A heard peer says so
     * itself, by acknowledging it; for a silent one it is enough that such segments follow each other.
     */
    private boolean wasMuchMissed(Segment segment) {
        EndpointRecord sender = exchange.sender();
        if (sender.is(EndpointRecord.HAS_FIN)) {
            return false;
        }
        boolean followsTheLast = sender.is(EndpointRecord.WAS_OUTSIDE) && segment.seq == sender.outsideEnd();
        if (followsTheLast && exchange.nowNs() - exchange.receiver().lastNs() > Patience.SILENT_PEER_NS) {
            sender.unset(EndpointRecord.WAS_OUTSIDE);
            sender.sndNxt(segment.seq);
            sender.sndUna(segment.seq);
            return true;
        }
        sender.set(EndpointRecord.WAS_OUTSIDE);
        sender.outsideEnd(segment.endSeq());
        return false;
    }

    /** Whether the acknowledged endpoint has sent up to there, though only its last segment was seen, and not believed. */
    private static boolean confirmsOutside(EndpointRecord acknowledged, int ack, int window) {
        return acknowledged.is(EndpointRecord.WAS_OUTSIDE)
                && !acknowledged.is(EndpointRecord.HAS_FIN)
                && SeqNum.within(ack, acknowledged.outsideEnd() - window, acknowledged.outsideEnd() + window);
    }

    private static int windowOf(EndpointRecord endpoint) {
        if (!endpoint.is(EndpointRecord.HAS_WINDOW)) {
            return LARGEST_WINDOW;
        }
        int scale = endpoint.windowScale();
        if (scale < 0) {
            scale = endpoint.is(EndpointRecord.HAS_ISS) ? 0 : ASSUMED_SCALE;
        }
        return Math.max(LEAST_WINDOW, endpoint.window() << scale);
    }

    /** What the segment's ACK says of the receiver's stream: how much of it has come. */
    private void acknowledges(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        int ack = segment.ack;
        if (!receiver.is(EndpointRecord.HAS_SENT)) {
            receiver.sndNxt(ack);
            receiver.sndUna(ack);
            receiver.set(EndpointRecord.HAS_SENT | EndpointRecord.HAS_UNA);
        } else if (ack - receiver.sndNxt() > windowOf(sender)) {
            if (!confirmsOutside(receiver, ack, windowOf(sender))) {
                return; // §3.10.7.4: acknowledges what was never sent
            }
            receiver.unset(EndpointRecord.WAS_OUTSIDE);
            receiver.sndNxt(SeqNum.after(ack, receiver.outsideEnd()) ? ack : receiver.outsideEnd());
            receiver.sndUna(ack);
            Repetition.isAnswered(receiver);
        } else if (SeqNum.after(ack, receiver.sndUna())) {
            if (isFinGuessed(receiver, ack)) {
                guessesFin(receiver, ack);
            }
            receiver.sndUna(ack);
            Repetition.isAnswered(receiver);
            if (receiver.state() == TcpState.SYN_RECEIVED && answersAnOlderSynAck(segment)) {
                receiver.set(EndpointRecord.LACKS_ANSWER);
            } else if (receiver.is(EndpointRecord.HAS_ISS)) {
                exchange.presumes(TcpEvent.GETS_ACK_OF_SYN);
            }
            if (receiver.is(EndpointRecord.HAS_FIN) && !SeqNum.before(ack, receiver.finEnd())) {
                exchange.presumes(TcpEvent.GETS_ACK_OF_FIN);
            }
        }
        if (receiver.is(EndpointRecord.HAS_FIN)) {
            if (!SeqNum.before(ack, receiver.finEnd())) {
                sender.set(EndpointRecord.PROVED_FIN);
                exchange.proves(TcpEvent.GETS_FIN);
                if (segment.segLen() == 0 && isPositionAcknowledged(sender) && answersWithOldClock(segment)) {
                    exchange.proves(TcpEvent.FROM_TIME_WAIT);
                    exchange.presumes(TcpEvent.SECOND_TO_CLOSE);
                }
            } else if (!sender.is(EndpointRecord.PROVED_FIN) && knewOfFin(segment)) {
                exchange.transition(sender, TcpEvent.LACKS_FIN, Basis.OBSERVED, exchange.nowNs());
            }
        }
    }

    /**
     * Whether the ACK echoes a SYN-ACK that is older than the one just seen: then that was a repetition, and answers like
     * this one were lost on their last leg, or were not wanted.
     */
    private boolean answersAnOlderSynAck(Segment segment) {
        EndpointRecord receiver = exchange.receiver();
        int ticks = receiver.tsRecent() - segment.tsEcr;
        boolean isOlder = segment.segLen() == 0
                && segment.hasTimestamp
                && receiver.is(EndpointRecord.HAS_TIMESTAMP)
                && receiver.repeats() == 0
                && ticks > Patience.OLD_ECHO_TICKS;
        if (isOlder) {
            Repetition.hasAskedFor(receiver, ticks);
        }
        return isOlder;
    }

    /**
     * Whether the ACK of a FIN echoes an older copy of that FIN than the one just seen: it is no answer to this one, or it
     * comes from TIME-WAIT, where kernels keep the last timestamp that they had taken.
     */
    private boolean answersWithOldClock(Segment segment) {
        EndpointRecord receiver = exchange.receiver();
        long nowNs = exchange.nowNs();
        return segment.hasTimestamp
                && receiver.is(EndpointRecord.HAS_TIMESTAMP)
                && receiver.tsRecent() - segment.tsEcr > Patience.OLD_ECHO_TICKS
                && nowNs - receiver.askedNs(nowNs) < roundTripNs;
    }

    private boolean isFinGuessed(EndpointRecord receiver, int ack) {
        if (receiver.is(EndpointRecord.HAS_FIN)) {
            return false;
        }
        boolean isPositionSure = receiver.is(EndpointRecord.HAS_ISS) || receiver.payloadBytes() > 0;
        boolean isUnheard = receiver.packets() == 0 && exchange.sender().is(EndpointRecord.HAS_FIN);
        int last = SeqNum.after(receiver.sndUna(), receiver.sndNxt()) ? receiver.sndUna() : receiver.sndNxt();
        return ack == last + 1 && (isPositionSure || isUnheard);
    }

    /** One number more than was ever sent is acknowledged: likelier a FIN that we missed than a single byte. */
    private void guessesFin(EndpointRecord receiver, int finEnd) {
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

    /** A bare ACK stands at snd.nxt: one number above what was seen, there was a FIN, likelier than a single byte. */
    private boolean hintsAtFin(Segment segment) {
        EndpointRecord sender = exchange.sender();
        return segment.segLen() == 0
                && segment.seq == sender.sndNxt() + 1
                && !sender.is(EndpointRecord.HAS_FIN)
                && (sender.is(EndpointRecord.HAS_ISS) || sender.payloadBytes() > 0);
    }

    /** The sender's FIN was not seen. Whether it arrived, its peer will say, or the sender by sending it again. */
    private void missedFin(Segment segment) {
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

    /** Nobody sends data behind its FIN: if there is some, that was a byte of data that we missed, or not the sender's. */
    private void revisesFin(Segment segment) {
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

    /** Whether an acknowledgment below the receiver's FIN was sent after that FIN must have come. */
    private boolean knewOfFin(Segment segment) {
        EndpointRecord receiver = exchange.receiver();
        boolean sackedFin =
                segment.sackBlocks > 0 && SeqNum.within(receiver.finEnd(), segment.sackLeft, segment.sackRight);
        return sackedFin || exchange.nowNs() - receiver.askedNs(exchange.nowNs()) > roundTripNs;
    }

    /** What the segment says of its sender's own stream. */
    private void sends(Segment segment) {
        EndpointRecord sender = exchange.sender();
        long nowNs = exchange.nowNs();
        int end = segment.endSeq();
        if (sender.is(EndpointRecord.HAS_FIN)) {
            revisesFin(segment);
        }
        boolean isContinuation = segment.seq == sender.sndNxt();
        if (isContinuation && SeqNum.after(sender.sndUna(), segment.seq)) {
            sender.sndUna(segment.seq); // the acknowledgment of what was never sent was not its peer's
        }
        boolean isNew = SeqNum.after(end, sender.sndNxt());
        boolean hasFin = segment.has(Segment.FIN);
        if (isNew) {
            if (!sender.is(EndpointRecord.HAS_FIN)) {
                int seen = sender.sndNxt();
                sender.sndNxt(end);
                if (SeqNum.after(end, sender.sndUna())) {
                    Repetition.asksAnew(sender, nowNs);
                }
                if (hasFin) {
                    boolean behindHole = SeqNum.after(segment.seq, seen);
                    sender.hole(behindHole ? end - seen : 0);
                    closes(segment, behindHole);
                }
            }
        } else if (isProbe(segment)) {
            if (sender.state() == TcpState.ESTABLISHED) {
                sender.askedAt(nowNs);
            }
        } else if (segment.segLen() > 0) {
            if (hasFin && !sender.is(EndpointRecord.HAS_FIN)) {
                if (end == sender.sndNxt() && SeqNum.after(end, sender.sndUna())) {
                    closes(segment, false); // its data had been seen before, or acknowledged data in advance
                } else if (end == sender.sndNxt() && isPositionAcknowledged(sender)) {
                    closes(segment, false);
                    sender.set(EndpointRecord.LACKS_ANSWER);
                }
            } else {
                repeats(segment);
            }
        }
    }

    /**
     * Whether the sender's number is known from its peer's acknowledgment alone, so that a FIN just below it is no forgery
     * but one from before the capture, repeated because the acknowledgment does not reach its sender.
     */
    private static boolean isPositionAcknowledged(EndpointRecord sender) {
        return !sender.is(EndpointRecord.HAS_ISS) && sender.payloadBytes() == 0;
    }

    /** RFC 9293 §3.8.4 and §3.8.6.1: one byte or none, just below snd.nxt, of what has long been acknowledged. */
    private boolean isProbe(Segment segment) {
        EndpointRecord sender = exchange.sender();
        return !segment.has(Segment.FIN)
                && segment.payloadLength <= 1
                && segment.seq == sender.sndNxt() - 1
                && sender.sndUna() == sender.sndNxt();
    }

    /** @param behindHole whether data before the FIN was not seen, so that it may not have come either */
    private void closes(Segment segment, boolean behindHole) {
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

    /** Sequence space that was sent before: what does the sender not know, or its peer not have? */
    private void repeats(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        long nowNs = exchange.nowNs();
        sender.countRetransmission();
        Repetition.sendsAgain(sender, nowNs);
        boolean wasAnswered = !SeqNum.after(segment.endSeq(), sender.sndUna());
        if (sender.state() == TcpState.CLOSED && !isFinAgain(segment)) {
            return; // was on its way when the end came
        }
        if (!wasAnswered) {
            sender.set(EndpointRecord.REPEATS_DATA);
            if (sender.is(EndpointRecord.HAS_FIN) && !receiver.is(EndpointRecord.PROVED_FIN)) {
                exchange.transition(receiver, TcpEvent.LACKS_FIN, Basis.PRESUMED, nowNs);
                exchange.proves(TcpEvent.REPEATS_FIN); // its silence had been taken for an answer
            }
        } else if (sender.is(EndpointRecord.HAS_FIN) && !SeqNum.before(sender.sndUna(), sender.finEnd())) {
            sender.set(EndpointRecord.LACKS_ANSWER);
            exchange.proves(TcpEvent.REPEATS_FIN);
            if (sender.is(EndpointRecord.PROVED_FIN)) {
                exchange.presumes(TcpEvent.CROSSED_FIN);
            }
        }
    }
}
