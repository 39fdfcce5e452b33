package org.wirestat.capture.live;

import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.FrameBatch;
import org.wirestat.capture.FrameSource;
import org.wirestat.capture.Intake;

/** One interface in the hands of an engine. For the thread that polls, unless it says otherwise. */
interface Tap {

    /** How long the kernel may gather frames before it hands them over. */
    int GATHER_MS = 50;

    /** @param like a batch of the capacity that all batches will have */
    void start(FrameBatch like);

    /** Whether {@link #take} would bring frames, or the end. */
    boolean hasNews();

    /** Whether so much waits that waiting for more would gain nothing. */
    boolean hasPlenty();

    /** The frames of the last {@link #take} will not be looked at any more. */
    void giveBack();

    /**
     * Clears the batch and puts into it what has come, without waiting. The batch may be lent memory of the tap's own; its
     * frames are then valid until they are given back, or the next ones taken.
     */
    void take(FrameBatch batch);

    /** Whether all frames have been taken, and no more will come. */
    boolean isEnded();

    /** Throws what ended the capture, once; does nothing if nothing but a stop did. */
    void rethrow() throws CaptureException;

    /** As {@link FrameSource#nextNews}; from any thread. */
    default @Nullable String nextNews() {
        return null; // libpcap sees to it in silence
    }

    /** Frames lost so far; from any thread. */
    Drops drops();

    /** Whether what the kernel has is being taken; from any thread. */
    Intake intake();

    /** Makes it end soon, with all that has come before; from any thread, as often as wanted. */
    void stop();

    /** Stops it, and frees what it holds. */
    void close();
}
