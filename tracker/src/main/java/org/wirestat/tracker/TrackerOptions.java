package org.wirestat.tracker;

/**
 * How a tracker reads its frames.
 *
 * @param timeouts when endpoints without traffic go
 * @param checksums whether wrong TCP checksums are believed
 * @param keepDuplicates whether a second copy of a frame, as mirrors deliver it, counts like a frame of its own
 * @param separateVlans whether equal addresses and ports in two VLANs are two connections
 * @param showCarriers whether the datagrams that carry a tunnel are conversations too, beside what they carry
 * @param maxConnections most connections that are ever held at once; when there are more, those that are worth least go
 */
public record TrackerOptions(
        Timeouts timeouts,
        Checksums checksums,
        boolean keepDuplicates,
        boolean separateVlans,
        boolean showCarriers,
        int maxConnections) {

    /** What a connection takes at most, in bytes: its record, its place in an index that is half empty, its addresses. */
    public static final int BYTES_PER_CONNECTION = 256;

    private static final int USUAL_MAX = 1 << 20;

    /** What to do with a control segment whose checksum is wrong. */
    public enum Checksums {
        /** Not believed, unless its sender's checksums are evidently filled in by the interface, after us. */
        AUTO,
        /** Never believed. */
        VERIFY,
        /** Not looked at. */
        IGNORE
    }

    /** With room for as many connections as is usual. */
    public TrackerOptions(
            Timeouts timeouts,
            Checksums checksums,
            boolean keepDuplicates,
            boolean separateVlans,
            boolean showCarriers) {
        this(timeouts, checksums, keepDuplicates, separateVlans, showCarriers, USUAL_MAX);
    }

    public static TrackerOptions defaults() {
        return new TrackerOptions(Timeouts.linux(), Checksums.AUTO, false, false, false);
    }

    public TrackerOptions withMaxConnections(int maxConnections) {
        return new TrackerOptions(timeouts, checksums, keepDuplicates, separateVlans, showCarriers, maxConnections);
    }
}
