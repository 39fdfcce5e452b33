package org.wirestat.tracker;

/**
 * How a tracker reads its frames.
 *
 * @param timeouts when endpoints without traffic go
 * @param checksums whether wrong TCP checksums are believed
 */
public record TrackerOptions(Timeouts timeouts, Checksums checksums) {

    /** What to do with a control segment whose checksum is wrong. */
    public enum Checksums {
        /** Not believed, unless its sender's checksums are evidently filled in by the interface, after us. */
        AUTO,
        /** Never believed. */
        VERIFY,
        /** Not looked at. */
        IGNORE
    }

    public static TrackerOptions defaults() {
        return new TrackerOptions(Timeouts.linux(), Checksums.AUTO);
    }
}
