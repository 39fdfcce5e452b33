package org.wirestat.tracker;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A frame, and the TCP segment in it or the ICMP error about one, kept to be shown to a person.
 *
 * @param frame its number, from 1 on, among all frames that the tracker was given
 * @param timestampNs its own stamp, nanoseconds since 1970
 * @param sourcePort 0 for an ICMP error, and so is the destination's
 * @param header the TCP header as it was captured: big-endian, read-only, in memory of its own; at least 20 bytes, and
 *     options that the capture cut off are not there; null for an ICMP error
 * @param payloadLength bytes of payload on the wire; 0 for an ICMP error
 */
public record Evidence(
        long frame,
        long timestampNs,
        IpAddress source,
        int sourcePort,
        IpAddress destination,
        int destinationPort,
        @Nullable ByteBuffer header,
        int payloadLength) {}
