package org.wirestat.capture.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureException.Reason;

/** The opening of one input, which may last: a FIFO waits for somebody who writes. */
final class Opening {

    private final String name;
    private final boolean atHand;
    private final boolean followed;
    private final UnpackLimit limit;
    private final CompletableFuture<ByteInput> input;

    private Opening(
            String name, boolean atHand, boolean followed, UnpackLimit limit, CompletableFuture<ByteInput> input) {
        this.name = name;
        this.atHand = atHand;
        this.followed = followed;
        this.limit = limit;
        this.input = input;
    }

    /** @param name of a file, or {@link CaptureFiles#STANDARD_INPUT} */
    static Opening of(String name, UnpackLimit limit) throws CaptureException {
        if (name.equals(CaptureFiles.STANDARD_INPUT)) {
            return new Opening("standard input", false, false, limit, opened(name, ChannelInput::standardInput));
        }
        Path path = path(name);
        boolean atHand = !Files.exists(path) || Files.isRegularFile(path);
        return new Opening(
                name, atHand, false, limit, atHand ? opened(name, () -> ChannelInput.open(path)) : openedLater(path));
    }

    /** @param name of a file that is still being written */
    static Opening followed(String name) throws CaptureException {
        Path path = path(name);
        if (!Files.isRegularFile(path)) {
            throw noSuchFile(name, Files.exists(path) ? "only a file can be followed" : "no such file");
        }
        // Not at hand: what it is may have to be waited for.
        return new Opening(name, false, true, UnpackLimit.USUAL, opened(name, () -> FollowedInput.open(path)));
    }

    private static Path path(String name) throws CaptureException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw noSuchFile(name, "no such file");
        }
    }

    /** The same input once more, which is not opened again; for files that are at hand. */
    Opening again() throws CaptureException {
        return new Opening(name, true, false, limit, opened(name, ((ChannelInput) input.join())::fromStart));
    }

    /** An input that is open already. */
    static Opening done(String name, ByteInput input, UnpackLimit limit) {
        return new Opening(name, true, false, limit, CompletableFuture.completedFuture(input));
    }

    private interface Opener {
        ByteInput open() throws IOException;
    }

    private static CompletableFuture<ByteInput> opened(String name, Opener opener) throws CaptureException {
        try {
            return CompletableFuture.completedFuture(opener.open());
        } catch (IOException e) {
            throw cannotOpen(name, e);
        }
    }

    /** open(2) of a FIFO cannot be interrupted, so a thread waits for it that nobody waits for. */
    private static CompletableFuture<ByteInput> openedLater(Path path) {
        CompletableFuture<ByteInput> later = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        ByteInput opened = ChannelInput.open(path);
                        if (!later.complete(opened)) {
                            opened.close();
                        }
                    } catch (IOException e) {
                        later.completeExceptionally(e);
                    }
                },
                "open " + path);
        thread.setDaemon(true);
        thread.start();
        return later;
    }

    private static CaptureException cannotOpen(String name, IOException e) {
        if (e instanceof NoSuchFileException) {
            return noSuchFile(name, "no such file");
        }
        return noSuchFile(
                name,
                e instanceof AccessDeniedException
                        ? "no permission to read it"
                        : "cannot be opened: " + e.getMessage());
    }

    private static CaptureException noSuchFile(String name, String why) {
        return new CaptureException(Reason.NO_SUCH_FILE, name + ": " + why, List.of());
    }

    /** What to call it in messages. */
    String name() {
        return name;
    }

    /** How much it may unpack to. */
    UnpackLimit limit() {
        return limit;
    }

    /** Whether more may be written after its end. */
    boolean isFollowed() {
        return followed;
    }

    /** Whether neither opening nor reading waits for anybody. */
    boolean isAtHand() {
        return atHand;
    }

    /** @return null if it was stopped */
    @Nullable
    ByteInput await() throws CaptureException {
        try {
            return input.get();
        } catch (CancellationException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cannotOpen(name, cause);
            }
            throw new IllegalStateException(e);
        }
    }

    /** Ends {@link #await} and whatever reads from the input; from any thread. */
    void stop() {
        if (!input.cancel(true) && !input.isCompletedExceptionally()) {
            input.join().stop();
        }
    }
}
