package org.wirestat.cli.print;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.view.Crew;

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
    private final Crew crew;
    private final StringBuilder text = new StringBuilder(BUFFER_CHARS + 1024);

    public TextOutput(OutputStream out) {
        this(out, null, Crew.ALONE);
    }

    /**
     * @param colours of the lines; null for none
     * @param crew who put together the lines of long tables
     */
    public TextOutput(OutputStream out, @Nullable StateColours colours, Crew crew) {
        this.out = out;
        this.colours = colours;
        this.crew = crew;
    }

    /** Makes writers of rows: each of them for one text, behind which they write, and for one thread at a time. */
    interface RowForm<R> {
        Consumer<R> into(StringBuilder text);
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

    /** Adds a line, or several, for each row; the form writes all of it but the last line's end. */
    <R> void lines(List<R> rows, RowForm<R> form) throws IOException {
        if (!crew.isFor(rows.size())) {
            Consumer<R> writer = form.into(text);
            for (R row : rows) {
                writer.accept(row);
                endLine();
            }
            return;
        }
        drain(text.length());
        ThreadLocal<StringBuilder> own = ThreadLocal.withInitial(() -> new StringBuilder(BUFFER_CHARS));
        crew.work(rows.size(), (from, to) -> block(rows.subList(from, to), form, own.get()), out::write);
    }

    /** As many characters as the widest cell of each column has, its heading included. */
    <R> int[] widths(String[] headings, List<R> rows, Function<R, String[]> cells) {
        int[] widths = new int[headings.length];
        Padding.widen(widths, headings);
        crew.work(rows.size(), (from, to) -> widths(headings.length, rows.subList(from, to), cells), block -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], block[i]);
            }
        });
        return widths;
    }

    private static <R> int[] widths(int columns, List<R> rows, Function<R, String[]> cells) {
        int[] widths = new int[columns];
        for (R row : rows) {
            Padding.widen(widths, cells.apply(row));
        }
        return widths;
    }

    private <R> byte[] block(List<R> rows, RowForm<R> form, StringBuilder lines) {
        lines.setLength(0);
        Consumer<R> writer = form.into(lines);
        for (R row : rows) {
            writer.accept(row);
            lines.append('\n');
        }
        return bytes(lines.toString());
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
            byte[] bytes = bytes(lines);
            text.delete(0, end);
            try {
                out.write(bytes);
            } catch (IOException e) {
                text.setLength(0); // the rest of this line must not begin the next one that can be written
                throw e;
            }
        }
    }

    private byte[] bytes(String lines) {
        return (colours == null ? lines : colours.paint(lines)).getBytes(StandardCharsets.UTF_8);
    }
}
