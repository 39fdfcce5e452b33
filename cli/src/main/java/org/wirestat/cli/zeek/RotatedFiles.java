package org.wirestat.cli.zeek;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files of a folder, each for a length of time and named after its beginning: {@code conn.2026-11-21-14-00-00.log}. A file
 * has its name only when it is whole; until then it is {@code conn.log.part}, and locked, so that no two processes write
 * into one folder. Nobody but its owner may read it.
 */
public final class RotatedFiles implements Destination {

    private static final String PART = "conn.log.part";
    private static final int MOST_OF_A_SECOND = 1000;

    private final Path folder;
    private final long everyNs;
    private @Nullable FileChannel channel;
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
        removeLeftOver(part);
        boolean isPosix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        FileAttribute<?>[] attributes = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        FileChannel made =
                FileChannel.open(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
        if (!isLocked(made)) {
            made.close();
            throw inUse(part);
        }
        channel = made;
    }

    /** What a run left that was killed; a link is removed itself, and never followed. */
    private static void removeLeftOver(Path part) throws IOException {
        if (Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
            try (FileChannel left = FileChannel.open(part, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                if (!isLocked(left)) {
                    throw inUse(part);
                }
            }
        }
        Files.deleteIfExists(part);
    }

    /** Whether the file is ours alone, until it is closed. */
    private static boolean isLocked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static IOException inUse(Path part) {
        return new FileSystemException(part.toString(), null, "another process is writing it: log into another folder");
    }

    @Override
    public OutputStream stream() throws IOException {
        return new Writing(opened(), folder.resolve(PART));
    }

    /**
     * Says of which file an error is, which otherwise might be taken for one of standard output, and takes back what a full
     * disk took of a piece: whole lines are written at once, and so the file ends with one.
     */
    private static final class Writing extends OutputStream {

        private final FileChannel channel;
        private final Path file;

        Writing(FileChannel channel, Path file) {
            this.channel = channel;
            this.file = file;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(bytes, from, length);
            long before = channel.position();
            try {
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            } catch (IOException e) {
                channel.truncate(before);
                IOException named = new FileSystemException(file.toString(), null, e.getMessage());
                named.initCause(e);
                throw named;
            }
        }
    }

    private FileChannel opened() throws IOException {
        if (channel == null) {
            throw new IOException("no file is open");
        }
        return channel;
    }

    @Override
    public void flush() {} // each write goes to the system at once

    /** Named first: as long as it is locked nobody takes it for a left-over. */
    @Override
    public void close() throws IOException {
        FileChannel whole = opened();
        channel = null;
        try (whole) {
            Files.move(folder.resolve(PART), freeName(), StandardCopyOption.ATOMIC_MOVE);
        }
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
