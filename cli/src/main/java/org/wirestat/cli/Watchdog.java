package org.wirestat.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.wirestat.capture.FrameSource;
import org.wirestat.capture.Intake;

/**
 * Ends a live capture that has gone deaf: its kernel has frames, and for ten seconds none is taken. Who watches over us
 * (systemd, say) starts a program anew that has ended, and leaves alone one that hangs.
 *
 * <p>Seconds are counted by looking once in each, and so none passes while the whole process is stopped or the machine
 * sleeps. Whoever prints is not deaf, however long nobody reads what is printed: what comes meanwhile waits, or is counted
 * as dropped.
 */
final class Watchdog {

    static final int MOST_LOOKS = 10;
    private static final long LOOK_MS = 1000;

    private final FrameSource source;
    private final Thread reader;
    private final Thread thread = new Thread(this::watch, "watchdog");
    private Intake before = Intake.NONE;
    private int looks;
    private boolean closed;

    /** @param reader who polls the source */
    Watchdog(FrameSource source, Thread reader) {
        this.source = source;
        this.reader = reader;
        thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    private void watch() {
        try {
            while (!isClosed()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
                look();
            }
        } catch (InterruptedException e) {
            // It is closed.
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** To be called once a second. What it throws ends the process: see {@link Main}. */
    synchronized void look() {
        if (closed) {
            return;
        }
        Intake now = source.intake();
        boolean isDeaf = now.offered() > before.offered() && now.taken() == before.taken();
        if (!isDeaf) {
            before = now;
            looks = 0;
        } else if (!isPrinting(reader.getStackTrace()) && ++looks >= MOST_LOOKS) {
            throw deaf(now.offered() - before.offered());
        }
    }

    private static boolean isPrinting(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(at -> at.getClassName().equals(Messages.class.getName())
                        || (at.getClassName().equals(Session.class.getName())
                                && at.getMethodName().equals("print"))
                        || (at.getMethodName().startsWith("write") && isOfSystem(at.getClassName())));
    }

    private static boolean isOfSystem(String className) {
        return className.startsWith("java.io.") || className.startsWith("sun.nio.ch.");
    }

    /** With what each of the threads does that have a part in capturing. */
    private IllegalStateException deaf(long offered) {
        IllegalStateException deaf =
                new IllegalStateException("for " + MOST_LOOKS + " s no frame was taken, though the "
                        + "kernel's counter rose by " + offered + "; thread " + reader.getName() + " is here:");
        deaf.setStackTrace(reader.getStackTrace());
        for (Map.Entry<Thread, StackTraceElement[]> other :
                Thread.getAllStackTraces().entrySet()) {
            String name = other.getKey().getName();
            if (name.equals("backlog") || name.startsWith("capture ")) {
                IllegalStateException at = new IllegalStateException("thread " + name + " is here:");
                at.setStackTrace(other.getValue());
                deaf.addSuppressed(at);
            }
        }
        return deaf;
    }

    /** From now on the source is asked no more. */
    synchronized void close() {
        closed = true;
        thread.interrupt();
    }
}
