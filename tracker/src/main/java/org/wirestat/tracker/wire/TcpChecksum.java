package org.wirestat.tracker.wire;

import java.nio.ByteBuffer;
import org.wirestat.tracker.wire.Segment.Checksum;
import org.wirestat.tracker.wire.encap.Cursor;

/** Judges the checksum of a TCP segment (RFC 9293 §3.1) of which all bytes are there, and of the IPv4 header before it. */
final class TcpChecksum {

    private TcpChecksum() {}

    /**
     * Judges.
     *
     * @param ipAt index of the IP header, or {@link Cursor#NOWHERE} where there is none any more
     * @param at index of the TCP header
     * @param isLengthPresumed whether the length is not the packet's own word, so that a wrong sum proves nothing
     */
    static Checksum judge(ByteBuffer bytes, int ipAt, int at, int length, boolean isLengthPresumed, Segment segment) {
        long addresses = InternetChecksum.addresses(segment);
        long pseudoHeader = addresses + Segment.TCP + length;
        if (segment.ipVersion == 4
                && ipAt != Cursor.NOWHERE
                && !isLengthPresumed
                && !Ipv4.hasSoundChecksum(bytes, ipAt)) {
            return Checksum.BAD;
        }
        if (InternetChecksum.fold(pseudoHeader + InternetChecksum.sum(bytes, at, length)) == 0xffff) {
            return Checksum.GOOD;
        }
        // Linux leaves the sum with the length; Windows' large send leaves the length for the interface to add
        int field = bytes.getShort(at + Tcp.CHECKSUM) & 0xffff;
        if (field == InternetChecksum.fold(pseudoHeader) || field == InternetChecksum.fold(addresses + Segment.TCP)) {
            return Checksum.PARTIAL;
        }
        return isLengthPresumed ? Checksum.UNKNOWN : Checksum.BAD;
    }
}
