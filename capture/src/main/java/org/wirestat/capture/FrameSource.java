package org.wirestat.capture;

/**
 * Lends frames in batches, in the order in which they were captured.
 *
 * <p>One thread polls; {@link #stop()} may be called from any thread, also from a signal handler.
 */
public interface FrameSource extends AutoCloseable {

    /** What {@link #poll} answers when there is nothing more to come, now or ever. */
    int END = -1;

    /**
     * Clears the batch and fills it with the next frames.
     *
     * <p>A file fills the batch; a live wire waits for a frame at most as long as its time-out (tens of milliseconds)
     * and then answers 0, so that its caller can look at the clock.
     *
     * @param batch lent by the caller; its frames stay valid until it is polled into again. All batches given to one source
     *     have the same capacity: a source may exchange their memory
     * @return number of frames in the batch, 0 if none came in time, {@link #END} if none will come any more
     * @throws CaptureException if the input broke. All frames before the break have been lent by earlier calls; the next
     *     call answers {@link #END}
     */
    int poll(FrameBatch batch) throws CaptureException;

    /** Makes the current and all later calls of {@link #poll} end soon (within 100 ms), with {@link #END}. */
    void stop();

    /** Counters up to now; may be asked at any time from any thread until {@link #close()}. */
    CaptureStats stats();

    @Override
    void close();
}
