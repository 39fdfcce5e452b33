package org.wirestat.capture;

import org.jspecify.annotations.Nullable;

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
     * @param batch lent by the caller; its frames stay valid until the next poll, or until the source is closed. All batches given to one source
     *     have the same capacity: a source may exchange their memory
     * @return number of frames in the batch, 0 if none came in time, {@link #END} if none will come any more
     * @throws CaptureException if the input broke. All frames before the break have been lent by earlier calls; the next
     *     call answers {@link #END}
     */
    int poll(FrameBatch batch) throws CaptureException;

    /**
     * Makes polls end soon, with {@link #END}. A file ends at once. A wire first lends what the kernel has gathered, so that
     * nothing that came before is lost; where it is silent that takes some 70 ms, and half a second at most.
     */
    void stop();

    /**
     * Says that the next poll will be late, by seconds perhaps: a wire then keeps what comes meanwhile. By the thread that
     * polls; the frames of the last poll stay valid, though they may have to move: ask the batch for its memory anew.
     */
    default void readerIsBusy() {
        // A file waits.
    }

    /** How frames are got, in words for people; empty if there is nothing to say. */
    default String description() {
        return "";
    }

    /**
     * Something of which no more frames will come while the rest goes on, such as one of several interfaces; each is told
     * once. To be asked after a poll, by the same thread.
     *
     * @return null if all is well
     */
    default @Nullable CaptureException nextLoss() {
        return null;
    }

    /**
     * Something that people want to hear of while all goes on, such as an interface that went down; as {@link #nextLoss}.
     *
     * @return null if there is none; may hold text from outside
     */
    default @Nullable String nextNews() {
        return null;
    }

    /** Counters up to now; may be asked at any time from any thread until {@link #close()}. */
    CaptureStats stats();

    /** Whether frames that the kernel has are being taken; as {@link #stats()}. */
    default Intake intake() {
        return Intake.NONE;
    }

    @Override
    void close();
}
