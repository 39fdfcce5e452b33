package org.wirestat.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.cli.print.UtcTime;
import org.wirestat.cli.screen.Screen;

/** The whole program in this process, with everything outside of it made up. */
final class Program {

    /** 2026-11-21T14:03:07Z: when the frames of the tests begin. */
    static final long START_NS = 1_795_269_787L * 1_000_000_000L;

    static final long SECOND = 1_000_000_000L;

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final List<Integer> deaths = new ArrayList<>();
    final FakeSources sources = new FakeSources();

    OutputStream stdout = out;
    Path hostsFile = Path.of("no-such-hosts-file");
    Path resolverFile = Path.of("no-such-resolver-file");
    boolean errIsTerminal;
    boolean outIsTerminal;
    final Map<String, String> environment = new HashMap<>();

    @Nullable
    Screen screen;

    boolean realSources;
    ExitCode exit = ExitCode.DEFECT;
    long monotonicNs;
    Consumer<String> signal = name -> {};

    ExitCode run(String... words) {
        return Main.run(
                List.of(words),
                new Io(
                        stdout,
                        err,
                        () -> START_NS + monotonicNs,
                        () -> monotonicNs,
                        errIsTerminal,
                        outIsTerminal,
                        environment::get,
                        () -> screen,
                        hostsFile,
                        resolverFile,
                        realSources ? new CaptureSources(false) : sources,
                        e -> "Broken pipe".equals(e.getMessage()),
                        handler -> signal = handler,
                        deaths::add));
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Number of tables on standard output. */
    int tables() {
        return out().split("Active Internet connections", -1).length - 1;
    }

    /** Seconds after {@link #START_NS} of the moments that tables say they are of. */
    List<String> moments() {
        return out().lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2))
                .toList();
    }

    static String atSecond(double seconds) {
        return UtcTime.text(START_NS + (long) (seconds * SECOND));
    }

    /** A source with a frame at each of these seconds after the start. */
    ScriptedSource file(String name, double... seconds) {
        ScriptedSource source = new ScriptedSource(this);
        sources.files.put(name, source);
        return source.frames(seconds);
    }

    ScriptedSource wire() {
        ScriptedSource source = new ScriptedSource(this);
        sources.wire = source;
        return source;
    }

    void noFile(String name, CaptureException.Reason reason, String message, String... remedies) {
        sources.failures.put(name, new CaptureException(reason, message, List.of(remedies)));
    }

    /** An output that takes so many bytes and then fails with that message. */
    static OutputStream failingAfter(int bytes, String message) {
        return new OutputStream() {
            private int left = bytes;

            @Override
            public void write(int b) throws IOException {
                if (left-- <= 0) {
                    throw new IOException(message);
                }
            }
        };
    }

    /** An output that fails so many times once it has taken so many bytes, and then takes the rest. */
    static OutputStream fullBetween(int bytes, int times, String message) {
        return new OutputStream() {
            private int taken;
            private int failed;

            @Override
            public void write(byte[] piece, int from, int length) throws IOException {
                if (taken >= bytes && failed < times) {
                    failed++;
                    throw new IOException(message);
                }
                taken += length;
            }

            @Override
            public void write(int oneByte) throws IOException {
                write(new byte[1], 0, 1);
            }
        };
    }
}
