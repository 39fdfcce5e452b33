package org.wirestat.cli;

import java.util.List;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.file.CaptureFiles;
import org.wirestat.capture.file.UnpackLimit;
import org.wirestat.capture.live.Engine;
import org.wirestat.capture.live.LiveOptions;

/** Reads the options that say where frames come from. */
final class InputOptions {

    private final Arguments arguments;
    private final OptionValues values;

    private InputOptions(Arguments arguments) {
        this.arguments = arguments;
        values = new OptionValues(arguments);
    }

    static Options.Input read(Arguments arguments) throws UsageError {
        return new InputOptions(arguments).input();
    }

    private Options.Input input() throws UsageError {
        List<String> files = arguments.all(Flag.READ);
        List<String> interfaces = arguments.all(Flag.INTERFACE);
        if (!files.isEmpty() && !interfaces.isEmpty()) {
            throw new UsageError("-r reads files and -i captures from a wire: give one of them");
        }
        if (!files.isEmpty()) {
            for (Flag live : List.of(Flag.SNAPLEN, Flag.BUFFER, Flag.ENGINE, Flag.NO_PROMISCUOUS)) {
                if (arguments.has(live)) {
                    throw new UsageError(live + " is for a live capture; a file is as it was captured");
                }
            }
        }
        return new Options.Input(
                files,
                interfaces,
                arguments.filter(),
                snaplen(),
                bufferBytes(),
                !arguments.has(Flag.NO_PROMISCUOUS),
                values.choice(Flag.ENGINE, Engine.AUTO, Engine.values()),
                values.durationNs(Flag.FOR, Agenda.NEVER),
                values.number(Flag.COUNT, Agenda.NEVER, Agenda.NEVER),
                follow(files),
                new UnpackLimit(values.size(Flag.MAX_UNCOMPRESSED, UnpackLimit.BY_RATIO, 1, Long.MAX_VALUE, "20G")),
                arguments.has(Flag.STRICT),
                root());
    }

    /** A log tells how much payload is missing, and what we cut off ourselves would look like a loss. */
    private int snaplen() throws UsageError {
        boolean isLog = values.choice(Flag.OUTPUT, Options.Output.TABLE, Options.Output.values())
                .isLog();
        int usual = isLog ? LiveOptions.WHOLE_FRAMES : LiveOptions.DEFAULT_SNAPLEN;
        return (int) values.number(Flag.SNAPLEN, usual, FrameBatch.MAX_FRAME_LENGTH);
    }

    private boolean follow(List<String> files) throws UsageError {
        boolean follow = arguments.has(Flag.FOLLOW);
        if (follow && (files.size() != 1 || files.get(0).equals(CaptureFiles.STANDARD_INPUT))) {
            throw new UsageError("--follow is for one file, given with -r; standard input is read as it comes anyway");
        }
        return follow;
    }

    private Options.Root root() throws UsageError {
        String user = arguments.one(Flag.USER);
        if (user != null && arguments.has(Flag.KEEP_ROOT)) {
            throw new UsageError("--user and --insecure-keep-root contradict each other");
        }
        return new Options.Root(arguments.has(Flag.KEEP_ROOT), user == null ? "" : user);
    }

    private int bufferBytes() throws UsageError {
        return (int) values.size(
                Flag.BUFFER, LiveOptions.DEFAULT_BUFFER_BYTES, FrameBatch.MAX_FRAME_LENGTH, Integer.MAX_VALUE, "64M");
    }
}
