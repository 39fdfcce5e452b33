package org.wirestat.tracker.tcp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Rule;

/**
 * What can happen to one endpoint, as far as it matters for its state. Each event has the words that explain a transition
 * to a person.
 */
public enum TcpEvent {
    // ---- what the endpoint itself was seen to do
    SENDS_SYN("sent a SYN", "RFC 9293 3.10.1"),
    SENDS_SYN_ACK("answered a SYN with SYN-ACK", "RFC 9293 3.10.7.2"),
    SENDS_ACK("acknowledged its peer's SYN", "RFC 9293 3.10.7.3"),
    SENDS_FIN("sent a FIN", "RFC 9293 3.10.4", "sent a FIN that was not seen, or it would not be silent"),
    SENDS_RST("sent a RST", "RFC 9293 3.10.5"),
    /** A segment from an endpoint of which nothing was known, or which was taken for closed. */
    SPEAKS("takes part, though its beginning was not seen", "RFC 9293 3.3.2"),

    FROM_TIME_WAIT(
            "answers a FIN as only TIME-WAIT does: its clock of the peer stands still", "Linux tcp_timewait_sock"),

    // ---- what was seen going to it
    GETS_SYN("its peer's SYN crosses its own", "RFC 9293 3.5, figure 7"),
    GETS_SYN_ACK(
            "a SYN-ACK goes to it", "RFC 9293 3.10.7.3", "no longer repeats its SYN: a SYN-ACK has come after all"),
    GETS_ACK_OF_SYN(
            "its SYN is acknowledged",
            "RFC 9293 3.10.7.4",
            "no longer repeats its SYN-ACK: the third ACK has come after all"),
    GETS_FIN(
            "its peer's FIN goes to it",
            "RFC 9293 3.10.7.4",
            "its peer no longer repeats a FIN: that has come after all",
            "acknowledges its peer's FIN"),
    GETS_ACK_OF_FIN(
            "its FIN is acknowledged",
            "RFC 9293 3.10.7.4",
            "no longer repeats its FIN: the acknowledgment has come after all"),
    SECOND_TO_CLOSE("closed after its peer, which is in TIME-WAIT", "RFC 9293 3.6"),
    GETS_ICMP_ERROR("an ICMP error says that its SYN cannot arrive", "RFC 1122 4.2.3.9"),
    GETS_RST("a RST with the right number goes to it", "RFC 5961 3.2"),

    // ---- what shows that something did not arrive after all
    REPEATS_SYN("repeats its SYN: the answer was lost on its last leg", "RFC 6298 5"),
    REPEATS_SYN_ACK("repeats its SYN-ACK: the third ACK was lost or is not wanted yet", "RFC 6298 5"),
    REPEATS_FIN("repeats its FIN: the acknowledgment was lost on its last leg", "RFC 6298 5"),
    LACKS_SYN_ACK("its peer repeats the SYN-ACK, and it never acknowledged it", "RFC 6298 5"),
    SENDS_ON("sends data behind what was taken for its FIN", "RFC 9293 3.10.4"),
    CROSSED_FIN("sent its FIN before its peer's came, and the peer still repeats that", "RFC 9293 3.6, figure 13"),
    LACKS_FIN("goes on as if its peer's FIN had not come", "RFC 9293 3.10.7.4"),

    // ---- what ends it without a word
    MAKES_WAY("gives way to a new connection on the same ports", "RFC 6191 2"),

    // ---- what time does
    TIME_WAIT_OVER("TIME-WAIT is over", "RFC 9293 3.10.8"),
    FIN_WAIT_OVER("was closed, and has waited for its peer's FIN as long as kernels do", "Linux tcp_fin_timeout"),
    GIVES_UP("has been silent for longer than any kernel waits", "RFC 9293 3.8.3");

    /** A kernel that waits for an answer repeats itself; that it stops says that it waits no more. */
    private static final String SOURCE_OF_SILENCE = "RFC 6298 5";

    private final String rule = name().toLowerCase(Locale.ROOT);
    private final String words;
    private final String source;
    private final @Nullable String wordsOfSilence;
    private final @Nullable String wordsOfProof;

    TcpEvent(String words, String source) {
        this(words, source, null);
    }

    TcpEvent(String words, String source, @Nullable String wordsOfSilence) {
        this(words, source, wordsOfSilence, null);
    }

    /**
     * @param wordsOfSilence what happened, if nothing was seen but that somebody fell silent
     * @param wordsOfProof what happened, if the endpoint itself showed it
     */
    TcpEvent(String words, String source, @Nullable String wordsOfSilence, @Nullable String wordsOfProof) {
        this.words = words;
        this.source = source;
        this.wordsOfSilence = wordsOfSilence;
        this.wordsOfProof = wordsOfProof;
    }

    /** The rule, for those who want to be told: as it is where a peer's segment speaks. */
    public Rule rule() {
        return new Rule(rule, words, source);
    }

    /** The rule where a segment of the endpoint itself speaks. */
    public Rule ruleOfProof() {
        return wordsOfProof == null ? rule() : new Rule(rule, wordsOfProof, source);
    }

    /** The rule where silence speaks. */
    public Rule ruleOfSilence() {
        return wordsOfSilence == null ? rule() : new Rule(rule + "_by_silence", wordsOfSilence, SOURCE_OF_SILENCE);
    }
}
