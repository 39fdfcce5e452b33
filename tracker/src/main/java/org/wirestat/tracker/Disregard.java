package org.wirestat.tracker;

import java.util.Locale;

/** Why a segment moved nothing. */
public enum Disregard {
    /** A mirror delivered the same frame a moment before. */
    COPY("a copy of a frame that was seen a moment before", "RFC 791 3.1: one identification, one datagram"),
    BAD_CHECKSUM("its checksum is wrong, so its receiver drops it", "RFC 9293 3.1"),
    /** A RST, say, for ports of which nothing was heard before. */
    UNKNOWN_CONNECTION("belongs to no connection that is known", "RFC 9293 3.10.7.1"),
    /** As Linux takes it: whoever has got an answer once goes on in spite of it. */
    ICMP_ERROR("tells a sender of trouble on the way, and ends nothing", "RFC 1122 4.2.3.9"),
    MOVES_NOTHING("changes nothing: a repetition, or numbers that its receiver does not take", "RFC 9293 3.10.7");

    private final String words;
    private final String source;

    Disregard(String words, String source) {
        this.words = words;
        this.source = source;
    }

    /** In words that follow the frame's name. */
    public Rule rule() {
        return new Rule(name().toLowerCase(Locale.ROOT), words, source);
    }
}
