package org.wirestat.cli.zeek;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files of a folder, each for a length of time and named after its beginning: {@code conn.2026-11-21-14-00-00.log}. A file
 * has its name only when it is whole; until then it is {@code conn.log.part}. Nobody but its owner may read it.
 */
public final class RotatedFiles implements Destination {

    private static final String PART = "conn.log.part";
    private static final int MOST_OF_A_SECOND = 1000;

    private final Path folder;
    private final long everyNs;
    private @Nullable OutputStream out;
    private long beginNs;

    /** @param everyNs multiples of this since 1970 are when files are changed; above 0 */
    public RotatedFiles(Path folder, long everyNs) {
        this.folder = folder;
        this.everyNs = everyNs;
    }

    @Override
    public boolean hasFiles() {
        return true;
    }

    @Override
    public long endNs(long beginNs) {
        return (Math.floorDiv(beginNs, everyNs) + 1) * everyNs;
    }

    @Override
    public void open(long beginNs) throws IOException {
        this.beginNs = beginNs;
        Path part = folder.resolve(PART);
        Files.deleteIfExists(part);
        boolean isPosix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        FileAttribute<?>[] attributes = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        out = Channels.newOutputStream(Files.newByteChannel(
                part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes));
    }

    @Override
    public OutputStream stream() throws IOException {
        if (out == null) {
            throw new IOException("no file is open");
        }
        return out;
    }

    @Override
    public void flush() {} // each write goes to the system at once

    @Override
    public void close() throws IOException {
        stream().close();
        out = null;
        Files.move(folder.resolve(PART), freeName(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Several files may begin in one second, after a signal: none replaces another. */
    private Path freeName() throws IOException {
        String time = TabSeparatedForm.time(beginNs);
        for (int i = 0; i < MOST_OF_A_SECOND; i++) {
            Path path = folder.resolve("conn." + time + (i == 0 ? "" : "-" + i) + ".log");
            if (Files.notExists(path)) {
                return path;
            }
        }
        throw new IOException("too many files of " + time + " in " + folder);
    }
}
