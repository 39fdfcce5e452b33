package org.wirestat.tracker.connlog;

import org.wirestat.tracker.flow.WideAddresses;
import org.wirestat.tracker.table.Slab;

/**
 * The words of a connection's record: where in them what stands.
 *
 * <p>Thirteen words of its own, then its two {@link ConnEnd}s in canonical order, whoever spoke first:
 *
 * <pre>
 *  0  IPv4: lower address 32 | higher address 32; IPv6: a mix of both, which stand in {@link WideAddresses}
 *  1  lower port 16 | higher port 16 | 16 unused | protocol 8 | 6 unused | IPv6 1 | used 1
 *  2  time of its first packet, ns
 *  3  time of the last packet that its duration counts, ns
 *  4  the ranking's 32 | the timer wheel's 16 | flags 16
 *  5  the first letters of its history
 *  6  those after them; further ones stand in {@link Extras}
 *  7  bytes missed in gaps
 *  8  when it goes for certain, ns; 0 for never
 *  9  when it is looked at whether it goes, ns; 0 for never
 * 10  number of its first frame, from 1 on 48 | letters of its history 16
 * 11  when it is to be looked at next, unless a packet comes before, ns
 * 12  VLAN 16 | inner VLAN 16 | source port 16 | destination port 16 of the first packet
 * </pre>
 */
abstract sealed class ConnRecord permits Conn {

    static final int OWN_WORDS = 13;
    static final int WORDS = OWN_WORDS + 2 * ConnEnd.WORDS;

    static final int KEY_A = 0;
    static final int KEY_B = 1;
    static final int START = 2;
    static final int LAST = 3;
    static final int META = 4;
    static final int BUCKET_SHIFT = 16;
    static final int HISTORY = 5;
    static final int MISSED = 7;
    static final int GOES = 8;
    static final int WATCH = 9;
    static final int FRAME = 10;
    static final int NEXT_LOOK = 11;
    static final int TAGS = 12;

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

    static final int FRAME_SHIFT = 16;
    static final long MASK_16 = 0xffff;

    final ConnEnd lower = new ConnEnd();
    final ConnEnd higher = new ConnEnd();
    private final WideAddresses wide;
    long[] words = new long[WORDS];
    int base;
    private int slot;

    ConnRecord(WideAddresses wide) {
        this.wide = wide;
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

    boolean isUsed() {
        return (keyB() & USED_BIT) != 0;
    }

    /** A number for both addresses, the same in every run. */
    long addresses() {
        if (ipVersion() == 4) {
            return keyA();
        }
        long lowerOne = wide.high(slot, true) * 31 + wide.low(slot, true);
        return lowerOne * 37 + wide.high(slot, false) * 31 + wide.low(slot, false);
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

    int port(boolean ofLower) {
        return (int) (words[base + KEY_B] >>> (ofLower ? 48 : 32)) & 0xffff;
    }

    /** Time of its first packet, nanoseconds since 1970. */
    public long startNs() {
        return words[base + START];
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

    /** Bytes of TCP streams that were acknowledged and never seen. */
    public long missedBytes() {
        return words[base + MISSED];
    }

    void addMissed(long bytes) {
        words[base + MISSED] += bytes;
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
