package org.wirestat.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file that somebody is still writing: its end is not the end, more may come. */
final class FollowedInput implements ByteInput {

    private static final long LOOK_MS = 50;

    private final Path path;
    private final ChannelInput input;
    private final @Nullable Object identity;
    private volatile boolean stopped;

    private FollowedInput(Path path, ChannelInput input, @Nullable Object identity) {
        this.path = path;
        this.input = input;
        this.identity = identity;
    }

    static FollowedInput open(Path path) throws IOException {
        // In this order: a file that takes its place in between is then seen to be another.
        Object identity = identity(path);
        return new FollowedInput(path, ChannelInput.open(path), identity);
    }

    private static @Nullable Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /** Gives 0 where nothing came within a twentieth of a second. */
    @Override
    public int read(ByteBuffer into) throws IOException {
        int n = input.read(into);
        if (n >= 0) {
            return n;
        }
        long size = input.currentSize();
        if (size < input.outerBytes()) {
            throw new IOException("it was truncated while it was followed: " + size + " bytes are left of it");
        }
        if (isReplaced()) {
            n = input.read(into);
            if (n < 0) {
                throw new IOException("another file has taken its name (it was rotated), and nothing more will come");
            }
            return n;
        }
        try {
            Thread.sleep(LOOK_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
        return stopped ? -1 : 0;
    }

    private boolean isReplaced() throws IOException {
        try {
            return !Objects.equals(identity, identity(path));
        } catch (NoSuchFileException e) {
            return false; // a file that was deleted can still be written, and read
        }
    }

    @Override
    public long skip(long count) throws IOException {
        return SkippedBytes.read(this, count); // a seek could go beyond what is there
    }

    @Override
    public boolean mayWait() {
        return true;
    }

    @Override
    public long outerBytes() {
        return input.outerBytes();
    }

    @Override
    public long outerSize() {
        return -1;
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        input.close();
    }
}
