package org.wirestat.tracker;

/**
 * What the segments of a TCP connection tell of the path between its ends, as seen where they were captured. Times are
 * nanoseconds, or {@link #UNKNOWN}.
 *
 * @param handshakeNs from the SYN to the third ACK: the whole way there and back; unknown if one of them was repeated
 * @param originatorRttNs from the originator's data to the responder's acknowledgment: the way from here to the responder
 *     and back, with what the responder waits before it acknowledges; smoothed as RFC 6298 §2 does
 * @param responderRttNs the same of the responder's data
 * @param originatorZeroWindows segments by which the originator said that it has no room
 * @param responderZeroWindows the same of the responder
 */
public record PathMeasures(
        long handshakeNs,
        long originatorRttNs,
        long responderRttNs,
        long originatorZeroWindows,
        long responderZeroWindows) {

    public static final long UNKNOWN = -1;
}
