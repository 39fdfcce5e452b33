package org.wirestat.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.screen.Screen;
import org.wirestat.cli.screen.TerminalScreen;

/**
 * Everything outside of the program, in one place, so that tests can run the whole of it in their own process.
 *
 * @param out data only
 * @param err everything else
 * @param wallClockNs nanoseconds since 1970
 * @param monotonicNs nanoseconds of a clock that nobody sets
 * @param errIsTerminal whether a person looks at {@code err}
 * @param outIsTerminal whether a person looks at {@code out}
 * @param environment the value of a variable, or null
 * @param screen takes the terminal to draw on it, or answers null where that cannot be
 * @param hostsFile where the machine keeps names of hosts
 * @param resolverFile where the machine says which name server it asks
 * @param readerHasGone whether an error of {@code out} means that nobody wants more ({@code | head})
 * @param signals calls back with a signal's name (INT, TERM, HUP, USR1, INFO, WINCH, CONT), on a thread of its own, whenever one comes
 * @param die ends the process at once with that code, without flushing anything
 */
record Io(
        OutputStream out,
        OutputStream err,
        LongSupplier wallClockNs,
        LongSupplier monotonicNs,
        boolean errIsTerminal,
        boolean outIsTerminal,
        Function<String, @Nullable String> environment,
        Supplier<@Nullable Screen> screen,
        Path hostsFile,
        Path resolverFile,
        Sources sources,
        Predicate<IOException> readerHasGone,
        Consumer<Consumer<String>> signals,
        IntConsumer die) {

    /** The process's own. */
    static Io ofProcess() {
        return new Io(
                ProcessStreams.out(),
                ProcessStreams.err(),
                Io::now,
                System::nanoTime,
                ProcessStreams.errIsTerminal(),
                ProcessStreams.outIsTerminal(),
                System::getenv,
                TerminalScreen::open,
                Path.of("/etc/hosts"),
                Path.of("/etc/resolv.conf"),
                new CaptureSources(true),
                ProcessStreams::readerHasGone,
                Signals::listen,
                code -> Runtime.getRuntime().halt(code));
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * Durations.NS_PER_SECOND + now.getNano();
    }
}
