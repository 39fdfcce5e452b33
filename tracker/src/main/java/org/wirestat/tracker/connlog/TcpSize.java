package org.wirestat.tracker.connlog;

/** How many bytes an end of a TCP connection sent, by its numbers. */
final class TcpSize {

    private TcpSize() {}

    static long of(ConnEnd end, ConnEnd peer) {
        if (end.previousState() == EndState.SYN_SENT
                && end.state() == EndState.RESET
                && peer.state() == EndState.INACTIVE
                && !end.noDataAcknowledged()) {
            return 0; // a half-open connection was found out and aborted: the acknowledgement is of an older one
        }
        long last = end.relativeLast();
        long acknowledged = end.relativeAcknowledged();
        // A RST may have set the numbers off below the first one
        long size = Long.compareUnsigned(last + startOf(end), acknowledged + startOf(end)) > 0 ? last : acknowledged;
        if (size != 0) {
            size--; // the SYN, or where it would have been
        }
        if (end.is(ConnEnd.FIN_SENT) && size != 0) {
            size--;
        }
        return size;
    }

    private static long startOf(ConnEnd end) {
        return end.start() & 0xffff_ffffL;
    }
}
