package org.wirestat.tracker.connlog;

import org.wirestat.tracker.wire.Segment;

/** The letters that a TCP segment adds to the history of its connection. */
final class TcpHistory {

    private TcpHistory() {}

    /** @param relative relative sequence number of the segment, of which 32 bits tell repetitions apart */
    static void note(Conn conn, ConnEnd end, int flags, int relative, int length) {
        switch (flags & (Segment.SYN | Segment.FIN | Segment.RST)) {
            case 0 -> {
                if (length > 0) {
                    once(conn, end, ConnEnd.DATA_SEEN, 'D');
                } else if ((flags & Segment.ACK) != 0) {
                    once(conn, end, ConnEnd.ACK_SEEN, 'A');
                }
            }
            case Segment.SYN -> {
                char letter = (flags & Segment.ACK) != 0 ? 'H' : 'S';
                onceANumber(conn, end, ConnEnd.SYN_SEEN, letter, relative != end.lastSyn());
                end.lastSyn(relative);
            }
            case Segment.FIN -> {
                int at = relative + length;
                onceANumber(conn, end, ConnEnd.FIN_SEEN, 'F', at != end.lastFin());
                end.lastFin(at);
            }
            case Segment.RST -> {
                onceANumber(conn, end, ConnEnd.RST_SEEN, 'R', relative != end.lastRst());
                end.lastRst(relative);
            }
            case Segment.SYN | Segment.RST, Segment.SYN | Segment.FIN -> once(conn, end, ConnEnd.MULTI_FLAG_SEEN, 'Q');
            default -> once(conn, end, ConnEnd.FIN_RST_SEEN, 'I');
        }
    }

    private static void once(Conn conn, ConnEnd end, int event, char letter) {
        if (!end.sees(event)) {
            conn.addHistory(end, letter);
        }
    }

    private static void onceANumber(Conn conn, ConnEnd end, int event, char letter, boolean isOther) {
        if (!end.sees(event) || isOther) {
            conn.addHistory(end, letter);
        }
    }
}
