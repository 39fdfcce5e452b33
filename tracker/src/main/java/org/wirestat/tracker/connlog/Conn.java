package org.wirestat.tracker.connlog;

import java.util.Arrays;
import java.util.List;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.flow.WideAddresses;
import org.wirestat.tracker.table.Slab;
import org.wirestat.tracker.wire.Segment;

/**
 * A window on the record of one connection, as {@link ConnLog} lends it: valid until the listener returns.
 *
 * <p>Fourteen words of its own, then its two {@link ConnEnd}s in canonical order, whoever spoke first:
 *
 * <pre>
 *  0  IPv4: lower address 32 | higher address 32; IPv6: a mix of both, which stand in {@link WideAddresses}
 *  1  lower port 16 | higher port 16 | 16 unused | protocol 8 | 6 unused | IPv6 1 | used 1
 *  2  time of its first packet, ns
 *  3  time of the last packet that its duration counts, ns
 *  4  the timer wheel's
 *  5  the ranking's 32 | the timer wheel's 16 | flags 16
 *  6  the first letters of its history
 *  7  those after them; further ones stand in {@link Extras}
 *  8  bytes missed in gaps
 *  9  when it goes for certain, ns; 0 for never
 * 10  when it is looked at whether it goes, ns; 0 for never
 * 11  number of its first frame, from 1 on 48 | letters of its history 16
 * 12  when it is to be looked at next, unless a packet comes before, ns
 * 13  VLAN 16 | inner VLAN 16 | source port 16 | destination port 16 of the first packet
 * </pre>
 */
public final class Conn {

    /** The value of {@link #vlan()} where there is no tag. */
    public static final int NO_VLAN = Segment.NO_VLAN;

    static final int OWN_WORDS = 14;
    static final int WORDS = OWN_WORDS + 2 * ConnEnd.WORDS;

    static final int KEY_A = 0;
    static final int KEY_B = 1;
    static final int LINKS = 4;
    private static final int START = 2;
    private static final int LAST = 3;
    static final int META = 5;
    static final int BUCKET_SHIFT = 16;
    private static final int HISTORY = 6;
    private static final int MISSED = 8;
    private static final int GOES = 9;
    private static final int WATCH = 10;
    private static final int FRAME = 11;
    private static final int NEXT_LOOK = 12;
    private static final int TAGS = 13;

    // in KEY_B
    static final int USED_BIT = 1;
    static final int V6_BIT = 2;
    static final int PROTOCOL_SHIFT = 8;

    // flags
    static final int LOWER_ORIGINATED = 1;
    static final int DECIDED = 1 << 1;
    static final int PARTIAL = 1 << 2;
    static final int CLOSE_DEFERRED = 1 << 3;
    static final int ORIGINATOR_SEEN = 1 << 4;
    static final int RESPONDER_SEEN = 1 << 5;
    static final int ATTEMPT_WATCHED = 1 << 6;
    static final int PARTIAL_CLOSE_WATCHED = 1 << 7;
    static final int PATIENT = 1 << 8;
    static final int INTERACTIVE = 1 << 9;
    static final int LIMIT_SEEN = 1 << 10;
    static final int HAS_EXTRAS = 1 << 11;
    static final int NO_TUNNEL = 1 << 12;

    private static final int HISTORY_WORDS = 2;
    private static final long ANSWER = History.append(0, 0, 'H');
    private static final int FRAME_SHIFT = 16;
    private static final long MASK_16 = 0xffff;

    private final ConnEnd lower = new ConnEnd();
    private final ConnEnd higher = new ConnEnd();
    private final Extras extras;
    private final WideAddresses wide;
    private final LinkAddresses links;
    private long[] words = new long[WORDS];
    private int base;
    private int slot;

    Conn(Extras extras, WideAddresses wide, LinkAddresses links) {
        this.extras = extras;
        this.wide = wide;
        this.links = links;
    }

    void moveTo(Slab slab, int slot) {
        this.slot = slot;
        words = slab.chunk(slot);
        base = slab.base(slot);
        lower.moveTo(words, base + OWN_WORDS);
        higher.moveTo(words, base + OWN_WORDS + ConnEnd.WORDS);
    }

    int slot() {
        return slot;
    }

    // ---- who

    /** Its name: unique, and the same whenever the same frames are read. */
    public String uid() {
        return Uid.of(startNs(), frame(), addresses(), keyB());
    }

    /** A number for both addresses, the same in every run. */
    long addresses() {
        if (ipVersion() == 4) {
            return keyA();
        }
        long lowerOne = wide.high(slot, true) * 31 + wide.low(slot, true);
        return lowerOne * 37 + wide.high(slot, false) * 31 + wide.low(slot, false);
    }

    /** Names of the tunnels that it came through; usually none. */
    public List<String> tunnelParents() {
        return is(HAS_EXTRAS) ? extras.of(slot).tunnelParents() : List.of();
    }

    /** IANA number of the protocol that IP carries. */
    public int protocol() {
        return (int) (words[base + KEY_B] >>> PROTOCOL_SHIFT) & 0xff;
    }

    /** 4 or 6. */
    public int ipVersion() {
        return (words[base + KEY_B] & V6_BIT) != 0 ? 6 : 4;
    }

    public ConnEnd originator() {
        return is(LOWER_ORIGINATED) ? lower : higher;
    }

    public ConnEnd responder() {
        return is(LOWER_ORIGINATED) ? higher : lower;
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
        return links.of(slot, is(LOWER_ORIGINATED));
    }

    /** Ethernet address of the responder's side in its first frame, 48 bits; 0 if there is none or nobody asked for it. */
    public long responderLinkAddress() {
        return links.of(slot, !is(LOWER_ORIGINATED));
    }

    private IpAddress address(boolean ofLower) {
        ConnEnd end = end(ofLower);
        return ipVersion() == 6 ? IpAddress.v6(addressHigh(end), addressLow(end)) : IpAddress.v4((int) addressLow(end));
    }

    /** First half of an end's address; 0 for IPv4. */
    long addressHigh(ConnEnd end) {
        return ipVersion() == 4 ? 0 : wide.high(slot, end == lower);
    }

    /** Second half of an end's address; of IPv4 the address, unsigned. */
    long addressLow(ConnEnd end) {
        if (ipVersion() == 6) {
            return wide.low(slot, end == lower);
        }
        return end == lower ? keyA() >>> 32 : keyA() & 0xffff_ffffL;
    }

    private int port(boolean ofLower) {
        return (int) (words[base + KEY_B] >>> (ofLower ? 48 : 32)) & 0xffff;
    }

    // ---- when

    /** Time of its first packet, nanoseconds since 1970. */
    public long startNs() {
        return words[base + START];
    }

    /** Time from the first to the last packet that counts, nanoseconds; not above 0 if there is none to tell. */
    public long durationNs() {
        return words[base + LAST] - words[base + START];
    }

    long lastNs() {
        return words[base + LAST];
    }

    void lastNs(long timeNs) {
        words[base + LAST] = timeNs;
    }

    long goesNs() {
        return words[base + GOES];
    }

    void goesAt(long timeNs) {
        words[base + GOES] = timeNs;
    }

    long nextLookNs() {
        return words[base + NEXT_LOOK];
    }

    void nextLookAt(long timeNs) {
        words[base + NEXT_LOOK] = timeNs;
    }

    long watchNs() {
        return words[base + WATCH];
    }

    void watchAt(long timeNs) {
        words[base + WATCH] = timeNs;
    }

    // ---- what

    /** Bytes of payload of an end: of TCP by sequence numbers, acknowledged ones that were not seen included. */
    public long payloadBytes(ConnEnd end) {
        return protocol() == Protocol.TCP ? TcpSize.of(end, end == lower ? higher : lower) : end.payloadBytes();
    }

    /** Bytes of TCP streams that were acknowledged and never seen. */
    public long missedBytes() {
        return words[base + MISSED];
    }

    void addMissed(long bytes) {
        words[base + MISSED] += bytes;
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
            to.append(extras.of(slot).history());
        }
    }

    void addHistory(char letter) {
        int letters = letters();
        if (letters < HISTORY_WORDS * History.WORD_LETTERS) {
            int word = base + HISTORY + letters / History.WORD_LETTERS;
            words[word] = History.append(words[word], letters % History.WORD_LETTERS, letter);
        } else if (letters < Extras.MOST_LETTERS) {
            set(HAS_EXTRAS);
            extras.of(slot).history().append(letter);
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

    // ---- bookkeeping

    /** Begins anew: a connection of the same endpoints follows one that has gone. */
    void begin(Segment first, long frame, boolean lowerOriginates) {
        Arrays.fill(words, base + START, base + LINKS, 0);
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
                slot,
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

    /** Number of its first frame, from 1 on. */
    long frame() {
        return words[base + FRAME] >>> FRAME_SHIFT;
    }

    long keyA() {
        return words[base + KEY_A];
    }

    long keyB() {
        return words[base + KEY_B];
    }

    boolean isUsed() {
        return (keyB() & USED_BIT) != 0;
    }

    void key(long keyA, long keyB) {
        words[base + KEY_A] = keyA;
        words[base + KEY_B] = keyB;
    }

    ConnEnd end(boolean lowerOne) {
        return lowerOne ? lower : higher;
    }

    boolean is(int flag) {
        return (words[base + META] & flag) != 0;
    }

    void set(int flag) {
        words[base + META] |= flag;
    }

    void set(int flag, boolean value) {
        if (value) {
            set(flag);
        } else {
            words[base + META] &= ~(long) flag;
        }
    }
}
