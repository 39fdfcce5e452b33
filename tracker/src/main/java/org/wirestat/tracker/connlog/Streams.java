package org.wirestat.tracker.connlog;

/**
 * How far the stream of each end is known without a gap, and what stands after one. Works on lengths: of the bytes
 * themselves nothing is kept.
 */
final class Streams {

    /** More data than this, none of it acknowledged: the other direction is not seen, and gaps mean nothing. */
    private static final long MOST_WITHOUT_ACK = 16_384;

    /** More data than this waiting for an acknowledgement. */
    private static final long MOST_UNACKNOWLEDGED = 10 * 1024 * 1024;

    private final PendingData pending = new PendingData();

    static void begin(ConnEnd end) {
        end.passedOn(1);
        end.trimmed(1);
    }

    /** Gives back what the end still keeps. */
    void end(ConnEnd end) {
        if (end.pending() != 0) {
            pending.free(end.pending());
            end.pending(0);
        }
    }

    /** Data at a relative number. */
    void onData(ConnEnd end, ConnEnd peer, long at, int length) {
        long from = at;
        long to = at + length;
        if (end.is(ConnEnd.SKIPS)) {
            return;
        }
        long acknowledged = end.relativeAcknowledged();
        if (Long.compareUnsigned(from, acknowledged) < 0) {
            if (Long.compareUnsigned(to, acknowledged) <= 0) {
                return;
            }
            from = acknowledged;
        }
        if (to <= end.trimmed()) {
            return;
        }
        insert(end, peer, Math.max(from, end.trimmed()), to);
        boolean nothingAcknowledged = end.noDataAcknowledged();
        long passedOn = end.passedOn();
        if ((nothingAcknowledged && highest(end) - passedOn > MOST_WITHOUT_ACK) || kept(end) > MOST_UNACKNOWLEDGED) {
            end.set(ConnEnd.SKIPS);
            end(end);
            end.trimmed(Math.max(end.trimmed(), passedOn));
        }
    }

    private void insert(ConnEnd end, ConnEnd peer, long from, long to) {
        long passedOn = end.passedOn();
        if (from > passedOn) {
            if (end.pending() == 0) {
                end.pending(pending.take());
            }
            pending.add(end.pending(), from, to);
            return;
        }
        if (to > passedOn) {
            passOn(end, peer, to);
        }
    }

    /** The stream is known up to there, and to the end of what follows at once. */
    private void passOn(ConnEnd end, ConnEnd peer, long to) {
        end.passedOn(to);
        takePending(end);
        if (end.noDataAcknowledged() && TcpSize.of(end, peer) > MOST_WITHOUT_ACK) {
            end.trimmed(end.passedOn());
        }
    }

    private void takePending(ConnEnd end) {
        if (end.pending() == 0) {
            return;
        }
        while (pending.count(end.pending()) > 0 && pending.first(end.pending()) <= end.passedOn()) {
            end.passedOn(Math.max(end.passedOn(), pending.firstEnd(end.pending())));
            pending.removeFirst(end.pending());
        }
        if (pending.count(end.pending()) == 0) {
            end(end);
        }
    }

    /** An acknowledgement of the end's data, at a relative number; whether it is news. */
    boolean onAck(Conn conn, ConnEnd sender, ConnEnd receiver, long at) {
        long to = sender.is(ConnEnd.FIN_SENT) && at >= sender.finAt() ? sender.finAt() - 1 : at;
        if (to <= sender.trimmed()) {
            return false;
        }
        if (to > sender.passedOn()) {
            skipGaps(conn, sender, receiver, to);
        }
        sender.trimmed(to);
        return true;
    }

    /** What was acknowledged arrived, whether we saw it or not. */
    private void skipGaps(Conn conn, ConnEnd sender, ConnEnd receiver, long to) {
        if (to <= 2 && conn.is(Conn.PARTIAL)) {
            return; // the numbers before the first segment were made up
        }
        if (!sender.is(ConnEnd.SKIPS)) {
            while (sender.pending() != 0 && pending.first(sender.pending()) < to) {
                long from = pending.first(sender.pending());
                onGap(conn, sender, receiver, from - sender.passedOn());
                passOn(sender, receiver, from);
            }
            if (to > sender.passedOn()) {
                onGap(conn, sender, receiver, to - sender.passedOn());
            }
        }
        if (to > sender.passedOn()) {
            sender.passedOn(to);
            takePending(sender);
        }
    }

    private static void onGap(Conn conn, ConnEnd end, ConnEnd peer, long length) {
        if (isClean(end) && isClean(peer)) {
            conn.addByTens(end, 'G', end.countGap());
            conn.addMissed(length);
        }
    }

    /** Resets, and beginnings that were missed, make gaps that are none. */
    private static boolean isClean(ConnEnd end) {
        return end.state() == EndState.ESTABLISHED
                || (end.state() == EndState.CLOSED && end.previousState() == EndState.ESTABLISHED);
    }

    /** Whether the end, which has closed, has data that is still to be passed on. */
    boolean isDataPending(ConnEnd end, ConnEnd peer) {
        if (end.is(ConnEnd.SKIPS)) {
            return false;
        }
        long last = end.relativeLast();
        long passedOn = end.passedOn();
        if (Long.compareUnsigned(last + start(end), passedOn + start(end)) < 0) {
            return false;
        }
        return (passedOn != last - 1 && passedOn != last) || (end.state() != EndState.RESET && keepsAnything(peer));
    }

    private static boolean keepsAnything(ConnEnd end) {
        return end.passedOn() > end.trimmed() || end.pending() != 0;
    }

    private long highest(ConnEnd end) {
        return end.pending() == 0 ? end.passedOn() : pending.end(end.pending());
    }

    private long kept(ConnEnd end) {
        long waiting = end.pending() == 0 ? 0 : pending.bytes(end.pending());
        return Math.max(0, end.passedOn() - end.trimmed()) + waiting;
    }

    private static long start(ConnEnd end) {
        return end.start() & 0xffff_ffffL;
    }
}
