package org.wirestat.tracker.tcp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.PathMeasures;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.wire.Segment;

/**
 * Measures the paths of connections, beside their records and only where somebody wants to know. By Karn's rule (RFC 6298
 * §3) what was sent twice measures nothing. Words of each connection:
 *
 * <pre>
 * 0  time of its first frame, which tells it from an earlier one in the same slot
 * 1  time of the SYN; 0 if there was none, -1 if one was repeated
 * 2  handshake, ns; 0 as long as it is not measured, -1 after the SYN-ACK
 * 3  of the lower end: end of the data that is measured 32 | end of all data 32
 * 4  when that was sent, ns; 0 if nothing is under way
 * 5  smoothed round trip, ns; 0 as long as none was measured
 * 6  zero windows 32 | whether it sent data
 * 7  … 10 the same of the higher end
 * </pre>
 */
public final class RoundTrips {

    private static final int CHUNK_BITS = 9;
    private static final int CHUNK_SLOTS = 1 << CHUNK_BITS;
    private static final int WORDS = 11;

    private static final int FIRST = 0;
    private static final int SYN = 1;
    private static final int HANDSHAKE = 2;
    private static final int LOWER = 3;
    private static final int HIGHER = 7;

    // of an end
    private static final int ENDS = 0;
    private static final int SENT = 1;
    private static final int SMOOTHED = 2;
    private static final int COUNTS = 3;

    private static final long NONE = 0;
    private static final long SPOILT = -1;
    private static final long WAITS_FOR_ACK = -1;
    private static final long HAS_SENT = 1;
    private static final int ZERO_WINDOWS_SHIFT = 32;
    private static final int GAIN_SHIFT = 3;

    private long[][] chunks = new long[16][];

    /** Takes a segment of the connection, once that was judged. */
    public void onSegment(ConnectionRecord connection, boolean lowerSends, Segment segment) {
        long[] words = chunk(connection.slot());
        int at = base(connection.slot());
        if (words[at + FIRST] != connection.firstNs()) {
            Arrays.fill(words, at, at + WORDS, NONE);
            words[at + FIRST] = connection.firstNs();
        }
        int sender = at + (lowerSends ? LOWER : HIGHER);
        int receiver = at + (lowerSends ? HIGHER : LOWER);
        if (segment.has(Segment.SYN)) {
            onSyn(words, at, segment);
            return;
        }
        if (segment.has(Segment.RST)) {
            return; // its window means nothing
        }
        if (segment.window == 0) {
            words[sender + COUNTS] += 1L << ZERO_WINDOWS_SHIFT;
        }
        boolean originatorSends = connection.is(ConnectionRecord.LOWER_ORIGINATED) == lowerSends;
        if (words[at + HANDSHAKE] == WAITS_FOR_ACK && originatorSends && words[at + SYN] > 0) {
            words[at + HANDSHAKE] = Math.max(1, segment.timestampNs - words[at + SYN]);
        }
        if (segment.payloadLength > 0) {
            onData(words, sender, segment);
        }
        if (segment.has(Segment.ACK)) {
            onAck(words, receiver, segment);
        }
    }

    private static void onSyn(long[] words, int at, Segment segment) {
        if (!segment.has(Segment.ACK)) {
            words[at + SYN] = words[at + SYN] == NONE ? segment.timestampNs : SPOILT;
        } else if (words[at + HANDSHAKE] == WAITS_FOR_ACK) {
            words[at + SYN] = SPOILT;
        } else if (words[at + SYN] != NONE && words[at + HANDSHAKE] == NONE) {
            words[at + HANDSHAKE] = WAITS_FOR_ACK;
        }
    }

    private static void onData(long[] words, int sender, Segment segment) {
        int end = segment.seq + segment.payloadLength;
        int highest = (int) words[sender + ENDS];
        boolean isFirst = (words[sender + COUNTS] & HAS_SENT) == 0;
        if (!isFirst && SeqNum.before(segment.seq, highest)) {
            words[sender + SENT] = NONE; // said again: whose answer comes nobody knows
            if (!SeqNum.after(end, highest)) {
                return;
            }
        } else if (words[sender + SENT] == NONE) {
            words[sender + SENT] = segment.timestampNs;
            words[sender + ENDS] = (long) end << 32;
        }
        words[sender + COUNTS] |= HAS_SENT;
        words[sender + ENDS] = (words[sender + ENDS] >>> 32 << 32) | Integer.toUnsignedLong(end);
    }

    private static void onAck(long[] words, int receiver, Segment segment) {
        long sentNs = words[receiver + SENT];
        if (sentNs == NONE || SeqNum.before(segment.ack, (int) (words[receiver + ENDS] >>> 32))) {
            return;
        }
        long measuredNs = Math.max(1, segment.timestampNs - sentNs);
        long smoothedNs = words[receiver + SMOOTHED];
        words[receiver + SMOOTHED] =
                smoothedNs == NONE ? measuredNs : smoothedNs + ((measuredNs - smoothedNs) >> GAIN_SHIFT);
        words[receiver + SENT] = NONE;
    }

    /** What was measured of a connection, or null if nothing was. */
    public @Nullable PathMeasures of(ConnectionRecord connection) {
        int slot = connection.slot();
        long[] words = chunk(slot);
        int at = base(slot);
        if (words[at + FIRST] != connection.firstNs()) {
            return null;
        }
        boolean lowerOriginated = connection.is(ConnectionRecord.LOWER_ORIGINATED);
        int originator = at + (lowerOriginated ? LOWER : HIGHER);
        int responder = at + (lowerOriginated ? HIGHER : LOWER);
        return new PathMeasures(
                known(words[at + SYN] > 0 ? words[at + HANDSHAKE] : NONE),
                known(words[originator + SMOOTHED]),
                known(words[responder + SMOOTHED]),
                words[originator + COUNTS] >>> ZERO_WINDOWS_SHIFT,
                words[responder + COUNTS] >>> ZERO_WINDOWS_SHIFT);
    }

    private static long known(long ns) {
        return ns > 0 ? ns : PathMeasures.UNKNOWN;
    }

    private static int base(int slot) {
        return (slot & (CHUNK_SLOTS - 1)) * WORDS;
    }

    private long[] chunk(int slot) {
        int index = slot >>> CHUNK_BITS;
        if (index >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(2 * chunks.length, index + 1));
        }
        long[] chunk = chunks[index];
        if (chunk == null) {
            chunk = new long[CHUNK_SLOTS * WORDS];
            chunks[index] = chunk;
        }
        return chunk;
    }
}
