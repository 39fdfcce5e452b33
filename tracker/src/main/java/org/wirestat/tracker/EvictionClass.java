package org.wirestat.tracker;

/**
 * What conversations are worth when there is no room for all: whoever stands first here goes first. Most classes share a
 * part of the table with others, so that no flood of their kind can fill it.
 */
public enum EvictionClass {
    CLOSED("closed", Share.OVER),
    TIME_WAIT("TIME_WAIT", Share.OVER),
    /** A single packet of something that began before, or a datagram that nobody answered. */
    ONE_WAY_PACKET("single-packet", Share.UNCONFIRMED),
    /** A SYN without an answer, or a SYN-ACK without a SYN. */
    SYN_UNANSWERED("SYN without answer", Share.HALF_OPEN),
    SYN_RECEIVED("half-open", Share.HALF_OPEN),
    /** One end closes, and the other is not open either. */
    CLOSING("closing", Share.ALL),
    /** Picked up on its way, or UDP, and only one end is heard. */
    UNCONFIRMED("one-sided", Share.UNCONFIRMED),
    /** Datagrams in both directions. */
    CONVERSATION("UDP", Share.ALL),
    /** Both ends proved that they are there. */
    CONFIRMED("established", Share.ALL);

    /** Parts of the table. */
    public enum Share {
        HALF_OPEN,
        UNCONFIRMED,
        OVER,
        /** As much as there is. */
        ALL
    }

    private final String words;
    private final Share share;

    EvictionClass(String words, Share share) {
        this.words = words;
        this.share = share;
    }

    /** In words, for a summary line. */
    public String words() {
        return words;
    }

    public Share share() {
        return share;
    }
}
