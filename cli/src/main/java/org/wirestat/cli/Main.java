package org.wirestat.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wirestat.capture.CaptureException;
import org.wirestat.cli.name.Services;
import org.wirestat.cli.print.TextOutput;
import org.wirestat.cli.screen.TerminalScreen;
import org.wirestat.tracker.TooManyDefects;

/** The command. */
public final class Main {

    /** Made while there is memory. */
    private static final byte[] OUT_OF_MEMORY =
            "wirestat: out of memory; --max-connections bounds it\n".getBytes(StandardCharsets.US_ASCII);

    private Main() {}

    public static void main(String[] words) {
        Thread.setDefaultUncaughtExceptionHandler(Main::die);
        ExitCode code = run(List.of(words), Io.ofProcess());
        // Falling out of main ends the process too, since all other threads are daemons; System.exit first loads a
        // logger to tell of itself (JDK 21 and later), which takes 20 ms and more.
        if (code != ExitCode.DONE) {
            System.exit(code.code());
        }
    }

    /** A thread that ends by an error would leave a program behind that looks alive and does nothing. */
    private static void die(Thread thread, Throwable error) {
        TerminalScreen.restore();
        try {
            if (error instanceof OutOfMemoryError) {
                ProcessStreams.err().write(OUT_OF_MEMORY);
            } else {
                Messages messages = new Messages(ProcessStreams.err());
                messages.say("a defect of wirestat ends it, in its thread " + thread.getName() + ":");
                messages.stackTrace(error);
            }
        } catch (IOException e) {
            // Nobody is left to be told.
        } finally {
            Runtime.getRuntime()
                    .halt((error instanceof OutOfMemoryError ? ExitCode.OUT_OF_MEMORY : ExitCode.DEFECT).code());
        }
    }

    /** The whole program, from the command line to the exit code. */
    static ExitCode run(List<String> words, Io io) {
        Messages messages = new Messages(io.err());
        TextOutput out = new TextOutput(io.out());
        boolean verbose = false;
        try {
            Arguments arguments = Arguments.parse(words);
            verbose = arguments.has(Flag.VERBOSE);
            if (arguments.has(Flag.WHOLE_HELP)) {
                return say(HelpText.whole(), out);
            }
            if (arguments.has(Flag.HELP)) {
                return say(HelpText.brief(), out);
            }
            if (arguments.has(Flag.MANUAL)) {
                return say(ManPage.text(), out);
            }
            if (arguments.has(Flag.COMPLETION)) {
                return say(Completion.script(OptionReader.shell(arguments)), out);
            }
            if (arguments.has(Flag.VERSION)) {
                return say(Version.text(io.sources(), verbose), out);
            }
            if (arguments.has(Flag.LIST_INTERFACES)) {
                return say(InterfaceList.text(io.sources().interfaces()), out);
            }
            return new Run(OptionReader.read(arguments, Services::load), io, messages).toTheEnd();
        } catch (UsageError e) {
            messages.say(String.valueOf(e.getMessage()));
            e.place().forEach(line -> messages.block("  " + line + "\n"));
            messages.block(HelpText.USAGE + "       wirestat --help lists the options\n");
            return ExitCode.BAD_USAGE_OR_INPUT;
        } catch (CaptureException e) {
            messages.say(e);
            return exitCode(e.reason());
        } catch (IOException e) {
            if (io.readerHasGone().test(e)) {
                return ExitCode.DONE;
            }
            messages.say("cannot write the output: " + e.getMessage());
            return ExitCode.OUTPUT_FAILED;
        } catch (TooManyDefects e) {
            messages.say(e.getMessage() + ". Please report it with the capture, if you can");
            if (verbose) {
                messages.stackTrace(e);
            }
            return ExitCode.DEFECT;
        } catch (RuntimeException e) {
            messages.say("a defect of wirestat: " + e + ". Please report it with the command line and, if you can, the"
                    + " capture" + (verbose ? "" : "; -v shows where it happened"));
            if (verbose) {
                messages.stackTrace(e);
            }
            return ExitCode.DEFECT;
        }
    }

    private static ExitCode say(String text, TextOutput out) throws IOException {
        out.add(text).flush();
        return ExitCode.DONE;
    }

    /** Input that is wrong in itself, or a system that does not let us have any. */
    static ExitCode exitCode(CaptureException.Reason reason) {
        return switch (reason) {
            case NO_SUCH_INTERFACE, NO_PRIVILEGE, NO_LIBPCAP, INTERFACE_GONE, CANNOT_CAPTURE -> ExitCode.CANNOT_CAPTURE;
            case BAD_FILTER, NO_SUCH_FILE, NOT_A_CAPTURE, DAMAGED -> ExitCode.BAD_USAGE_OR_INPUT;
        };
    }
}
