package org.wirestat.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wirestat.capture.CaptureException;
import org.wirestat.cli.print.TerminalEscaper;

/**
 * What is said to people, on standard error. All of it may hold names from outside, and so all of it is escaped. For any
 * thread.
 */
final class Messages {

    /** Nobody reads more of it afterwards. */
    private static final int MOST_KEPT = 1 << 16;

    private final OutputStream err;
    private final StringBuilder kept = new StringBuilder();
    private boolean isKept;
    private int lineInPlace;

    Messages(OutputStream err) {
        this.err = err;
    }

    synchronized void say(String line) {
        write(erasure() + "wirestat: " + TerminalEscaper.escape(line) + "\n");
    }

    /** Lines of our own that are already laid out. */
    synchronized void block(String text) {
        write(erasure() + text);
    }

    /** What is in the way, and what can be done about it. */
    synchronized void say(CaptureException e) {
        say(String.valueOf(e.getMessage()));
        List<String> remedies = e.remedies();
        for (int i = 0; i < remedies.size(); i++) {
            write("  " + (i + 1) + ". " + TerminalEscaper.escape(remedies.get(i)) + "\n");
        }
    }

    synchronized void stackTrace(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        trace.toString().lines().forEach(line -> write(TerminalEscaper.escape(line.replace("\t", "  ")) + "\n"));
    }

    /** Shows a line that the next one replaces. Only for terminals. */
    synchronized void inPlace(String line) {
        String padding = " ".repeat(Math.max(0, lineInPlace - line.length()));
        write("\r" + line + padding);
        lineInPlace = line.length();
    }

    synchronized void eraseInPlace() {
        write(erasure());
    }

    private String erasure() {
        if (lineInPlace == 0) {
            return "";
        }
        String blank = "\r" + " ".repeat(lineInPlace) + "\r";
        lineInPlace = 0;
        return blank;
    }

    /** Keeps what is said until {@link #tell}: it would be written over a screen that is drawn on. */
    synchronized void keep() {
        isKept = true;
    }

    /** Says what was kept, and from now on everything at once. */
    synchronized void tell() {
        isKept = false;
        if (!kept.isEmpty()) {
            write(kept.toString());
            kept.setLength(0);
        }
    }

    private void write(String text) {
        if (isKept) {
            if (kept.length() < MOST_KEPT) {
                kept.append(text);
            }
            return;
        }
        try {
            err.write(text.getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException e) {
            // Nobody is left to be told.
        }
    }
}
