package org.wirestat.tracker.tcp;

import org.wirestat.tracker.Basis;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.wire.Segment;

/**
 * Judges segments without SYN and RST: data, acknowledgments, FIN; RFC 9293 §3.10.7.4. Keeps snd.nxt and snd.una of both
 * endpoints, tells new from repeated, and what the wire lost from what was never sent.
 */
final class Stream {

    private final Exchange exchange;
    private final Closing closing;
    private final Presence presence;
    private final Windows windows;
    private final Acknowledging acknowledging;

    Stream(Exchange exchange, Timeouts timeouts) {
        this.exchange = exchange;
        closing = new Closing(exchange, timeouts);
        presence = new Presence(exchange, closing);
        windows = new Windows(exchange);
        acknowledging = new Acknowledging(exchange, closing, timeouts);
    }

    void onSegment(Segment segment) {
        EndpointRecord sender = exchange.sender();
        if (!presence.speaks(segment) || closing.isOld(segment) || !windows.isPlausible(segment)) {
            return;
        }
        if (closing.isHintedAt(segment)) {
            closing.missed(segment);
        }
        acknowledging.onAck(segment);
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

    /** What the segment says of its sender's own stream. */
    private void sends(Segment segment) {
        EndpointRecord sender = exchange.sender();
        long nowNs = exchange.nowNs();
        int end = segment.endSeq();
        if (sender.is(EndpointRecord.HAS_FIN)) {
            closing.revises(segment);
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
                    closing.closes(segment, behindHole);
                }
            }
        } else if (isProbe(segment)) {
            if (sender.state() == TcpState.ESTABLISHED) {
                sender.askedAt(nowNs);
            }
        } else if (segment.segLen() > 0) {
            if (hasFin && !sender.is(EndpointRecord.HAS_FIN)) {
                if (end == sender.sndNxt() && SeqNum.after(end, sender.sndUna())) {
                    closing.closes(segment, false); // its data had been seen before, or acknowledged data in advance
                } else if (end == sender.sndNxt() && Closing.isPositionAcknowledged(sender)) {
                    closing.closes(segment, false);
                    sender.set(EndpointRecord.LACKS_ANSWER);
                }
            } else {
                repeats(segment);
            }
        }
    }

    /** RFC 9293 §3.8.4 and §3.8.6.1: one byte or none, just below snd.nxt, of what has long been acknowledged. */
    private boolean isProbe(Segment segment) {
        EndpointRecord sender = exchange.sender();
        return !segment.has(Segment.FIN)
                && segment.payloadLength <= 1
                && segment.seq == sender.sndNxt() - 1
                && sender.sndUna() == sender.sndNxt();
    }

    /** Sequence space that was sent before: what does the sender not know, or its peer not have? */
    private void repeats(Segment segment) {
        EndpointRecord sender = exchange.sender();
        EndpointRecord receiver = exchange.receiver();
        long nowNs = exchange.nowNs();
        if (Repetition.isLateCopy(sender, segment, nowNs)) {
            return;
        }
        sender.countRetransmission();
        Repetition.sendsAgain(sender, nowNs);
        boolean wasAnswered = !SeqNum.after(segment.endSeq(), sender.sndUna());
        if (sender.state() == TcpState.CLOSED && !closing.isFinAgain(segment)) {
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
