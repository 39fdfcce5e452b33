package org.wirestat.cli;

import org.jspecify.annotations.Nullable;
import org.wirestat.capture.FrameSource;
import org.wirestat.cli.screen.Screen;

/**
 * Lets a signal end a session in good order, or have its counters said. Used by two threads: the session's and the
 * signal's.
 */
final class StopSwitch {

    /** timeout(1) signals the process it has started and then its whole group: that is one wish, not two. */
    private static final long SAME_NS = Durations.NS_PER_SECOND / 5;

    private final Io io;
    private boolean stopped;
    private long stoppedNs;
    private @Nullable FrameSource source;
    private @Nullable Runnable teller;
    private @Nullable Runnable reopener;
    private @Nullable Screen screen;

    StopSwitch(Io io) {
        this.io = io;
        io.signals().accept(this::onSignal);
    }

    /** From now on a signal ends this source; if one came already, at once. */
    synchronized void watch(FrameSource source) {
        this.source = source;
        if (stopped) {
            source.stop();
        }
    }

    /** From now on a signal that asks for the counters is answered by this. */
    synchronized void answerWith(Runnable teller) {
        this.teller = teller;
    }

    /** From now on the signal HUP has a new file begun by this, and ends nothing. */
    synchronized void reopenWith(Runnable reopener) {
        this.reopener = reopener;
    }

    /** From now on this screen is drawn anew when its size has changed, and given back before the process ends at once. */
    synchronized void drawOn(Screen screen) {
        this.screen = screen;
    }

    private synchronized @Nullable Screen screen() {
        return screen;
    }

    /** The source is about to be closed and must not be touched any more. */
    synchronized void forget() {
        source = null;
        teller = null;
    }

    private void onSignal(String name) {
        if (name.equals("USR1") || name.equals("INFO")) {
            Runnable answer = answer();
            if (answer != null) {
                answer.run(); // not under our lock: while it waits for the session, a signal must still end that
            }
        } else if (name.equals("WINCH") || name.equals("CONT")) {
            Screen drawn = screen();
            if (drawn != null) {
                drawn.redraw();
            }
        } else {
            end(name);
        }
    }

    private synchronized @Nullable Runnable answer() {
        return teller;
    }

    private synchronized void end(String name) {
        if (name.equals("HUP") && reopener != null) {
            reopener.run();
            return;
        }
        long nowNs = io.monotonicNs().getAsLong();
        if (stopped && nowNs - stoppedNs < SAME_NS) {
            return;
        }
        if (stopped) {
            if (screen != null) {
                screen.close();
            }
            io.die().accept(128 + number(name)); // who asks twice does not want to wait for a table
            return;
        }
        stopped = true;
        stoppedNs = nowNs;
        if (source != null) {
            source.stop();
        }
    }

    private static int number(String name) {
        return switch (name) {
            case "HUP" -> 1;
            case "INT" -> 2;
            default -> 15;
        };
    }
}
