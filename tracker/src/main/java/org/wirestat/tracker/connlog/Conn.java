package org.wirestat.tracker.connlog;

import java.util.Arrays;
import java.util.List;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.flow.WideAddresses;
import org.wirestat.tracker.wire.Segment;

/** A window on the record of one connection, as {@link ConnLog} lends it: valid until the listener returns. */
public final class Conn extends ConnRecord {

    /** The value of {@link #vlan()} where there is no tag. */
    public static final int NO_VLAN = Segment.NO_VLAN;

    private static final int HISTORY_WORDS = 2;
    private static final long ANSWER = History.append(0, 0, 'H');

    private final Extras extras;
    private final LinkAddresses links;

    Conn(Extras extras, WideAddresses wide, LinkAddresses links) {
        super(wide);
        this.extras = extras;
        this.links = links;
    }

    /** Its name: unique, and the same whenever the same frames are read. */
    public String uid() {
        return Uid.of(startNs(), frame(), addresses(), keyB());
    }

    /** Names of the tunnels that it came through; usually none. */
    public List<String> tunnelParents() {
        return is(HAS_EXTRAS) ? extras.of(slot()).tunnelParents() : List.of();
    }

    public IpAddress originatorAddress() {
        return address(is(LOWER_ORIGINATED));
    }

    public IpAddress responderAddress() {
        return address(!is(LOWER_ORIGINATED));
    }

    /** Of ICMP, the type of the message; of protocols without ports, 0. */
    public int originatorPort() {
        return port(is(LOWER_ORIGINATED));
    }

    /** Of ICMP, the type that answers, or the code if none does; of protocols without ports, 0. */
    public int responderPort() {
        return port(!is(LOWER_ORIGINATED));
    }

    /** Port of the transport itself, also where the log shows none: SCTP's. */
    public int originatorTransportPort() {
        return protocol() == Protocol.SCTP ? (int) (words[base + TAGS] >>> 16 & MASK_16) : originatorPort();
    }

    /** Port of the transport itself, also where the log shows none: SCTP's. */
    public int responderTransportPort() {
        return protocol() == Protocol.SCTP ? (int) (words[base + TAGS] & MASK_16) : responderPort();
    }

    /** Whether it is of ICMP messages that nobody answers, so that the other direction is another connection. */
    public boolean isOneWay() {
        int protocol = protocol();
        return (protocol == Protocol.ICMP || protocol == Protocol.ICMPV6)
                && Icmp.counterpart(protocol, originatorPort()) == Icmp.ONE_WAY;
    }

    /** Identifier of the outer VLAN tag of its first frame, or {@link #NO_VLAN}. */
    public int vlan() {
        return (short) (words[base + TAGS] >>> 48);
    }

    /** Identifier of the second VLAN tag of its first frame, or {@link #NO_VLAN}. */
    public int innerVlan() {
        return (short) (words[base + TAGS] >>> 32);
    }

    /** Ethernet address of the originator's side in its first frame, 48 bits; 0 if there is none or nobody asked for it. */
    public long originatorLinkAddress() {
        return links.of(slot(), is(LOWER_ORIGINATED));
    }

    /** Ethernet address of the responder's side in its first frame, 48 bits; 0 if there is none or nobody asked for it. */
    public long responderLinkAddress() {
        return links.of(slot(), !is(LOWER_ORIGINATED));
    }

    private IpAddress address(boolean ofLower) {
        ConnEnd end = end(ofLower);
        return ipVersion() == 6 ? IpAddress.v6(addressHigh(end), addressLow(end)) : IpAddress.v4((int) addressLow(end));
    }

    /** Time from the first to the last packet that counts, nanoseconds; not above 0 if there is none to tell. */
    public long durationNs() {
        return words[base + LAST] - words[base + START];
    }

    /** Bytes of payload of an end: of TCP by sequence numbers, acknowledged ones that were not seen included. */
    public long payloadBytes(ConnEnd end) {
        return protocol() == Protocol.TCP ? TcpSize.of(end, end == lower ? higher : lower) : end.payloadBytes();
    }

    /** How it began and ended, in Zeek's words. */
    public String state() {
        return ConnState.of(this);
    }

    /** What happened, a letter an event. */
    public String history() {
        StringBuilder text = new StringBuilder();
        history(text);
        return text.toString();
    }

    /** As {@link #history()}, appended; nothing if nothing happened. */
    public void history(StringBuilder to) {
        History.decode(words[base + HISTORY], to);
        History.decode(words[base + HISTORY + 1], to);
        if (letters() > HISTORY_WORDS * History.WORD_LETTERS) {
            to.append(extras.of(slot()).history());
        }
    }

    void addHistory(char letter) {
        int letters = letters();
        if (letters < HISTORY_WORDS * History.WORD_LETTERS) {
            int word = base + HISTORY + letters / History.WORD_LETTERS;
            words[word] = History.append(words[word], letters % History.WORD_LETTERS, letter);
        } else if (letters < Extras.MOST_LETTERS && extras.addLetter(slot(), letter)) {
            set(HAS_EXTRAS);
        } else {
            return;
        }
        words[base + FRAME]++;
    }

    /** A letter at the first event of its kind, the tenth, the hundredth and so on. */
    void addByTens(ConnEnd end, char originatorsLetter, int count) {
        int power = count;
        while (power % 10 == 0 && power != 0) {
            power /= 10;
        }
        if (power == 1) {
            addHistory(end, originatorsLetter);
        }
    }

    /** A letter of one end, in its case. */
    void addHistory(ConnEnd end, char originatorsLetter) {
        addHistory(end == originator() ? originatorsLetter : History.ofResponder(originatorsLetter));
    }

    private int letters() {
        return (int) (words[base + FRAME] & MASK_16);
    }

    /** Begins anew: a connection of the same endpoints follows one that has gone. */
    void begin(Segment first, long frame, boolean lowerOriginates) {
        Arrays.fill(words, base + START, base + META, 0);
        Arrays.fill(words, base + HISTORY, base + WORDS, 0);
        words[base + START] = first.timestampNs;
        words[base + LAST] = first.timestampNs;
        words[base + META] &= ~MASK_16;
        words[base + FRAME] = frame << FRAME_SHIFT;
        words[base + TAGS] = ((first.vlan() & MASK_16) << 48)
                | ((first.innerVlan() & MASK_16) << 32)
                | ((first.sourcePort & MASK_16) << 16)
                | (first.destinationPort & MASK_16);
        links.put(
                slot(),
                lowerOriginates ? first.sourceMac : first.destinationMac,
                lowerOriginates ? first.destinationMac : first.sourceMac);
        if (lowerOriginates) {
            set(LOWER_ORIGINATED);
        }
    }

    /** Turns the roles round. */
    void flip() {
        boolean originatorSeen = is(ORIGINATOR_SEEN);
        boolean responderSeen = is(RESPONDER_SEEN);
        set(ORIGINATOR_SEEN, responderSeen);
        set(RESPONDER_SEEN, originatorSeen);
        set(LOWER_ORIGINATED, !is(LOWER_ORIGINATED));
        addHistory('^');
    }

    /** The first thing that it showed was an answer, and nothing else has come. */
    boolean isAnswerOnly() {
        return letters() == 1 && words[base + HISTORY] == ANSWER;
    }

    /** What looked like the originator's answer was the responder's: the beginning was missed. */
    void turnAnswer() {
        words[base + HISTORY] = 0;
        words[base + FRAME] &= ~MASK_16;
        flip();
        addHistory('h');
    }
}
