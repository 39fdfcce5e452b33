package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.wire.Segment.Checksum;

/** Judges the checksum of a UDP datagram (RFC 768) of which all bytes are there. */
final class UdpChecksum {

    private UdpChecksum() {}

    static Checksum judge(ByteBuffer bytes, int at, int length, Segment datagram) {
        int field = datagram.transportChecksum;
        if (field == 0) {
            return Checksum.UNKNOWN; // left out, as IPv4 allows it always and IPv6 for tunnels (RFC 6935)
        }
        long pseudoHeader = InternetChecksum.pseudoHeader(datagram, length);
        if (InternetChecksum.fold(pseudoHeader + InternetChecksum.sum(bytes, at, length)) == 0xffff) {
            return Checksum.GOOD;
        }
        return field == InternetChecksum.fold(pseudoHeader) ? Checksum.PARTIAL : Checksum.BAD;
    }
}
