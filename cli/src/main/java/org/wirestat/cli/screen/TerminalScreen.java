package org.wirestat.cli.screen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** The terminal that standard output is. It is given back by {@link #close}, and by {@link #restore} in any emergency. */
public final class TerminalScreen implements Screen {

    private static final int LEAST_COLUMNS = 20;
    private static final int LEAST_ROWS = 2;

    /** Of terminals that do not tell. */
    private static final Size USUAL = Size.of(80, 24);

    private static volatile @Nullable TerminalScreen open;

    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private String shown = "";
    private boolean hasBegun;
    private boolean closed;

    private TerminalScreen(Terminal terminal) {
        this.terminal = terminal;
        before = terminal.getAttributes();
        display = new Display(terminal, true);
    }

    /** Takes the terminal, or answers null where there is none that can be drawn on. Nothing is drawn yet. */
    public static @Nullable Screen open() {
        useUnpackedLibrary();
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .provider(TerminalBuilder.PROP_PROVIDER_JNI)
                    .graphemeCluster(
                            false) // nothing is asked of the terminal: its answers would be typed into the shell
                    .nativeSignals(false) // a signal ends the capture in good order: that is not the terminal's to do
                    .build();
            boolean canMove = terminal.getStringCapability(Capability.cursor_address) != null;
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB) || !canMove) {
                terminal.close();
                return null;
            }
            TerminalScreen screen = new TerminalScreen(terminal);
            open = screen;
            return screen;
        } catch (IOException | IllegalStateException | LinkageError e) {
            return null; // no such terminal, or no library for this machine: then tables are printed plainly
        }
    }

    /** The build unpacks it beside JNA's; else JLine would do that into a temporary folder, at every start. */
    private static void useUnpackedLibrary() {
        String jna = System.getProperty("jna.boot.library.path");
        if (jna == null || System.getProperty("library.jline.path") != null) {
            return;
        }
        String machine =
                System.getProperty("os.arch", "").replace("amd64", "x86_64").replace("aarch64", "arm64");
        Path folder = Path.of(jna, "..", "..", "..", "..", "org", "jline", "nativ", "Linux", machine)
                .normalize();
        if (Files.isDirectory(folder)) {
            System.setProperty("library.jline.path", folder.toString());
        }
    }

    /** Gives the terminal back, if one is taken: for those who end the process at once. */
    public static void restore() {
        TerminalScreen screen = open;
        if (screen != null) {
            screen.close();
        }
    }

    @Override
    public synchronized void show(String text) {
        shown = text;
        if (!closed) {
            begin();
            draw();
        }
    }

    @Override
    public synchronized void redraw() {
        if (hasBegun && !closed) {
            takeOver();
            display.reset();
            terminal.puts(Capability.clear_screen);
            draw();
        }
    }

    private void begin() {
        if (!hasBegun) {
            hasBegun = true;
            takeOver();
            terminal.puts(Capability.clear_screen);
        }
    }

    /** The other screen, where terminals have two; no cursor; what is typed is not shown. */
    private void takeOver() {
        Attributes silent = new Attributes(before);
        silent.setLocalFlag(Attributes.LocalFlag.ECHO, false);
        terminal.setAttributes(silent);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
    }

    private void draw() {
        Size told = terminal.getSize();
        boolean isTold = told.getColumns() > 0 && told.getRows() > 0;
        int columns = Math.max(LEAST_COLUMNS, (isTold ? told : USUAL).getColumns());
        int rows = Math.max(LEAST_ROWS, (isTold ? told : USUAL).getRows());
        display.resize(Size.of(columns, rows));
        display.update(fitting(shown, rows, columns), 0);
        terminal.flush();
    }

    /** As many lines as there is room for, and how many are missing. */
    static List<AttributedString> fitting(String text, int rows, int columns) {
        List<String> lines = text.lines().toList();
        boolean fits = lines.size() <= rows;
        List<AttributedString> fitting = new ArrayList<>();
        for (String line : fits ? lines : lines.subList(0, rows - 1)) {
            fitting.add(AttributedString.fromAnsi(line).columnSubSequence(0, columns));
        }
        if (!fits) {
            String rest = "... " + (lines.size() - rows + 1) + " more lines: --sort, --limit and --where choose";
            fitting.add(new AttributedString(rest.substring(0, Math.min(columns, rest.length()))));
        }
        return fitting;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        open = null;
        if (hasBegun) {
            terminal.puts(Capability.cursor_normal); // "visible" blinks, and is a block on Linux's console
            terminal.puts(Capability.exit_ca_mode);
            terminal.flush();
            terminal.setAttributes(before);
        }
        try {
            terminal.close();
        } catch (IOException e) {
            // It is given back as far as it goes.
        }
    }
}
