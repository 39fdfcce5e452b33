package org.wirestat.tracker.tcp;

import org.wirestat.tracker.wire.Segment;

/**
 * Whose wrong checksums mean nothing: hosts on which the capture itself runs hand their segments to the interface, which
 * fills the checksum in after we saw them. Judged by share: if most of a host's control segments are wrong, all its are
 * believed.
 *
 * <p>Only hosts that ever sent a wrong one are noted, in a table of fixed size.
 */
public final class Offload {

    private static final int HOSTS = 1 << 10;
    private static final int ENOUGH = 3;

    private final long[] keys = new long[HOSTS];
    private final int[] wrong = new int[HOSTS];
    private final int[] right = new int[HOSTS];
    private boolean hasWrong;

    /** Notes the segment and says whether its checksum speaks against it. */
    public boolean isForged(Segment segment) {
        boolean isWrong = segment.checksum == Segment.Checksum.BAD;
        boolean isRight = segment.checksum == Segment.Checksum.GOOD;
        if (!isWrong && !(isRight && hasWrong)) {
            return false;
        }
        hasWrong = true;
        long key = segment.sourceHigh * 0x9E3779B97F4A7C15L + segment.sourceLow;
        int at = (int) ((key * 0xD6E8FEB86659FD93L) >>> 54);
        if (keys[at] != key) {
            if (!isWrong) {
                return false;
            }
            keys[at] = key;
            wrong[at] = 0;
            right[at] = 0;
        }
        if (isWrong) {
            wrong[at]++;
        } else {
            right[at]++;
        }
        return isWrong && (wrong[at] < ENOUGH || wrong[at] <= right[at]);
    }
}
