package org.wirestat.tracker.tcp;

import org.wirestat.tracker.wire.Segment;

/** Which ICMP errors end an attempt to connect, as Linux takes them. */
final class Unreachable {

    private static final int UNREACHABLE = 3;
    private static final int LAST_CODE = 15;
    private static final int FRAGMENTATION_NEEDED = 4; // only tells the size of the path: RFC 1191
    private static final int TIME_EXCEEDED = 11;
    private static final int PARAMETER_PROBLEM = 12;

    private static final int UNREACHABLE_V6 = 1;
    private static final int TIME_EXCEEDED_V6 = 3;
    private static final int PARAMETER_PROBLEM_V6 = 4;

    private Unreachable() {}

    /** @param error an ICMP message: type and code stand in its ports */
    static boolean isHard(Segment error) {
        int code = error.destinationPort;
        if (error.protocol == Segment.ICMPV6) {
            return switch (error.sourcePort) {
                case UNREACHABLE_V6, TIME_EXCEEDED_V6, PARAMETER_PROBLEM_V6 -> true;
                default -> false; // type 2, packet too big, only tells the size of the path
            };
        }
        return switch (error.sourcePort) {
            case UNREACHABLE -> code <= LAST_CODE && code != FRAGMENTATION_NEEDED;
            case TIME_EXCEEDED, PARAMETER_PROBLEM -> true;
            default -> false;
        };
    }
}
