package org.wirestat.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;

/**
 * Standard output when it is a file. What a full disk took of a piece is taken back, so that the file ends with a whole
 * line whatever happens.
 */
final class WholeWrites extends OutputStream {

    private final FileOutputStream out;

    WholeWrites(FileOutputStream out) {
        this.out = out;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        FileChannel file = out.getChannel();
        long before = file.size();
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            long taken = file.size() - before;
            // Only if all that came is ours: others may write to the same file.
            if (taken > 0 && taken < length && file.position() == before + taken) {
                file.truncate(before);
            }
            throw e;
        }
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }
}
