package org.wirestat.tracker.connlog;

/**
 * A window on one end of a connection, in twelve words of its record.
 *
 * <pre>
 *  0  number before its first byte 32 | number after its last 32
 *  1  highest acknowledged 32 | wraps of the last 16 | wraps of the acknowledged 16
 *  2  packets
 *  3  bytes of IP
 *  4  TCP: relative number up to which its stream was passed on; else: bytes of payload
 *  5  relative number up to which its stream needs no keeping
 *  6  relative number after its FIN
 *  7  relative number of the last SYN 32 | of the last FIN 32, for the history
 *  8  relative number of the last RST 32 | flags 24 | history seen 8
 *  9  retransmissions 32 | gaps 32
 * 10  bad checksums 32 | zero windows 32
 * 11  its out-of-order data in {@link PendingData}, plus one
 * </pre>
 *
 * Relative numbers count from the number before the first byte, in 64 bits.
 */
public final class ConnEnd {

    static final int WORDS = 12;

    // flags
    private static final int STATE_BITS = 3;
    private static final int STATE_MASK = 7;
    static final int CLOSE_REPORTED = 1 << 6;
    static final int FIN_SENT = 1 << 7;
    static final int SKIPS = 1 << 8;
    static final int ENDED = 1 << 9;
    static final int HEARD = 1 << 10;

    // history seen
    static final int SYN_SEEN = 1;
    static final int FIN_SEEN = 1 << 1;
    static final int RST_SEEN = 1 << 2;
    static final int FIN_RST_SEEN = 1 << 3;
    static final int DATA_SEEN = 1 << 4;
    static final int ACK_SEEN = 1 << 5;
    static final int MULTI_FLAG_SEEN = 1 << 6;

    private static final int SEQUENCE = 0;
    private static final int ACKNOWLEDGED = 1;
    private static final int PACKETS = 2;
    private static final int IP_BYTES = 3;
    private static final int PASSED_ON = 4;
    private static final int TRIMMED = 5;
    private static final int FIN_AT = 6;
    private static final int LAST_CONTROL = 7;
    private static final int LAST_RST_AND_FLAGS = 8;
    private static final int COUNTS = 9;
    private static final int MORE_COUNTS = 10;
    private static final int PENDING = 11;

    private static final int FLAGS_SHIFT = 8;
    private static final long LOW_32 = 0xffff_ffffL;
    private static final long LOW_16 = 0xffff;

    private long[] words = new long[WORDS];
    private int base;

    void moveTo(long[] words, int base) {
        this.words = words;
        this.base = base;
    }

    /** What it has shown. */
    public EndState state() {
        return EndState.of(flags() & STATE_MASK);
    }

    /** Packets that it sent, those with a wrong checksum not counted. */
    public long packets() {
        return words[base + PACKETS];
    }

    /** Bytes of these packets from the IP header on. */
    public long ipBytes() {
        return words[base + IP_BYTES];
    }

    void count(int ipLength) {
        words[base + PACKETS]++;
        words[base + IP_BYTES] += ipLength;
    }

    EndState previousState() {
        return EndState.of(flags() >>> STATE_BITS & STATE_MASK);
    }

    void state(EndState state) {
        int states = state.ordinal() | (state().ordinal() << STATE_BITS);
        flags((flags() & ~(STATE_MASK | (STATE_MASK << STATE_BITS))) | states);
    }

    boolean is(int flag) {
        return (flags() & flag) != 0;
    }

    void set(int flag) {
        flags(flags() | flag);
    }

    /** Marks an event of its history as seen; whether it was so before. */
    boolean sees(int event) {
        long seen = words[base + LAST_RST_AND_FLAGS];
        words[base + LAST_RST_AND_FLAGS] = seen | event;
        return (seen & event) != 0;
    }

    // ---- sequence space

    /** Number before its first byte: the initial sequence number, or what that would have been. */
    int start() {
        return (int) (words[base + SEQUENCE] >>> 32);
    }

    /** Number after the last one seen from it. */
    int last() {
        return (int) words[base + SEQUENCE];
    }

    int acknowledged() {
        return (int) (words[base + ACKNOWLEDGED] >>> 32);
    }

    int lastWraps() {
        return (int) (words[base + ACKNOWLEDGED] >>> 16 & LOW_16);
    }

    int acknowledgedWraps() {
        return (int) (words[base + ACKNOWLEDGED] & LOW_16);
    }

    void start(int start) {
        words[base + SEQUENCE] = ((long) start << 32) | (last() & LOW_32);
    }

    void initLast(int last) {
        words[base + SEQUENCE] = (words[base + SEQUENCE] & ~LOW_32) | (last & LOW_32);
    }

    void initAcknowledged(int number) {
        words[base + ACKNOWLEDGED] = (words[base + ACKNOWLEDGED] & LOW_32) | ((long) number << 32);
    }

    void advanceLast(int last) {
        if (Integer.compareUnsigned(last, last()) < 0) {
            words[base + ACKNOWLEDGED] += 1L << 16;
        }
        initLast(last);
    }

    void advanceAcknowledged(int number) {
        if (Integer.compareUnsigned(number, acknowledged()) < 0) {
            words[base + ACKNOWLEDGED] += 1;
        }
        initAcknowledged(number);
    }

    /** Relative number of one that lies so many wraps above the first 32 bits. */
    long relative(int number, int wraps) {
        return full(number, wraps) - (start() & LOW_32);
    }

    private static long full(int number, int wraps) {
        return ((long) wraps << 32) + (number & LOW_32);
    }

    long relativeLast() {
        return relative(last(), lastWraps());
    }

    long relativeAcknowledged() {
        return relative(acknowledged(), acknowledgedWraps());
    }

    /** At most the SYN's own number was acknowledged. */
    boolean noDataAcknowledged() {
        long acknowledged = relativeAcknowledged();
        return acknowledged == 0 || acknowledged == 1;
    }

    // ---- its stream

    long passedOn() {
        return words[base + PASSED_ON];
    }

    void passedOn(long to) {
        words[base + PASSED_ON] = to;
    }

    long trimmed() {
        return words[base + TRIMMED];
    }

    void trimmed(long to) {
        words[base + TRIMMED] = to;
    }

    long finAt() {
        return words[base + FIN_AT];
    }

    void finAt(long at) {
        words[base + FIN_AT] = at;
        set(FIN_SENT);
    }

    int pending() {
        return (int) words[base + PENDING];
    }

    void pending(int number) {
        words[base + PENDING] = number;
    }

    // ---- for the history

    int lastSyn() {
        return (int) (words[base + LAST_CONTROL] >>> 32);
    }

    void lastSyn(int relative) {
        words[base + LAST_CONTROL] = (words[base + LAST_CONTROL] & LOW_32) | ((long) relative << 32);
    }

    int lastFin() {
        return (int) words[base + LAST_CONTROL];
    }

    void lastFin(int relative) {
        words[base + LAST_CONTROL] = (words[base + LAST_CONTROL] & ~LOW_32) | (relative & LOW_32);
    }

    int lastRst() {
        return (int) (words[base + LAST_RST_AND_FLAGS] >>> 32);
    }

    void lastRst(int relative) {
        words[base + LAST_RST_AND_FLAGS] = (words[base + LAST_RST_AND_FLAGS] & LOW_32) | ((long) relative << 32);
    }

    int countRetransmission() {
        return countHigh(COUNTS);
    }

    int countGap() {
        return countLow(COUNTS);
    }

    int countBadChecksum() {
        return countHigh(MORE_COUNTS);
    }

    int countZeroWindow() {
        return countLow(MORE_COUNTS);
    }

    private int countHigh(int word) {
        words[base + word] += 1L << 32;
        return (int) (words[base + word] >>> 32);
    }

    private int countLow(int word) {
        long both = words[base + word];
        words[base + word] = (both & ~LOW_32) | ((both + 1) & LOW_32);
        return (int) words[base + word];
    }

    // ---- datagrams

    long payloadBytes() {
        return words[base + PASSED_ON];
    }

    void addPayload(long bytes) {
        words[base + PASSED_ON] += bytes;
        set(HEARD);
    }

    private int flags() {
        return (int) (words[base + LAST_RST_AND_FLAGS] >>> FLAGS_SHIFT) & 0xff_ffff;
    }

    private void flags(int flags) {
        long others = words[base + LAST_RST_AND_FLAGS] & ~(0xff_ffffL << FLAGS_SHIFT);
        words[base + LAST_RST_AND_FLAGS] = others | ((long) flags << FLAGS_SHIFT);
    }
}
