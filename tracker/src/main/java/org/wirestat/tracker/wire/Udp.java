package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.Discard;

/** RFC 768. */
final class Udp {

    static final int HEADER_LENGTH = 8;

    private Udp() {}

    /** Takes a datagram; the indexes are those of {@link Tcp#decode}. Leaves the address space aside. */
    static Discard decode(ByteBuffer bytes, int at, int end, int wireEnd, Segment into) {
        int available = wireEnd - at;
        if (end - at < HEADER_LENGTH) {
            return available < HEADER_LENGTH ? Discard.MALFORMED : Discard.TRUNCATED;
        }
        long header = HeaderWord.read(bytes, at); // source port; destination port; length; checksum
        int length = HeaderWord.third(header);
        if (length == 0) {
            length = available; // RFC 2675 §4: longer than the field has room for
        } else if (length < HEADER_LENGTH) {
            return Discard.MALFORMED;
        }
        into.protocol = Segment.UDP;
        into.sourcePort = HeaderWord.first(header);
        into.destinationPort = HeaderWord.second(header);
        into.payloadLength = Math.min(length, available) - HEADER_LENGTH;
        into.seq = 0;
        into.ack = 0;
        into.flags = 0;
        into.window = 0;
        into.transportChecksum = HeaderWord.fourth(header);
        into.clearTimestamp();
        into.clearOtherOptions();
        return Discard.NONE;
    }
}
