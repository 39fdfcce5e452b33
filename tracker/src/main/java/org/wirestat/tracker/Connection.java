package org.wirestat.tracker;

import org.jspecify.annotations.Nullable;

/**
 * One conversation of two endpoints, immutable.
 *
 * @param originator who began it: sent the first SYN or, where none was seen, is guessed from the ports
 * @param begunSeen whether its beginning was seen (a SYN, or the first UDP packet of a pair)
 * @param firstNs time of its first frame, nanoseconds since 1970
 * @param lastNs time of its last frame
 * @param path what was measured of the path between the two; null for UDP, and where nobody asked for it
 */
public record Connection(
        Transport transport,
        Endpoint originator,
        Endpoint responder,
        boolean begunSeen,
        long firstNs,
        long lastNs,
        @Nullable PathMeasures path) {

    /** One whose path was not measured. */
    public Connection(
            Transport transport,
            Endpoint originator,
            Endpoint responder,
            boolean begunSeen,
            long firstNs,
            long lastNs) {
        this(transport, originator, responder, begunSeen, firstNs, lastNs, null);
    }

    /** Whether a UDP peer answered, or both ends of a TCP connection were heard. */
    public boolean isTwoWay() {
        return originator.packets() > 0 && responder.packets() > 0;
    }
}
