package org.wirestat.cli.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.TcpState;

/**
 * A host of the segment.
 *
 * @param addresses all that share its MAC, or the only one
 * @param mac 48 bits; null where no Ethernet frame of it was seen
 * @param isGateway whether its MAC carries the packets of several far hosts
 * @param sockets TCP sockets by their state; only states that occur
 * @param udpSockets UDP sockets
 * @param sent what it sent
 * @param received what was sent to it
 * @param firstNs time of its first packet
 * @param lastNs time of the last packet that it sent
 */
public record HostRow(
        List<IpAddress> addresses,
        @Nullable Long mac,
        boolean isGateway,
        boolean isServer,
        boolean isClient,
        Map<TcpState, Integer> sockets,
        int udpSockets,
        Amount sent,
        Amount received,
        long firstNs,
        long lastNs) {

    /** Packets, and bytes of the frames that carried them. */
    public record Amount(long packets, long bytes) {}
}
