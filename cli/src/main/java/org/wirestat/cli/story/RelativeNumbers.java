package org.wirestat.cli.story;

import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Evidence;

/**
 * Sequence numbers of one connection as tcpdump counts them: those of its first segment with an ACK, and of each with a
 * SYN, are shown as they are; all that follow and have an ACK count from there.
 */
public final class RelativeNumbers {

    private @Nullable Evidence first;
    private int firstBase;
    private int otherBase;

    /** The segment in tcpdump's words. Segments come in their order; one of other ends begins another connection. */
    public String words(Evidence evidence) {
        TcpHeader header = TcpHeader.of(evidence);
        if (header == null) {
            return "ICMP error about a segment that it quotes";
        }
        if (!header.has(TcpHeader.ACK)) {
            return SegmentWords.absolute(header); // nothing says where the other side's numbers begin
        }
        Evidence base = first;
        boolean isFromFirst = base != null && isSent(evidence, base);
        boolean isFromOther = base != null && isAnswer(evidence, base);
        int seq = (int) header.seq();
        int ack = (int) header.ack();
        if (header.has(TcpHeader.SYN) || !(isFromFirst || isFromOther)) {
            first = evidence;
            firstBase = seq;
            otherBase = ack - 1;
            return SegmentWords.absolute(header);
        }
        return isFromFirst
                ? SegmentWords.words(header, firstBase, otherBase)
                : SegmentWords.words(header, otherBase, firstBase);
    }

    private static boolean isSent(Evidence one, Evidence other) {
        return one.sourcePort() == other.sourcePort()
                && one.destinationPort() == other.destinationPort()
                && one.source().equals(other.source())
                && one.destination().equals(other.destination());
    }

    private static boolean isAnswer(Evidence one, Evidence other) {
        return one.sourcePort() == other.destinationPort()
                && one.destinationPort() == other.sourcePort()
                && one.source().equals(other.destination())
                && one.destination().equals(other.source());
    }
}
