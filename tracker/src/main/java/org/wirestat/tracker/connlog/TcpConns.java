package org.wirestat.tracker.connlog;

import org.wirestat.tracker.wire.Segment;

/**
 * What TCP segments do to a connection, by Zeek's rules: each end has a state by what was seen of it alone, sequence
 * numbers are relative to its first, and payload counts by the room that it takes there.
 */
final class TcpConns {

    /** Control segments further off than this do not move the numbers. */
    private static final int TOO_FAR = 1 << 20;

    private static final int CONTROLS = Segment.SYN | Segment.FIN | Segment.RST;

    private final ServerPorts serverPorts;
    private final Streams streams;
    private final EndRules rules = new EndRules();

    TcpConns(ServerPorts serverPorts, Streams streams) {
        this.serverPorts = serverPorts;
        this.streams = streams;
    }

    /** Whether the connection that the segment begins has its receiver for the originator. */
    boolean isTurned(Segment segment) {
        if ((segment.flags & (Segment.SYN | Segment.ACK)) == Segment.SYN
                || !serverPorts.contains(Protocol.TCP, segment.sourcePort)) {
            return false;
        }
        // Both may be servers: then the lower port is, but not for a SYN with ACK, which stealthy scans send
        return !serverPorts.contains(Protocol.TCP, segment.destinationPort)
                || ((segment.flags & Segment.SYN) == 0 && segment.sourcePort < segment.destinationPort);
    }

    /** Prepares the record of a new connection. */
    void begin(Conn conn) {
        Streams.begin(conn.originator());
        Streams.begin(conn.responder());
    }

    /** Whether the segment begins another connection between the same ports. */
    boolean isReuse(Conn conn, Segment segment) {
        if (!segment.has(Segment.SYN)) {
            return false;
        }
        ConnEnd originator = conn.originator();
        ConnEnd responder = conn.responder();
        ConnEnd opener = originator;
        if (segment.has(Segment.ACK)) {
            if (originator.state() != EndState.INACTIVE) {
                return false;
            }
            opener = responder;
        }
        if (originator.is(ConnEnd.CLOSE_REPORTED) || responder.is(ConnEnd.CLOSE_REPORTED)) {
            return true;
        }
        return segment.seq != opener.start() && !EndRules.isOvertakenSyn(originator, responder, segment);
    }

    /** A segment with a wrong checksum says no more than that it was there. */
    void onBadChecksum(Conn conn, ConnEnd end) {
        conn.addByTens(end, 'C', end.countBadChecksum());
    }

    void onSegment(Conn conn, ConnEnd end, ConnEnd peer, Segment segment) {
        int flags = segment.flags;
        int length = segment.payloadLength;
        if ((flags & CONTROLS) == 0 && conn.isAnswerOnly()) {
            rules.onAnswerHeard(conn);
        }
        boolean isOriginator = end == conn.originator();
        notePartial(conn, isOriginator, flags);
        int segLen = (flags & Segment.RST) != 0 ? segment.segLen() - length : segment.segLen();
        int endSeq = segment.seq + segLen;
        initNumbers(end, segment, endSeq);
        long relative = relative(end, segment.seq, end.last(), end.lastWraps());
        boolean isBeforeStart = relative < 0;

        TcpHistory.note(conn, end, flags, (int) relative, length);
        if (segment.window == 0
                && (flags & Segment.RST) == 0
                && peer.state() != EndState.CLOSED
                && end.state() != EndState.RESET) {
            conn.addByTens(end, 'W', end.countZeroWindow());
        }
        if (!end.is(ConnEnd.CLOSE_REPORTED) || !peer.is(ConnEnd.CLOSE_REPORTED)) {
            conn.lastNs(segment.timestampNs);
        }
        if ((flags & Segment.FIN) != 0) {
            end.finAt(relative + segLen);
        }
        long relativeAck = (flags & Segment.ACK) != 0 ? acknowledge(peer, segment) : 0;
        advance(conn, end, endSeq, flags, length);

        boolean closes = rules.onSegment(conn, end, peer, segment);

        if ((flags & Segment.ACK) != 0) {
            if (streams.onAck(conn, peer, end, relativeAck)) {
                closeAtEnd(conn, peer, end);
            }
        }
        conn.set(isOriginator ? Conn.ORIGINATOR_SEEN : Conn.RESPONDER_SEEN);
        if (length > 0 && (flags & Segment.RST) == 0 && !isBeforeStart && segment.isPayloadWhole()) {
            long at = (flags & Segment.SYN) != 0 ? relative + 1 : relative;
            streams.onData(end, peer, at, length);
        }
        closeAtEnd(conn, end, peer);
        if (closes) {
            close(conn, end, peer);
        }
    }

    /** Whether the beginning of the connection was missed. */
    private static void notePartial(Conn conn, boolean isOriginator, int flags) {
        if (isOriginator) {
            if (!conn.is(Conn.ORIGINATOR_SEEN)) {
                conn.set(Conn.PARTIAL, (flags & (Segment.SYN | Segment.ACK)) != Segment.SYN);
            }
        } else if (!conn.is(Conn.RESPONDER_SEEN) && !conn.is(Conn.PARTIAL)) {
            conn.set(Conn.PARTIAL, (flags & Segment.SYN) == 0);
        }
    }

    private static void initNumbers(ConnEnd end, Segment segment, int endSeq) {
        boolean isSyn = (segment.flags & Segment.SYN) != 0;
        switch (end.state()) {
            case INACTIVE -> {
                // Without a SYN the numbers are such as they would be after one
                int start = isSyn ? segment.seq : segment.seq - 1;
                end.initAcknowledged(start);
                end.start(start);
                end.initLast(isSyn ? endSeq : segment.seq);
            }
            case SYN_SENT, SYN_ACK_SENT -> {
                if (isSyn && segment.seq != end.start()) {
                    restart(end, segment.seq, endSeq);
                }
            }
            case ESTABLISHED, PARTIAL -> {
                if (isSyn) {
                    restart(end, segment.seq, endSeq);
                }
            }
            case RESET -> {
                // A RST that came before all else may have been forged
                if (isSyn && end.previousState() == EndState.INACTIVE) {
                    restart(end, segment.seq, endSeq);
                }
            }
            case CLOSED -> {}
        }
    }

    private static void restart(ConnEnd end, int seq, int endSeq) {
        end.start(seq);
        end.initAcknowledged(seq);
        end.initLast(endSeq);
    }

    /** Relative number of one that is near another of which the wraps are known; negative if it lies before the start. */
    private static long relative(ConnEnd end, int number, int near, int nearWraps) {
        int delta = number - near;
        int order = Integer.compareUnsigned(number, near);
        int wraps = nearWraps;
        if (delta < 0 && wraps > 0 && order > 0) {
            wraps--;
        } else if (delta > 0 && order < 0) {
            wraps++;
        }
        return wraps == 0 ? number - end.start() : end.relative(number, wraps);
    }

    /** Takes the acknowledgement; answers its relative number, 0 if it lies before the start. */
    private static long acknowledge(ConnEnd peer, Segment segment) {
        if (peer.state() == EndState.INACTIVE) {
            restart(peer, segment.ack - 1, segment.ack - 1);
            return 1;
        }
        int near = peer.acknowledged();
        long relative = relative(peer, segment.ack, near, peer.acknowledgedWraps());
        if (relative < 0) {
            return 0;
        }
        int delta = segment.ack - near;
        // A number of 0 far ahead is rather a field that was not filled in; of RSTs none is trusted
        boolean isTrusted = (segment.flags & Segment.RST) == 0 && (segment.ack != 0 || delta <= TOO_FAR);
        if (isTrusted && delta > 0) {
            peer.advanceAcknowledged(segment.ack);
        }
        return relative;
    }

    private static void advance(Conn conn, ConnEnd end, int endSeq, int flags, int length) {
        int delta = endSeq - end.last();
        if ((flags & (Segment.SYN | Segment.RST)) != 0 && (delta > TOO_FAR || delta < -TOO_FAR)) {
            return;
        }
        if ((flags & Segment.FIN) != 0 && end.last() == end.start() + 1) {
            end.advanceLast(endSeq); // more than 2 GB may have passed unseen between SYN and FIN
        } else if (end.state() == EndState.RESET) {
            return;
        } else if (delta > 0) {
            end.advanceLast(endSeq);
        } else if (length > 0) {
            conn.addByTens(end, 'T', end.countRetransmission());
        }
    }

    /** An end that has sent its last is closed once all before that has been passed on. */
    private void closeAtEnd(Conn conn, ConnEnd closing, ConnEnd other) {
        boolean isLast =
                closing.is(ConnEnd.FIN_SENT) || closing.state() == EndState.CLOSED || closing.state() == EndState.RESET;
        if (isLast && !closing.is(ConnEnd.ENDED) && !streams.isDataPending(closing, other)) {
            closing.set(ConnEnd.ENDED);
            if (conn.is(Conn.CLOSE_DEFERRED)) {
                close(conn, closing, other);
                conn.set(Conn.CLOSE_DEFERRED, false);
            }
        }
    }

    private void close(Conn conn, ConnEnd closing, ConnEnd other) {
        if (streams.isDataPending(closing, other)) {
            conn.set(Conn.CLOSE_DEFERRED);
            return;
        }
        conn.set(Conn.CLOSE_DEFERRED, false);
        if (!closing.is(ConnEnd.CLOSE_REPORTED)) {
            closing.set(ConnEnd.CLOSE_REPORTED);
            ConnTimers.onClose(conn, closing, other);
        }
    }
}
