package org.wirestat.tracker.flow;

import org.wirestat.tracker.Basis;
import org.wirestat.tracker.TcpState;

/**
 * A window on one endpoint's part of a connection's record: everything that is known of one side. It is moved from record
 * to record and holds nothing itself.
 *
 * <p>Sequence numbers are those that <em>this</em> endpoint sends. Eight words:
 *
 * <pre>
 * 0  packets 32 | a counter has carried 1 | retransmissions 15 | window as in the header 16
 * 1  bytes of frames 32 | bytes of payload 32
 * 2  bytes of IP 32 | length of its FIN and of the hole in front of it 16
 *    | gap between the last two transmissions of the same thing, 2^22 ns, 16
 * 3  time of its last segment, ns
 * 4  snd.nxt 32 | snd.una 32
 * 5  iss 32 | sequence number after its FIN, or before one was seen after its last segment outside of the window 32
 * 6  last TSval 32 | flags 14, repeats 8, window scale 4, basis 2, state 4
 * 7  time of its last transition 32 | time when it last asked what must be answered 32, both in 2^20 ns
 * </pre>
 */
public final class EndpointRecord extends EndpointCounts {

    /** Its SYN was seen, so {@link #iss} is known. */
    public static final int HAS_ISS = 1;
    /** Its FIN was seen, so {@link #finEnd} is known. */
    public static final int HAS_FIN = 1 << 1;
    /** At least one of its segments was seen, so {@link #sndNxt} is known. */
    public static final int HAS_SENT = 1 << 2;
    /** Its peer acknowledged something, so {@link #sndUna} is known. */
    public static final int HAS_UNA = 1 << 3;
    /** {@link #window} is meaningful. */
    public static final int HAS_WINDOW = 1 << 4;
    /** {@link #tsRecent} is meaningful. */
    public static final int HAS_TIMESTAMP = 1 << 5;
    /** It asked again although the answer had been seen going to it: the answer was lost on its last leg. */
    public static final int LACKS_ANSWER = 1 << 6;
    /** It sent a SYN that its living peer did not answer yet; RFC 5961 §4. */
    public static final int OFFERS_NEW_SYN = 1 << 7;
    /** Its last segment stood outside of every plausible window, and {@link #outsideEnd} is known. */
    public static final int WAS_OUTSIDE = 1 << 8;
    /** It repeats unanswered data, so what it sends after it has not been accepted either. */
    public static final int REPEATS_DATA = 1 << 9;
    /** The peer's FIN is proved to have come, by this endpoint's acknowledgment. */
    public static final int PROVED_FIN = 1 << 10;

    /** Its FIN was not seen; its peer acknowledged one number more than was sent. */
    public static final int GUESSED_FIN = 1 << 11;

    /** It sent a RST, believed or not. */
    public static final int SENT_RST = 1 << 12;

    /** It answered a SYN with SYN-ACK. */
    public static final int SENT_SYN_ACK = 1 << 13;

    static final int WORDS = 8;

    private static final int LAST = 3;
    private static final int SEQUENCE = 4;
    private static final int MARKS = 5;
    private static final int CONTROL = 6;
    private static final int TIMES = 7;

    private static final int STATE_MASK = 0xf;
    private static final int BASIS_SHIFT = 4;
    private static final int BASIS_MASK = 0x3;
    private static final int SCALE_SHIFT = 6;
    private static final int SCALE_MASK = 0xf;
    private static final int REPEATS_SHIFT = 10;
    private static final int REPEATS_MASK = 0xff;
    private static final int FLAG_SHIFT = 18;
    private static final int NO_SCALE = 15;

    /** What an undisputed endpoint has, and what it has not. */
    private static final int UNDISPUTED = HAS_SENT | HAS_UNA;

    private static final int DISPUTED =
            LACKS_ANSWER | OFFERS_NEW_SYN | WAS_OUTSIDE | REPEATS_DATA | GUESSED_FIN | SENT_RST;

    private static final int COARSE_TIME_SHIFT = 20;

    /** About an hour. */
    private static final long MOST_AHEAD = 1 << 22;

    private static final int GAP_SHIFT = 22;
    private static final int HOLE_SHIFT = 16;
    private static final long LOW_16 = 0xffffL;

    private static final int SYN_RECEIVED = TcpState.SYN_RECEIVED.ordinal();
    private static final TcpState[] STATES = TcpState.values();
    private static final Basis[] BASES = Basis.values();

    EndpointRecord(Carries carries) {
        super(carries);
    }

    /** Forgets everything, for a new connection of the same two endpoints. */
    public void clear() {
        forgetCarries();
        for (int i = 0; i < WORDS; i++) {
            words[base + i] = 0;
        }
        windowScale(-1);
    }

    /** Time of its last segment, ns since 1970; 0 if it was never heard. */
    public long lastNs() {
        return words[base + LAST];
    }

    public void lastNs(long timestampNs) {
        words[base + LAST] = timestampNs;
    }

    public boolean isHeard() {
        return words[base + LAST] != 0;
    }

    /** Window as in its last header, not scaled. */
    public int window() {
        return (int) (words[base + COUNTS] & LOW_16);
    }

    public void window(int window) {
        low16(COUNTS, window);
    }

    /** Time between the last two transmissions of what it asks, ns, to 4 ms; 0 if it asked only once. */
    public long gapNs() {
        return (words[base + IP_BYTES] & LOW_16) << GAP_SHIFT;
    }

    public void gapNs(long gapNs) {
        long units = Math.min(gapNs >>> GAP_SHIFT, LOW_16);
        low16(IP_BYTES, units);
    }

    /** First sequence number that it has not sent yet, as far as seen. */
    public int sndNxt() {
        return (int) (words[base + SEQUENCE] >>> 32);
    }

    public void sndNxt(int seq) {
        high32(SEQUENCE, seq);
    }

    /** First sequence number of its own that its peer has not acknowledged, as far as seen: the peer's rcv.nxt. */
    public int sndUna() {
        return (int) words[base + SEQUENCE];
    }

    public void sndUna(int seq) {
        low32(SEQUENCE, seq);
    }

    public int iss() {
        return (int) (words[base + MARKS] >>> 32);
    }

    public void iss(int seq) {
        high32(MARKS, seq);
    }

    /**
     * Sequence numbers from the end of what was seen before its FIN to the end of that; 0 if nothing lies between, or too
     * much.
     */
    public int hole() {
        return (int) (words[base + IP_BYTES] >>> HOLE_SHIFT & LOW_16);
    }

    public void hole(int length) {
        long kept = words[base + IP_BYTES] & ~(LOW_16 << HOLE_SHIFT);
        words[base + IP_BYTES] = length > LOW_16 ? kept : kept | (long) length << HOLE_SHIFT;
    }

    /** First sequence number after its last segment outside of the window; only before its FIN. */
    public int outsideEnd() {
        return (int) words[base + MARKS];
    }

    public void outsideEnd(int seq) {
        low32(MARKS, seq);
    }

    /** First sequence number after its FIN. */
    public int finEnd() {
        return (int) words[base + MARKS];
    }

    public void finEnd(int seq) {
        low32(MARKS, seq);
    }

    /** Highest TSval that it sent; RFC 7323 §3. */
    public int tsRecent() {
        return (int) (words[base + CONTROL] >>> 32);
    }

    public void tsRecent(int tsVal) {
        high32(CONTROL, tsVal);
    }

    public TcpState state() {
        return STATES[(int) words[base + CONTROL] & STATE_MASK];
    }

    public Basis basis() {
        return BASES[(int) words[base + CONTROL] >>> BASIS_SHIFT & BASIS_MASK];
    }

    public void basis(Basis basis) {
        control(BASIS_SHIFT, BASIS_MASK, basis.ordinal());
    }

    /** Sets state, basis and the time of the transition. Called from one place only: {@code tcp.Exchange.transition}. */
    public void state(TcpState state, Basis basis, long nowNs) {
        control(0, STATE_MASK, state.ordinal());
        basis(basis);
        high32(TIMES, coarse(nowNs));
    }

    /** Whether it has sent its SYN and gone on, its numbers are known, nothing of it is guessed and no answer is missing. */
    public boolean isUndisputed() {
        int control = (int) words[base + CONTROL];
        return (control & STATE_MASK) >= SYN_RECEIVED
                && (control >>> FLAG_SHIFT & (UNDISPUTED | DISPUTED)) == UNDISPUTED;
    }

    /** Shift of its windows, or -1 if the window scale option was not seen. */
    public int windowScale() {
        int scale = (int) words[base + CONTROL] >>> SCALE_SHIFT & SCALE_MASK;
        return scale == NO_SCALE ? -1 : scale;
    }

    public void windowScale(int shift) {
        control(SCALE_SHIFT, SCALE_MASK, shift < 0 ? NO_SCALE : shift);
    }

    /** Times that it repeated what it asks, since it was last answered; at most 255. */
    public int repeats() {
        return (int) words[base + CONTROL] >>> REPEATS_SHIFT & REPEATS_MASK;
    }

    public void repeats(int repeats) {
        control(REPEATS_SHIFT, REPEATS_MASK, Math.min(repeats, REPEATS_MASK));
    }

    /** Whether any of these flags is set. */
    public boolean is(int flag) {
        return ((int) words[base + CONTROL] >>> FLAG_SHIFT & flag) != 0;
    }

    public void set(int flag) {
        words[base + CONTROL] |= ((long) flag << FLAG_SHIFT) & LOW_32;
    }

    public void unset(int flag) {
        words[base + CONTROL] &= ~(((long) flag << FLAG_SHIFT) & LOW_32);
    }

    /**
     * Time of its last transition, ns since 1970, to the millisecond below; right if it is less than 52 days before now,
     * and then the same whatever the time is now. 0 if it had none.
     */
    public long sinceNs(long nowNs) {
        return whenNs((int) (words[base + TIMES] >>> 32), nowNs);
    }

    /** Time when it last sent what must be answered (SYN, FIN, data), as {@link #sinceNs}. */
    public long askedNs(long nowNs) {
        return whenNs((int) words[base + TIMES], nowNs);
    }

    public void askedAt(long timestampNs) {
        low32(TIMES, coarse(timestampNs));
    }

    private void control(int shift, int mask, int value) {
        words[base + CONTROL] = (words[base + CONTROL] & ~((long) mask << shift)) | ((long) value << shift);
    }

    private void high32(int word, int value) {
        words[base + word] = (words[base + word] & LOW_32) | ((long) value << 32);
    }

    private void low32(int word, int value) {
        words[base + word] = (words[base + word] & ~LOW_32) | (value & LOW_32);
    }

    private void low16(int word, long value) {
        words[base + word] = (words[base + word] & ~LOW_16) | value;
    }

    private static int coarse(long timeNs) {
        return (int) (timeNs >>> COARSE_TIME_SHIFT);
    }

    /** 0 stands for what did not happen; of what did, one millisecond in 52 days is taken for that. */
    private static long whenNs(int coarse, long nowNs) {
        if (coarse == 0) {
            return 0;
        }
        long nowUnits = nowNs >>> COARSE_TIME_SHIFT;
        long units = (nowUnits - coarse) & LOW_32;
        // What lies a little ahead of now (captures go backwards a little) is not from 52 days ago.
        long elapsed = units > LOW_32 - MOST_AHEAD ? units - LOW_32 - 1 : units;
        return (nowUnits - elapsed) << COARSE_TIME_SHIFT;
    }
}
