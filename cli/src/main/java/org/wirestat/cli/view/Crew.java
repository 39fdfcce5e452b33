package org.wirestat.cli.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that make the rows of a long table together. Each takes a block of them at a time, and what it makes of it is
 * taken in the order of the rows: so it is the same with any number of threads. While they work the tables rest.
 */
public final class Crew {

    /** One who works alone, in the caller's thread. */
    public static final Crew ALONE = new Crew(1);

    /** So few that their text is small: arrays from 64 kB on are put among the old objects, and stay until the heap is full. */
    private static final int BLOCK_ROWS = 64;

    /** A table of fewer rows is made before a thread has started. */
    private static final int ROWS_ALONE = 128 * BLOCK_ROWS;

    /** Blocks under way for each thread: enough to let none wait, few enough to need little memory. */
    private static final int BLOCKS_AHEAD = 8;

    private final int threads;

    /** What is made of a block of rows, by any thread. */
    public interface Work<T> {
        T of(int from, int to);
    }

    /** Takes what was made, in the caller's thread. */
    public interface Taker<T, X extends Exception> {
        void take(T made) throws X;
    }

    /** @param threads that work at the same time, at least 1; the caller's, which takes what they made, is not counted */
    public Crew(int threads) {
        this.threads = threads;
    }

    /** Whether a table of so many rows is shared out. */
    public boolean isFor(int rows) {
        return threads > 1 && rows >= ROWS_ALONE;
    }

    /** Has all rows from 0 on worked on; returns when everything is taken. */
    public <T, X extends Exception> void work(int rows, Work<T> work, Taker<T, X> taker) throws X {
        if (!isFor(rows)) {
            for (int from = 0; from < rows; from += BLOCK_ROWS) {
                taker.take(work.of(from, Math.min(rows, from + BLOCK_ROWS)));
            }
            return;
        }
        ExecutorService helpers = Executors.newFixedThreadPool(threads, Crew::helper);
        try {
            Deque<Future<T>> ahead = new ArrayDeque<>();
            for (int begin = 0; begin < rows; begin += BLOCK_ROWS) {
                int from = begin;
                int to = Math.min(rows, from + BLOCK_ROWS);
                ahead.add(helpers.submit(() -> work.of(from, to)));
                if (ahead.size() == BLOCKS_AHEAD * threads) {
                    taker.take(made(ahead.remove()));
                }
            }
            while (!ahead.isEmpty()) {
                taker.take(made(ahead.remove()));
            }
        } finally {
            helpers.shutdownNow();
        }
    }

    private static Thread helper(Runnable work) {
        Thread thread = new Thread(work, "wirestat-rows");
        thread.setDaemon(true);
        return thread;
    }

    private static <T> T made(Future<T> block) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return block.get();
                } catch (InterruptedException e) {
                    interrupted = true; // for the caller, once the table is whole
                } catch (ExecutionException e) {
                    Throwable cause = e.getCause();
                    if (cause instanceof Error failure) {
                        throw failure;
                    }
                    throw cause instanceof RuntimeException defect
                            ? defect
                            : new IllegalStateException("a helping thread failed", cause);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
