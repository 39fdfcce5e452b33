package org.wirestat.tracker.tcp;

import java.util.Arrays;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.flow.ConnectionRecord;

/**
 * Moves of the connections of one shard that {@link OpenCounts} counts, noted for the thread that counts them: apart for
 * each batch of segments under way, since the shard goes on while the moves of an earlier batch are counted. Of each move
 * there are two halves of the host's address and a word with its IP version above the {@link OpenCounts.Kind}.
 */
public final class OpenMoves implements MoveListener {

    private static final int WORDS = 3;
    private static final int FIRST_ROOM = WORDS << 6;

    /** Of a batch; what grew beyond it, as when very many timers were due at once, is given back. */
    private static final int MOST_ROOM = WORDS << 14;

    private static final int VERSION_SHIFT = 8;

    private final long[][] noted;
    private final int[] sizes;
    private int batch;

    /** @param batches that may be under way, numbered from 0 */
    public OpenMoves(int batches) {
        noted = new long[batches][FIRST_ROOM];
        sizes = new int[batches];
    }

    /** What moves from now on belongs to this batch, also what moves without any segment after it. */
    public void begin(int batchNumber) {
        batch = batchNumber;
    }

    @Override
    public void moves(
            ConnectionRecord connection,
            boolean isLower,
            TcpEvent event,
            TcpState from,
            TcpState to,
            Basis basis,
            long atNs,
            boolean isSilence) {
        OpenCounts.Kind kind = OpenCounts.Kind.of(from, to);
        if (kind == OpenCounts.Kind.NONE) {
            return;
        }
        int at = sizes[batch];
        if (at == noted[batch].length) {
            noted[batch] = Arrays.copyOf(noted[batch], 2 * at);
        }
        long[] moves = noted[batch];
        moves[at] = connection.addressHigh(isLower);
        moves[at + 1] = connection.addressLow(isLower);
        moves[at + 2] = (long) connection.ipVersion() << VERSION_SHIFT | kind.ordinal();
        sizes[batch] = at + WORDS;
    }

    /** Has the moves of a batch counted, when no thread works on it any more. */
    public void tell(int batchNumber, OpenCounts counts) {
        long[] moves = noted[batchNumber];
        int end = sizes[batchNumber];
        for (int at = 0; at < end; at += WORDS) {
            long what = moves[at + 2];
            counts.count(
                    (int) (what >> VERSION_SHIFT), moves[at], moves[at + 1], (int) what & (1 << VERSION_SHIFT) - 1);
        }
        sizes[batchNumber] = 0;
        if (moves.length > MOST_ROOM) {
            noted[batchNumber] = new long[FIRST_ROOM];
        }
    }

    /** Has the moves of all batches counted, when no thread works on any. */
    public void tellAll(OpenCounts counts) {
        for (int number = 0; number < noted.length; number++) {
            tell(number, counts);
        }
    }
}
