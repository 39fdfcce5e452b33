package org.wirestat.tracker.connlog;

/** Messages of ICMP as ends of a conversation: the type of a message for a port, and of its answer for the other. */
final class Icmp {

    /** The answer of {@link #counterpart} for a message that nobody answers. */
    static final int ONE_WAY = -1;

    private Icmp() {}

    static int counterpart(int protocol, int type) {
        return protocol == Protocol.ICMP ? counterpart(type) : counterpartV6(type);
    }

    /** RFC 792, RFC 950, RFC 1256. */
    private static int counterpart(int type) {
        return switch (type) {
            case 8 -> 0; // echo
            case 0 -> 8;
            case 13 -> 14; // timestamp
            case 14 -> 13;
            case 15 -> 16; // information
            case 16 -> 15;
            case 10 -> 9; // router
            case 9 -> 10;
            case 17 -> 18; // address mask
            case 18 -> 17;
            default -> ONE_WAY;
        };
    }

    /** RFC 4443, RFC 4861, RFC 2710, RFC 4620, RFC 6275. */
    private static int counterpartV6(int type) {
        return switch (type) {
            case 128 -> 129; // echo
            case 129 -> 128;
            case 133 -> 134; // router
            case 134 -> 133;
            case 135 -> 136; // neighbour
            case 136 -> 135;
            case 130 -> 131; // multicast listener
            case 131 -> 130;
            case 139 -> 140; // node information
            case 140 -> 139;
            case 144 -> 145; // home agent
            case 145 -> 144;
            default -> ONE_WAY;
        };
    }
}
