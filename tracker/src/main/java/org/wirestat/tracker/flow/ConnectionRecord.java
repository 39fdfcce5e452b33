package org.wirestat.tracker.flow;

import org.wirestat.tracker.table.Slab;

/**
 * A window on one connection's record in the slab, moved from one to the next: who the two endpoints are, when it began,
 * and the two windows on the endpoints themselves. Its endpoints stand in canonical order, the {@link #lower} first,
 * whoever spoke first.
 *
 * <p>Four words of its own, in front of the endpoints':
 *
 * <pre>
 * 0  IPv4: lower address 32 | higher address 32; IPv6: a mix of both addresses, which stand in {@link WideAddresses}
 * 1  lower port 16 | higher port 16 | address space 24 | 1 | version 6 | UDP
 * 2  time of its first frame, ns
 * 3  the ranking's 32 | the timer wheel's 16 | flags 16
 * </pre>
 */
public final class ConnectionRecord {

    /** The lower endpoint is the originator; else the higher one. */
    public static final int LOWER_ORIGINATED = 1;
    /** Its beginning was seen. */
    public static final int BEGUN_SEEN = 1 << 1;

    /** Both ends sent a SYN of their own; RFC 9293 §3.5, figure 7. */
    public static final int SIMULTANEOUS = 1 << 2;

    /** The responder's port is noted as a listening one. */
    public static final int ACCEPTED = 1 << 3;

    /** Its segments are signed (RFC 2385, RFC 5925), so that unsigned ones are not its own, and the other way round. */
    public static final int SIGNED = 1 << 4;

    static final int OWN_WORDS = 4;
    static final int WORDS = OWN_WORDS + 2 * EndpointRecord.WORDS;
    static final int KEY_A = 0;
    static final int KEY_B = 1;

    static final int UDP_BIT = 1;
    static final int V6_BIT = 2;
    static final int USED_BIT = 4;
    static final int SPACE_SHIFT = 8;

    /** 40 days: longer than any kernel waits, and less than the 52 days of coarse times by a margin for these. */
    private static final long LATEST_TIMER_NS = 40 * 86_400_000_000_000L;

    private static final int FIRST = 2;
    static final int META = 3;
    static final int BUCKET_SHIFT = 16;
    private static final int FLAGS_MASK = 0xffff;
    private static final long LOW_32 = 0xffffffffL;

    private final EndpointRecord lower;
    private final EndpointRecord higher;
    private final WideAddresses wide;
    private long[] words = new long[OWN_WORDS];
    private int base;
    private int slot;

    ConnectionRecord(WideAddresses wide, Carries carries) {
        this.wide = wide;
        lower = new EndpointRecord(carries);
        higher = new EndpointRecord(carries);
    }

    void moveTo(Slab slab, int slot) {
        this.slot = slot;
        words = slab.chunk(slot);
        base = slab.base(slot);
        lower.moveTo(words, base + OWN_WORDS, 2 * slot);
        higher.moveTo(words, base + OWN_WORDS + EndpointRecord.WORDS, 2 * slot + 1);
    }

    /** Its place in the table, for what is kept beside; another connection may come to stand there when it is gone. */
    public int slot() {
        return slot;
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

    public EndpointRecord lower() {
        return lower;
    }

    public EndpointRecord higher() {
        return higher;
    }

    public EndpointRecord originator() {
        return is(LOWER_ORIGINATED) ? lower : higher;
    }

    public EndpointRecord responder() {
        return is(LOWER_ORIGINATED) ? higher : lower;
    }

    public boolean isUdp() {
        return (keyB() & UDP_BIT) != 0;
    }

    /** 4 or 6. */
    public int ipVersion() {
        return (keyB() & V6_BIT) != 0 ? 6 : 4;
    }

    /** Port of the lower or the higher endpoint. */
    public int port(boolean ofLower) {
        return (int) (keyB() >>> (ofLower ? 48 : 32)) & 0xffff;
    }

    /** First half of the address of the lower or the higher endpoint; 0 for IPv4. */
    public long addressHigh(boolean ofLower) {
        return ipVersion() == 4 ? 0 : wide.high(slot, ofLower);
    }

    /** Second half of the address of the lower or the higher endpoint; for IPv4 the address, unsigned. */
    public long addressLow(boolean ofLower) {
        if (ipVersion() == 6) {
            return wide.low(slot, ofLower);
        }
        return ofLower ? keyA() >>> 32 : keyA() & LOW_32;
    }

    /** Time of its first frame, ns since 1970. */
    public long firstNs() {
        return words[base + FIRST];
    }

    public void firstNs(long timestampNs) {
        words[base + FIRST] = timestampNs;
    }

    /** Time of its last frame, ns since 1970. */
    public long lastNs() {
        return Math.max(lower.lastNs(), higher.lastNs());
    }

    /**
     * The moment from which its endpoints' coarse times are to be read, as {@link EndpointRecord#sinceNs} needs one: now,
     * unless that is years after its last frame. Nothing has happened to it since, but for what timers did within weeks.
     */
    public long readingNs(long nowNs) {
        long lastNs = lastNs();
        return nowNs - lastNs > LATEST_TIMER_NS ? lastNs + LATEST_TIMER_NS : nowNs;
    }

    public boolean is(int flag) {
        return (words[base + META] & flag) != 0;
    }

    /** For a new connection of the same two endpoints. */
    public void forgetFlags() {
        words[base + META] &= ~(long) FLAGS_MASK;
    }

    public void set(int flag, boolean on) {
        words[base + META] = on ? words[base + META] | flag : words[base + META] & ~(long) flag;
    }

    /** Orders connections by the time of their first frame, then by their addresses and ports. */
    public int compareBegin(ConnectionRecord other) {
        int order = Long.compare(firstNs(), other.firstNs());
        if (order == 0) {
            order = Integer.compare(ipVersion(), other.ipVersion());
        }
        for (int i = 0; order == 0 && i < 2; i++) {
            boolean ofLower = i == 0;
            order = Long.compareUnsigned(addressHigh(ofLower), other.addressHigh(ofLower));
            if (order == 0) {
                order = Long.compareUnsigned(addressLow(ofLower), other.addressLow(ofLower));
            }
        }
        return order != 0 ? order : Long.compareUnsigned(keyB(), other.keyB());
    }
}
