package org.wirestat.tracker;

import org.jspecify.annotations.Nullable;

/**
 * Which socket: one end of one connection, or a listening port.
 *
 * @param foreign its peer's address, or null for a listening port
 * @param foreignPort 0 for a listening port
 * @param isOriginator whether it began the connection, as far as is known at that moment
 * @param firstNs time of the connection's first frame, nanoseconds since 1970, which tells it from others that used the
 *     same ports; 0 for a listening port
 */
public record SocketId(
        IpAddress local,
        int localPort,
        @Nullable IpAddress foreign,
        int foreignPort,
        boolean isOriginator,
        long firstNs) {}
