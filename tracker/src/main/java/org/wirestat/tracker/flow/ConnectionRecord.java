package org.wirestat.tracker.flow;

/**
 * A window on one connection's record in the slab, moved from one to the next: who the two endpoints are, when it began,
 * and the two windows on the endpoints themselves. Its endpoints stand in canonical order, the {@link #lower} first,
 * whoever spoke first.
 *
 * <p>Five words of its own, in front of the endpoints':
 *
 * <pre>
 * 0  IPv4: lower address 32 | higher address 32; IPv6: a mix of both addresses, which stand in {@link WideAddresses}
 * 1  lower port 16 | higher port 16 | address space 24 | 1 | version 6 | UDP
 * 2  time of its first frame, ns
 * 3  neighbours in its bucket of the timer wheel: slot before + 1, slot after + 1
 * 4  stamp of its entry in the ranking 28 | its class there + 1, 4 | its bucket 16 | flags 16
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

    static final int OWN_WORDS = 5;
    static final int KEY_A = 0;
    static final int KEY_B = 1;

    static final int UDP_BIT = 1;
    static final int V6_BIT = 2;
    static final int USED_BIT = 4;
    static final int SPACE_SHIFT = 8;

    private static final int FIRST = 2;
    private static final int LINKS = 3;
    private static final int META = 4;
    private static final int FLAGS_MASK = 0xffff;
    private static final long BUCKET_MASK = 0xffff0000L;
    private static final int RANK_SHIFT = 32;
    private static final int RANK_MASK = 0xf;
    private static final int STAMP_SHIFT = 36;
    private static final long LOW_32 = 0xffffffffL;

    private final EndpointRecord lower = new EndpointRecord();
    private final EndpointRecord higher = new EndpointRecord();
    private final WideAddresses wide;
    private long[] words = new long[OWN_WORDS];
    private int base;
    private int slot;

    ConnectionRecord(WideAddresses wide) {
        this.wide = wide;
    }

    void moveTo(ConnectionSlab slab, int slot) {
        this.slot = slot;
        words = slab.chunk(slot);
        base = slab.base(slot);
        lower.moveTo(words, base + OWN_WORDS);
        higher.moveTo(words, base + OWN_WORDS + EndpointRecord.WORDS);
    }

    int slot() {
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

    boolean isUsed() {
        return (keyB() & USED_BIT) != 0;
    }

    /** Its class in the {@link Ranking} + 1; 0 if it has none. */
    int rank() {
        return (int) (words[base + META] >>> RANK_SHIFT) & RANK_MASK;
    }

    /** What tells the valid one of its entries in the ranking; 28 bits. */
    int stamp() {
        return (int) (words[base + META] >>> STAMP_SHIFT);
    }

    void rank(int rank, int stamp) {
        words[base + META] = (words[base + META] & LOW_32) | (long) rank << RANK_SHIFT | (long) stamp << STAMP_SHIFT;
    }

    int bucket() {
        return (int) (words[base + META] >>> 16) & FLAGS_MASK;
    }

    void bucket(int bucket) {
        words[base + META] = (words[base + META] & ~BUCKET_MASK) | ((long) bucket << 16);
    }

    static void clearBucket(long[] words, int base) {
        words[base + META] &= ~BUCKET_MASK;
    }

    static int before(ConnectionSlab slab, int slot) {
        return (int) (slab.chunk(slot)[slab.base(slot) + LINKS] >>> 32) - 1;
    }

    static int after(ConnectionSlab slab, int slot) {
        return (int) slab.chunk(slot)[slab.base(slot) + LINKS] - 1;
    }

    static void before(ConnectionSlab slab, int slot, int before) {
        int at = slab.base(slot) + LINKS;
        long[] chunk = slab.chunk(slot);
        chunk[at] = (chunk[at] & LOW_32) | ((long) (before + 1) << 32);
    }

    static void after(ConnectionSlab slab, int slot, int after) {
        int at = slab.base(slot) + LINKS;
        long[] chunk = slab.chunk(slot);
        chunk[at] = (chunk[at] & ~LOW_32) | ((after + 1) & LOW_32);
    }
}
