package org.wirestat.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Prints rows in a thread of its own, in the order in which they are added and as soon as it can, while more are being
 * made.
 */
final class PrintingThread<R> {

    /** Prints some rows; called in that thread. */
    interface Printing<R> {
        void print(List<R> rows) throws IOException;
    }

    private final Printing<R> printing;

    // Under this object's lock. Few rows wait, so that they die young: what lives longer fills the heap before a
    // collector looks at it.
    private List<R> waiting = List.of();
    private boolean runs;
    private @Nullable IOException failure;
    private @Nullable Throwable crash;

    /** Its thread goes when there has been nothing for a second. */
    private final ExecutorService thread =
            new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                Thread made = new Thread(work, "wirestat-printing");
                made.setDaemon(true);
                return made;
            });

    PrintingThread(Printing<R> printing) {
        this.printing = printing;
    }

    /**
     * Adds rows, once those that were added before are being printed.
     *
     * @throws IOException if rows that were added before could not be printed; these are not printed then
     */
    synchronized void add(List<R> rows) throws IOException {
        await(() -> waiting.isEmpty());
        rethrow();
        waiting = rows;
        if (!runs) {
            runs = true;
            thread.execute(this::run);
        }
    }

    /** Waits until all that was added is printed. */
    synchronized void finish() throws IOException {
        await(() -> !runs);
        rethrow();
    }

    private void run() {
        try {
            for (List<R> rows = next(); !rows.isEmpty(); rows = next()) {
                printing.print(rows);
            }
        } catch (IOException e) {
            end(e, null);
        } catch (RuntimeException | Error e) {
            end(null, e);
        }
    }

    private synchronized List<R> next() {
        List<R> next = waiting;
        waiting = List.of();
        runs = !next.isEmpty();
        notifyAll();
        return next;
    }

    private synchronized void end(@Nullable IOException failure, @Nullable Throwable crash) {
        this.failure = failure;
        this.crash = crash;
        waiting = List.of();
        runs = false;
        notifyAll();
    }

    private void await(BooleanSupplier condition) {
        boolean interrupted = false;
        while (!condition.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true; // for the caller, once it is printed
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrow() throws IOException {
        if (crash != null) {
            throw new IllegalStateException("the printing thread failed", crash);
        }
        IOException thrown = failure;
        failure = null;
        if (thrown != null) {
            throw thrown;
        }
    }
}
