package org.wirestat.tracker;

import java.util.Map;

/**
 * What became of the frames, since the beginning.
 *
 * @param frames frames given to the tracker
 * @param segments frames that gave a TCP segment or a UDP datagram
 * @param discarded frames that gave none, by reason; only reasons that occurred
 * @param duplicates copies of a frame that a mirror delivered twice, left out of every other count
 * @param badChecksums control segments that were not believed because of a wrong checksum
 * @param connections connections seen
 * @param overflow what found no room
 */
public record Counters(
        long frames,
        long segments,
        Map<Discard, Long> discarded,
        long duplicates,
        long badChecksums,
        long connections,
        Overflow overflow) {

    public Counters {
        discarded = Map.copyOf(discarded);
    }

    /** The same, with what a {@link org.wirestat.tracker.host.HostTracker} beside the tracker could not count. */
    public Counters withUnnotedHosts(long packets) {
        Overflow more = new Overflow(
                overflow.evicted(),
                overflow.refused(),
                overflow.targets(),
                overflow.listeners(),
                overflow.neighbours(),
                overflow.hosts() + packets,
                overflow.opens(),
                overflow.crowdedNs());
        return new Counters(frames, segments, discarded, duplicates, badChecksums, connections, more);
    }
}
