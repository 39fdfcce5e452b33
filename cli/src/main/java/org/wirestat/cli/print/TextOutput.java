package org.wirestat.cli.print;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text on its way out, buffered. Unlike a PrintStream it tells when it could not be written. All forms of output are
 * ASCII but for what an escaper lets through, which goes out as UTF-8.
 *
 * <p>Only whole lines are handed to the system, so that a program that is killed leaves no torn one.
 */
public final class TextOutput {

    private static final int BUFFER_CHARS = 1 << 15;

    private final OutputStream out;
    private final @Nullable StateColours colours;
    private final StringBuilder text = new StringBuilder(BUFFER_CHARS + 1024);

    public TextOutput(OutputStream out) {
        this(out, null);
    }

    /** @param colours of the lines; null for none */
    public TextOutput(OutputStream out, @Nullable StateColours colours) {
        this.out = out;
        this.colours = colours;
    }

    /** Adds a piece. */
    public TextOutput add(String piece) throws IOException {
        text.append(piece);
        return drained();
    }

    /** Ends a line. */
    public TextOutput endLine() throws IOException {
        text.append('\n');
        return drained();
    }

    /** Where a line is put together without a String of its own; call {@link #endLine} after it. */
    StringBuilder line() {
        return text;
    }

    /** Hands everything to the system. */
    public void flush() throws IOException {
        drain(text.length());
        out.flush();
    }

    private TextOutput drained() throws IOException {
        if (text.length() >= BUFFER_CHARS) {
            drain(text.lastIndexOf("\n") + 1);
        }
        return this;
    }

    private void drain(int end) throws IOException {
        if (end > 0) {
            String lines = text.substring(0, end);
            byte[] bytes = (colours == null ? lines : colours.paint(lines)).getBytes(StandardCharsets.UTF_8);
            text.delete(0, end);
            try {
                out.write(bytes);
            } catch (IOException e) {
                text.setLength(0); // the rest of this line must not begin the next one that can be written
                throw e;
            }
        }
    }
}
