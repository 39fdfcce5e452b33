package org.wirestat.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Everything outside of the program, in one place, so that tests can run the whole of it in their own process.
 *
 * @param out data only
 * @param err everything else
 * @param wallClockNs nanoseconds since 1970
 * @param monotonicNs nanoseconds of a clock that nobody sets
 * @param errIsTerminal whether a person looks at {@code err}
 * @param hostsFile where the machine keeps names of hosts
 * @param resolverFile where the machine says which name server it asks
 * @param readerHasGone whether an error of {@code out} means that nobody wants more ({@code | head})
 * @param signals calls back with a signal's name (INT, TERM, HUP, USR1, INFO), on a thread of its own, whenever one comes
 * @param die ends the process at once with that code, without flushing anything
 */
record Io(
        OutputStream out,
        OutputStream err,
        LongSupplier wallClockNs,
        LongSupplier monotonicNs,
        boolean errIsTerminal,
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
