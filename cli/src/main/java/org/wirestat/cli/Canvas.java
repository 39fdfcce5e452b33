package org.wirestat.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.print.StateColours;
import org.wirestat.cli.print.TextOutput;
import org.wirestat.cli.screen.Screen;
import org.wirestat.cli.screen.ScreenStream;
import org.wirestat.cli.view.Crew;

/**
 * Where the tables of one run go: line after line to standard output or, live on a terminal and again and again, onto one
 * screen in place of each other.
 */
final class Canvas implements AutoCloseable {

    private final TextOutput lines;
    private final @Nullable Screen screen;
    private final @Nullable ScreenStream drawn;
    private final Messages messages;
    private final TextOutput plain;
    private boolean closed;

    private Canvas(TextOutput plain, @Nullable StateColours colours, @Nullable Screen screen, Messages messages) {
        this.plain = plain;
        this.screen = screen;
        this.messages = messages;
        drawn = screen == null ? null : new ScreenStream(screen);
        lines = drawn == null ? plain : new TextOutput(drawn, colours, Crew.ALONE);
    }

    /** Takes the terminal before privileges are given up, since that needs a library. */
    static Canvas of(Options options, Io io, Messages messages) {
        boolean isDumb = "dumb".equals(io.environment().apply("TERM"));
        StateColours colours = isColoured(options, io, isDumb) ? new StateColours(options.format()) : null;
        boolean isRepeated = options.input().isLive()
                && options.everyNs() > 0
                && options.output() == Options.Output.TABLE
                && !options.mirrorHealth()
                && options.view() != Options.View.EVENTS
                && options.view() != Options.View.CHANGES;
        Screen screen =
                isRepeated && io.outIsTerminal() && !isDumb ? io.screen().get() : null;
        return new Canvas(
                new TextOutput(io.out(), colours, new Crew(options.input().threads())), colours, screen, messages);
    }

    private static boolean isColoured(Options options, Io io, boolean isDumb) {
        if (options.output() != Options.Output.TABLE) {
            return false; // programs want no colours, whatever people want
        }
        String refused = io.environment().apply("NO_COLOR");
        return switch (options.colour()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> io.outIsTerminal() && !isDumb && (refused == null || refused.isEmpty());
        };
    }

    TextOutput lines() {
        return lines;
    }

    /** From now on tables are drawn; what is said meanwhile is kept until the terminal is given back. */
    void begin(StopSwitch stop) {
        if (screen != null) {
            messages.keep();
            stop.drawOn(screen);
        }
    }

    /** Gives the terminal back, and then prints the last table plainly. A second time does nothing. */
    void end() throws IOException {
        if (screen != null && drawn != null && !closed) {
            closed = true;
            screen.close();
            messages.tell();
            plain.add(drawn.shown()).flush();
        }
    }

    @Override
    public void close() throws IOException {
        end();
    }
}
