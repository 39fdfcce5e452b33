package org.wirestat.capture.file;

import java.io.IOException;

/** Blocks of lz4 (its block format): runs of bytes as they are, each followed by a copy of bytes that came before. */
final class Lz4Block {

    private static final int SHORTEST_COPY = 4;
    /** What a length field of four bits says when more bytes of length follow. */
    private static final int MORE = 15;

    private final byte[] block;
    private final int end;
    private int at;

    private Lz4Block(byte[] block, int length) {
        this.block = block;
        end = length;
    }

    /**
     * Decodes a block into {@code out} from index {@code begin} on; copies may reach back to index {@code oldest}.
     *
     * @return index after the last byte decoded
     * @throws IOException if it is broken; nothing outside of {@code oldest} to the end of {@code out} is touched
     */
    static int decode(byte[] block, int length, byte[] out, int oldest, int begin) throws IOException {
        return new Lz4Block(block, length).decode(out, oldest, begin);
    }

    private int decode(byte[] out, int oldest, int begin) throws IOException {
        int to = begin;
        while (at < end) {
            int token = block[at++] & 0xff;
            int literals = length(token >>> 4);
            if (literals > end - at || literals > out.length - to) {
                throw broken("a run of bytes is longer than the block");
            }
            System.arraycopy(block, at, out, to, literals);
            at += literals;
            to += literals;
            if (at == end) {
                return to; // the last run has no copy after it
            }
            if (end - at < 2) {
                throw broken("it ends within a copy");
            }
            int distance = (block[at] & 0xff) | (block[at + 1] & 0xff) << 8;
            at += 2;
            int count = length(token & MORE) + SHORTEST_COPY;
            if (distance == 0 || distance > to - oldest || count > out.length - to) {
                throw broken("a copy of what was never there");
            }
            copy(out, to, distance, count);
            to += count;
        }
        throw broken("it ends within a run of bytes");
    }

    /** Bytes may be copied that the same copy has just made: a distance of 1 repeats one byte. */
    private static void copy(byte[] out, int to, int distance, int count) {
        if (distance >= count) {
            System.arraycopy(out, to - distance, out, to, count);
        } else {
            for (int i = 0; i < count; i++) {
                out[to + i] = out[to + i - distance];
            }
        }
    }

    private int length(int nibble) throws IOException {
        int length = nibble;
        if (nibble == MORE) {
            int more;
            do {
                if (at == end || length > Lz4Input.LARGEST_BLOCK) {
                    throw broken("a length without an end");
                }
                more = block[at++] & 0xff;
                length += more;
            } while (more == 0xff);
        }
        return length;
    }

    private static IOException broken(String what) {
        return new IOException("lz4 data is broken: " + what);
    }
}
