package org.wirestat.tracker.tcp;

import java.util.stream.LongStream;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Timeouts;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.flow.FlowTable;

/**
 * Runs the timers of one connection up to a moment: what its kernels do of themselves, and what their silence says.
 *
 * <p>Nothing happens when a timer is due but was not asked: it is made up for when the connection is next looked at, with
 * the time when it was due. So the result does not depend on how often one looks.
 */
final class Silence {

    private static final long NEVER = Long.MAX_VALUE;

    private final Exchange exchange;
    private final long timeWaitNs;
    private final long finWait2Ns;
    private final long openingNs;
    private final long closingNs;
    private final long backOffNs;
    private final int synRetries;
    private final int synAckRetries;
    private final long orphanNs;
    private final long roundTripNs;
    private final boolean areOff;
    private final long idleNs;
    private final long unansweredNs;
    private final long lingerNs;

    /** Nothing is due earlier after a connection's first segment; a little less, since times are kept to a millisecond. */
    private final long shortestNs;

    /** Nothing is due earlier after the last segment of a connection that is open. */
    private final long shortestIdleNs;

    Silence(Exchange exchange, Timeouts timeouts) {
        shortestIdleNs =
                Math.min(timeouts.idle().toNanos(), timeouts.unanswered().toNanos());
        this.exchange = exchange;
        timeWaitNs = timeouts.timeWait().toNanos();
        finWait2Ns = timeouts.finWait2().toNanos();
        openingNs = timeouts.opening().toNanos();
        closingNs = timeouts.closing().toNanos();
        backOffNs = timeouts.backOff().toNanos();
        synRetries = timeouts.synRetries();
        synAckRetries = timeouts.synAckRetries();
        orphanNs = timeouts.orphan().toNanos();
        roundTripNs = timeouts.roundTrip().toNanos();
        areOff = timeouts.areOff();
        idleNs = timeouts.idle().toNanos();
        unansweredNs = timeouts.unanswered().toNanos();
        lingerNs = timeouts.linger().toNanos();
        shortestNs = LongStream.of(
                                Patience.LEAST_NS,
                                timeWaitNs,
                                finWait2Ns,
                                openingNs,
                                closingNs,
                                backOffNs,
                                idleNs,
                                unansweredNs,
                                lingerNs)
                        .min()
                        .getAsLong()
                - 2 * Patience.MILLISECOND;
    }

    /** Whether a timer may be due: a quick answer, and no for nearly all segments. */
    boolean mayBeDue(ConnectionRecord connection, long nowNs) {
        if (nowNs - connection.firstNs() < shortestNs) {
            return false;
        }
        boolean isOpen = connection.lower().state() == TcpState.ESTABLISHED
                && connection.higher().state() == TcpState.ESTABLISHED;
        return !isOpen || nowNs - connection.lastNs() >= shortestIdleNs;
    }

    /**
     * Lets all timers run up to now, in the order in which they are due.
     *
     * @return when the next one is due, or {@link FlowTable.Expiry#FORGET} if nothing can come any more
     */
    long run(ConnectionRecord connection, long nowNs) {
        exchange.begin(connection, true, nowNs);
        EndpointRecord lower = connection.lower();
        EndpointRecord higher = connection.higher();
        long readingNs = connection.readingNs(nowNs);
        while (true) {
            long lowerNs = dueNs(lower, higher, readingNs);
            long higherNs = dueNs(higher, lower, readingNs);
            long firstNs = Math.min(lowerNs, higherNs);
            if (firstNs > nowNs) {
                if (lower.state() != TcpState.CLOSED || higher.state() != TcpState.CLOSED) {
                    return firstNs;
                }
                long forgetNs = Math.max(connection.lastNs(), sinceNs(lower, higher, readingNs)) + lingerNs;
                return forgetNs <= nowNs ? FlowTable.Expiry.FORGET : forgetNs;
            }
            if (lowerNs <= higherNs) {
                fire(lower, higher, firstNs);
            } else {
                fire(higher, lower, firstNs);
            }
        }
    }

    private static long sinceNs(EndpointRecord lower, EndpointRecord higher, long nowNs) {
        return Math.max(lower.sinceNs(nowNs), higher.sinceNs(nowNs));
    }

    /** When the endpoint's own timer fires, ns since 1970. */
    private long dueNs(EndpointRecord endpoint, EndpointRecord peer, long nowNs) {
        if (areOff) {
            return NEVER;
        }
        return switch (endpoint.state()) {
            case CLOSED, LISTEN -> NEVER;
            case SYN_SENT -> Repetition.overdueNs(endpoint, firstSynNs(endpoint), nowNs);
            case SYN_RECEIVED -> synAckOverdueNs(endpoint, peer, nowNs);
            case FIN_WAIT_1, LAST_ACK -> Repetition.overdueNs(endpoint, firstFinNs(endpoint), nowNs);
            case CLOSING -> Repetition.overdueNs(endpoint, firstClosingNs(endpoint, peer), nowNs);
            case FIN_WAIT_2 -> {
                // Data that came and was not reset: somebody still reads, who only closed his own direction.
                boolean isRead = peer.askedNs(nowNs) > endpoint.sinceNs(nowNs);
                long idleEndNs = idleEndNs(endpoint, peer);
                yield isRead ? idleEndNs : Math.min(idleEndNs, endpoint.sinceNs(nowNs) + finWait2Ns);
            }
            case TIME_WAIT -> Math.max(endpoint.sinceNs(nowNs), peer.lastNs()) + timeWaitNs;
            case CLOSE_WAIT ->
                hidesFin(endpoint, nowNs)
                        ? Math.max(endpoint.lastNs(), peer.lastNs()) + closingNs
                        : idleEndNs(endpoint, peer);
            case ESTABLISHED -> idleEndNs(endpoint, peer);
        };
    }

    private long idleEndNs(EndpointRecord endpoint, EndpointRecord peer) {
        boolean isTwoWay = endpoint.isHeard() && peer.isHeard();
        return Math.max(endpoint.lastNs(), peer.lastNs()) + (isTwoWay ? idleNs : unansweredNs);
    }

    /**
     * Whether the end of its answer was missed: its peer has closed, it was sending data when it was last seen, and more of
     * that is acknowledged than was seen. If it then falls silent, its FIN was among that, for an answer ends with one. Of
     * one who was not seen to send since its peer closed, nothing is guessed.
     */
    private boolean hidesFin(EndpointRecord endpoint, long nowNs) {
        long askedNs = endpoint.askedNs(nowNs);
        return endpoint.is(EndpointRecord.HAS_SENT)
                && !endpoint.is(EndpointRecord.HAS_FIN)
                && SeqNum.after(endpoint.sndUna(), endpoint.sndNxt())
                && askedNs >= endpoint.sinceNs(nowNs)
                && endpoint.lastNs() - askedNs < roundTripNs;
    }

    /**
     * SYN-ACKs that answer a repeated SYN come between those of the kernel's own timer and hide its gaps. But that timer
     * doubles, so its next gap is no longer than all the time since the first. While the client repeats its SYN, its answers
     * do not come without it.
     */
    private long synAckOverdueNs(EndpointRecord endpoint, EndpointRecord peer, long nowNs) {
        if (isLastSynAck(endpoint) && !isSynAcknowledged(endpoint)) {
            return Math.max(
                    Repetition.overdueNs(endpoint, openingNs, nowNs),
                    endpoint.askedNs(nowNs) + 2 * lastGapNs(synAckRetries) * 9 / 8 + Patience.SLACK_NS);
        }
        long askedNs = endpoint.askedNs(nowNs);
        long longestGapNs = Math.min(askedNs - exchange.connection().firstNs(), Patience.LONGEST_GAP_NS);
        boolean begunSeen = exchange.connection().is(ConnectionRecord.BEGUN_SEEN);
        long ownNs = Math.max(
                Repetition.overdueNs(endpoint, begunSeen ? openingNs : backOffNs, nowNs),
                askedNs + longestGapNs * 11 / 10 + Patience.LEAST_NS);
        boolean isAskedAgain = peer.state() == TcpState.SYN_SENT;
        return isAskedAgain ? Math.max(ownNs, Repetition.overdueNs(peer, openingNs, nowNs)) : ownNs;
    }

    private static boolean isSynAcknowledged(EndpointRecord endpoint) {
        return SeqNum.after(endpoint.sndUna(), endpoint.iss());
    }

    /**
     * Whether its own timer has doubled so often that it fires only once more, and then drops the request. Kernels' timers
     * fire up to an eighth of their time late, which shortens the next gap as it is seen.
     */
    private boolean isLastSynAck(EndpointRecord endpoint) {
        return hasGapOf(endpoint, synAckRetries);
    }

    /** Whether its latest gap is as long as the one before the last of so many repetitions. */
    private static boolean hasGapOf(EndpointRecord endpoint, int retries) {
        return endpoint.gapNs() > lastGapNs(retries) * 7 / 8;
    }

    private static long lastGapNs(int retries) {
        return Patience.SECOND << (retries - 1);
    }

    /**
     * Whether it repeated its SYN-ACK as often as its kernel does. Each was answered and it did not hear, so it probably did
     * not hear the last answer either, and dropped the request without a word. Sockets proper repeat more often than requests:
     * once more those which took data of a SYN (RFC 7413), as often as a SYN those of a simultaneous open. A listener that
     * waits for data (TCP_DEFER_ACCEPT) repeats hardly anything, and then takes the answer.
     */
    private boolean hasRepeatedAll(EndpointRecord endpoint, EndpointRecord peer) {
        boolean tookData = peer.is(EndpointRecord.HAS_ISS) && SeqNum.after(peer.sndUna(), peer.iss() + 1);
        boolean isSimultaneous = exchange.connection().is(ConnectionRecord.SIMULTANEOUS);
        int most = isSimultaneous ? synRetries : tookData ? synAckRetries + 1 : synAckRetries;
        return endpoint.repeats() >= most && hasGapOf(endpoint, most);
    }

    private long firstSynNs(EndpointRecord endpoint) {
        return endpoint.is(EndpointRecord.HAS_ISS) ? openingNs : backOffNs;
    }

    private long firstFinNs(EndpointRecord endpoint) {
        return endpoint.is(EndpointRecord.HAS_ISS) ? closingNs : backOffNs;
    }

    /** Neither FIN is acknowledged before our eyes: then it is the senders that we do not hear, and silence says little. */
    private long firstClosingNs(EndpointRecord endpoint, EndpointRecord peer) {
        return peer.state() == TcpState.CLOSING ? backOffNs : firstFinNs(endpoint);
    }

    /**
     * Whether the next repetition of its FIN would have been the first after the end of an orphan's time: then its kernel
     * dropped the socket instead, and its peer has not heard of it. Gaps double, and are seen up to an eighth too short.
     */
    private boolean isOrphanAtItsEnd(EndpointRecord endpoint, long nowNs) {
        long repeatedNs = endpoint.askedNs(nowNs) - endpoint.sinceNs(nowNs);
        return repeatedNs < orphanNs && repeatedNs + 2 * endpoint.gapNs() > orphanNs * 7 / 8;
    }

    private void fire(EndpointRecord endpoint, EndpointRecord peer, long dueNs) {
        TcpEvent event = switch (endpoint.state()) {
            case TIME_WAIT -> TcpEvent.TIME_WAIT_OVER;
            case FIN_WAIT_2 ->
                peer.askedNs(dueNs) > endpoint.sinceNs(dueNs) ? TcpEvent.GIVES_UP : TcpEvent.FIN_WAIT_OVER;
            // It stopped repeating before it had to: the third ACK, if one was seen, arrived after all.
            case SYN_RECEIVED ->
                isSynAcknowledged(endpoint) && !hasRepeatedAll(endpoint, peer)
                        ? TcpEvent.GETS_ACK_OF_SYN
                        : TcpEvent.GIVES_UP;
            case FIN_WAIT_1, CLOSING, LAST_ACK -> {
                if (isOrphanAtItsEnd(endpoint, dueNs)) {
                    yield TcpEvent.GIVES_UP;
                }
                // It stopped repeating its FIN: that arrived, and so did the answer, seen or not.
                exchange.concludes(peer, TcpEvent.GETS_FIN, dueNs);
                yield TcpEvent.GETS_ACK_OF_FIN;
            }
            // It stopped repeating its SYN though a SYN-ACK went to it: its ACK is what was not seen.
            case SYN_SENT ->
                peer.state() == TcpState.SYN_RECEIVED && endpoint.repeats() < synRetries
                        ? TcpEvent.GETS_SYN_ACK
                        : TcpEvent.GIVES_UP;
            case CLOSE_WAIT -> {
                if (!hidesFin(endpoint, dueNs)) {
                    yield TcpEvent.GIVES_UP;
                }
                endpoint.finEnd(endpoint.sndUna());
                endpoint.sndNxt(endpoint.sndUna());
                endpoint.set(EndpointRecord.HAS_FIN | EndpointRecord.GUESSED_FIN);
                exchange.concludes(endpoint, TcpEvent.SENDS_FIN, dueNs);
                exchange.concludes(peer, TcpEvent.GETS_FIN, dueNs);
                yield TcpEvent.GETS_ACK_OF_FIN;
            }
            case CLOSED, LISTEN, ESTABLISHED -> TcpEvent.GIVES_UP;
        };
        exchange.concludes(endpoint, event, dueNs);
    }
}
