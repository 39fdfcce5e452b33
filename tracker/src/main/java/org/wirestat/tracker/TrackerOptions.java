package org.wirestat.tracker;

/**
 * How a tracker reads its frames.
 *
 * @param timeouts when endpoints without traffic go
 * @param checksums whether wrong TCP checksums are believed
 * @param keepDuplicates whether a second copy of a frame, as mirrors deliver it, counts like a frame of its own
 * @param separateVlans whether equal addresses and ports in two VLANs are two connections
 * @param showCarriers whether the datagrams that carry a tunnel are conversations too, beside what they carry
 */
public record TrackerOptions(
        Timeouts timeouts, Checksums checksums, boolean keepDuplicates, boolean separateVlans, boolean showCarriers) {

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
        return new TrackerOptions(Timeouts.linux(), Checksums.AUTO, false, false, false);
    }
}
