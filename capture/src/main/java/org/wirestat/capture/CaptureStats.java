package org.wirestat.capture;

/**
 * What a source has seen so far.
 *
 * @param frames frames lent
 * @param bytes bytes of the input that were read (file) or bytes that the lent frames had on the wire (live)
 * @param totalBytes bytes of the whole input, or {@link #UNKNOWN} for live wires, pipes and compressed files
 * @param kernelDropped frames that the kernel had no room for, or {@link #UNKNOWN} if it does not tell
 * @param interfaceDropped frames that the interface itself lost, or {@link #UNKNOWN}
 * @param oddRecords records of a capture file that were read although a field of theirs is out of its range (a fraction
 *     of a second ≥ 1, captured length above wire length)
 */
public record CaptureStats(
        long frames, long bytes, long totalBytes, long kernelDropped, long interfaceDropped, long oddRecords) {

    /** Stands for a count that nobody can tell. */
    public static final long UNKNOWN = -1;
}
