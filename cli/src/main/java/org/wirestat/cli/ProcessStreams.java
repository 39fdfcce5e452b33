package org.wirestat.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The process's own streams, without the PrintStreams that hide errors. */
final class ProcessStreams {

    private ProcessStreams() {}

    static OutputStream out() {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        String name = target("/proc/self/fd/1");
        boolean isFile = name.startsWith("/") && !name.startsWith("/dev/");
        return isFile ? new WholeWrites(out) : out;
    }

    static OutputStream err() {
        return new FileOutputStream(FileDescriptor.err);
    }

    /**
     * Whether standard error is a terminal, as far as Linux tells without native code; elsewhere it is taken for none.
     * {@code System.console()} would tell only whether input and output both are.
     */
    static boolean errIsTerminal() {
        return isTerminal("/proc/self/fd/2");
    }

    /** The same of standard output. */
    static boolean outIsTerminal() {
        return isTerminal("/proc/self/fd/1");
    }

    private static boolean isTerminal(String link) {
        String device = target(link);
        return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    }

    /** Whether an error means that the reader of our output has gone, which is no error ({@code | head}). */
    static boolean readerHasGone(IOException error) {
        if (error instanceof FileSystemException) {
            return false; // a file of our own is no reader
        }
        String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("broken pipe") || message.contains("pipe is being closed")) {
            return true;
        }
        // Other languages have other words: but nothing else can go wrong with a pipe.
        return !message.contains("no space") && target("/proc/self/fd/1").startsWith("pipe:");
    }

    private static String target(String link) {
        try {
            return Files.readSymbolicLink(Path.of(link)).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
