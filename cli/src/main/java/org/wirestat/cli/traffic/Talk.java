package org.wirestat.cli.traffic;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.traffic.Ends.Transport;

/** One conversation, which follows a {@link Script}, and how far it has come. */
final class Talk {

    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int PSH = 8;
    private static final int ACK = 16;

    private static final int WINDOW = 500;

    private final Ends ends;
    private final Random random;
    private final String script;
    private final boolean hasTimestamps;
    private final int[] nextSeq;

    /** What the other side acknowledges: all that has come, up to the first gap. */
    private final int[] arrived;

    private final int[] lastLength = new int[2];
    private final boolean[] hasBegun = new boolean[2];
    private int at;

    Talk(Ends ends, Random random) {
        this.ends = ends;
        this.random = random;
        script = Script.of(ends.transport(), random);
        hasTimestamps = random.nextInt(8) != 0;
        nextSeq = new int[] {random.nextInt(), random.nextInt()};
        arrived = nextSeq.clone();
    }

    boolean hasMore() {
        return at < script.length();
    }

    /** The conversation that follows between the same ports, which happens now and then; null if there is none. */
    @Nullable
    Talk successor() {
        return random.nextInt(30) == 0 ? new Talk(ends, random) : null;
    }

    /** Writes the next frame. */
    void next(FrameWriter frame, int mostPayload) {
        char letter = script.charAt(at++);
        int side = Character.isUpperCase(letter) ? 0 : 1;
        int length = payload(side, mostPayload);
        if (ends.transport() == Transport.TCP) {
            segment(frame, side, Character.toLowerCase(letter), length);
        } else if (letter == Script.UNREACHABLE) {
            frame.unreachable(ends);
        } else {
            frame.datagram(ends, side, length);
        }
    }

    /** Requests are short, answers are not; every fourth segment is as long as it may be. */
    private int payload(int side, int most) {
        int length = side == 0 ? 40 + random.nextInt(460) : 1 + random.nextInt(1_400);
        return random.nextInt(4) == 0 ? most : Math.min(length, most);
    }

    private void segment(FrameWriter frame, int side, char kind, int length) {
        int seq = nextSeq[side];
        switch (kind) {
            case Script.SYN -> {
                // All but the first are the same again; no data comes before the last.
                int iss = hasBegun[side] ? seq - 1 : seq;
                hasBegun[side] = true;
                send(frame, side, side == 0 ? SYN : SYN | ACK, iss, 0);
                advance(side, iss + 1);
            }
            case Script.ACK -> send(frame, side, ACK, seq, 0);
            case Script.DATA -> {
                send(frame, side, PSH | ACK, seq, length);
                advance(side, seq + length);
                lastLength[side] = length;
            }
            case Script.AGAIN -> send(frame, side, PSH | ACK, seq - lastLength[side], lastLength[side]);
            case Script.AFTER_GAP -> {
                lastLength[side] = length;
                send(frame, side, ACK, seq + length, length);
                nextSeq[side] = seq + 2 * length;
            }
            case Script.LOST -> {
                send(frame, side, ACK, seq - 2 * lastLength[side], lastLength[side]);
                advance(side, seq);
            }
            case Script.KEEP_ALIVE -> send(frame, side, ACK, seq - 1, 0);
            case Script.FULL -> frame.segment(ends, side, ACK, seq, arrived[1 - side], 0, hasTimestamps, 0);
            case Script.FIN -> {
                send(frame, side, FIN | ACK, seq, 0);
                advance(side, seq + 1);
            }
            case Script.FIN_AGAIN -> send(frame, side, FIN | ACK, seq - 1, 0);
            case Script.FIN_AT_ONCE -> {
                // The other's FIN is still on its way.
                frame.segment(ends, side, FIN | ACK, seq, arrived[1 - side] - 1, WINDOW, hasTimestamps, 0);
                advance(side, seq + 1);
            }
            case Script.RESET -> send(frame, side, RST | ACK, seq, 0);
            case Script.REFUSE -> send(frame, side, RST | ACK, 0, 0);
            default -> throw new IllegalStateException("no such move: " + kind);
        }
    }

    private void send(FrameWriter frame, int side, int flags, int seq, int length) {
        int ack = flags == SYN ? 0 : arrived[1 - side];
        frame.segment(ends, side, flags, seq, ack, WINDOW, hasTimestamps, length);
    }

    private void advance(int side, int seq) {
        nextSeq[side] = seq;
        arrived[side] = seq;
    }
}
