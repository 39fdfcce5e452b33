package org.wirestat.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a gzip file (RFC 1952), member after member, inflated straight into the reader's memory.
 *
 * <p>Not java.util.zip.GZIPInputStream: it takes a pipe that has nothing to read just now for the end of the last member.
 */
final class GzipInput extends CompressedInput {

    static final int MAGIC = 0x1f8b;

    private static final int DEFLATE = 8;
    private static final int FHCRC = 1 << 1;
    private static final int FEXTRA = 1 << 2;
    private static final int FNAME = 1 << 3;
    private static final int FCOMMENT = 1 << 4;

    /** What of a member comes next. */
    private enum Part {
        HEADER,
        DATA,
        TRAILER
    }

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private Part part = Part.HEADER;
    private @Nullable IOException broken;
    private boolean ended;

    GzipInput(ByteInput outer, ByteBuffer begun, UnpackLimit limit) {
        super("gzip", outer, begun, limit);
    }

    @Override
    int unpack(ByteBuffer into) throws IOException {
        while (!ended) {
            switch (part) {
                case HEADER -> readHeader();
                case TRAILER -> readTrailer();
                case DATA -> {
                    int n = inflate(into);
                    if (n > 0) {
                        return n;
                    }
                }
            }
        }
        return -1;
    }

    private int inflate(ByteBuffer into) throws IOException {
        if (broken != null) {
            throw broken;
        }
        int from = into.position();
        inflater.setInput(compressed);
        try {
            inflater.inflate(into);
        } catch (DataFormatException e) {
            // What came out before the break is good, and is given out first.
            broken = new IOException("gzip data is broken: " + e.getMessage(), e);
        }
        int n = into.position() - from;
        if (n > 0) {
            crc.update(into.duplicate().flip().position(from));
        }
        if (inflater.finished()) {
            part = Part.TRAILER;
        } else if (inflater.needsDictionary()) {
            broken = new IOException("gzip data is broken: it wants a preset dictionary");
        } else if (n == 0 && broken == null && inflater.needsInput() && !more()) {
            throw cutShort();
        }
        return n;
    }

    private void readHeader() throws IOException {
        if (!hasMore()) {
            ended = true;
            return;
        }
        int first = next();
        if (first == 0) {
            // Tapes and block devices pad with zeros.
            return;
        }
        if (((first << 8) | next()) != MAGIC || next() != DEFLATE) {
            throw new IOException("bytes follow the gzip data that are not gzip data");
        }
        int flags = next();
        drop(6);
        if ((flags & FEXTRA) != 0) {
            drop(next() | (next() << 8));
        }
        if ((flags & FNAME) != 0) {
            dropText();
        }
        if ((flags & FCOMMENT) != 0) {
            dropText();
        }
        if ((flags & FHCRC) != 0) {
            drop(2);
        }
        part = Part.DATA;
    }

    private void readTrailer() throws IOException {
        long sum = nextInt() & 0xffff_ffffL;
        int length = nextInt();
        if (sum != crc.getValue() || length != (int) inflater.getBytesWritten()) {
            throw broken("its checksum or length is wrong");
        }
        inflater.reset();
        crc.reset();
        part = Part.HEADER;
    }

    private void dropText() throws IOException {
        while (next() != 0) {
            // up to the NUL that ends it
        }
    }

    @Override
    public void close() {
        inflater.end();
        super.close();
    }
}
