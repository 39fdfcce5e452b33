package org.wirestat.capture.file;

import org.wirestat.capture.FrameBatch;

/** One way to write frames into a file: knows where a record ends and where the frame in it stands. */
abstract class RecordFormat {

    private long frames;
    private long oddRecords;

    private boolean largeFrame;
    private int largeLinkType;
    private long largeTimestampNs;
    private int largeWireLength;
    private int largeCapturedLength;

    /**
     * Uses up the records that stand whole in the window, until the batch is full or more bytes are wanted. Afterwards
     * either {@link #bytesToSkip} is 0 or the window is used up.
     */
    abstract void walk(Window window, FrameBatch batch) throws BrokenCapture;

    /** Bytes of no interest that come next and need not be read into memory. */
    abstract long bytesToSkip();

    /** Notes that some of {@link #bytesToSkip} were skipped. */
    abstract void skipped(long count);

    /** Whether the input may end here. */
    abstract boolean isBetweenRecords(Window window);

    /** What is wrong if the input ends here, though it may not. */
    abstract BrokenCapture cutShort(Window window);

    /** Frames that the walks have come across. */
    final long frames() {
        return frames;
    }

    /** Records with a field out of its range that were used all the same. */
    final long oddRecords() {
        return oddRecords;
    }

    final void countFrames(long count) {
        frames += count;
    }

    final void countOdd(long count) {
        oddRecords += count;
    }

    /** The frame that comes next, in words. */
    final String nextFrame() {
        return "frame " + (frames + 1);
    }

    /**
     * Remembers a frame whose header was used up and whose bytes come next: the two together would not fit into the
     * memory, which holds any frame but not more.
     */
    final void expectLargeFrame(int linkType, long timestampNs, int wireLength, int capturedLength) {
        largeFrame = true;
        largeLinkType = linkType;
        largeTimestampNs = timestampNs;
        largeWireLength = wireLength;
        largeCapturedLength = capturedLength;
    }

    final boolean hasLargeFrame() {
        return largeFrame;
    }

    final int largeFrameLength() {
        return largeCapturedLength;
    }

    /** Adds the frame that is expected if it stands whole in the window. */
    final boolean addLargeFrame(Window window, FrameBatch batch) {
        if (window.available() < largeCapturedLength || batch.isFull()) {
            return false;
        }
        batch.add(largeLinkType, largeTimestampNs, largeWireLength, window.position, largeCapturedLength);
        window.position += largeCapturedLength;
        largeFrame = false;
        countFrames(1);
        return true;
    }
}
