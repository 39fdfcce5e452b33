package org.wirestat.tracker.mirror;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.wirestat.tracker.Discard;
import org.wirestat.tracker.IpAddress;

/**
 * What a mirror has shown.
 *
 * @param frames frames that came
 * @param frameBytes bytes of them on the wire
 * @param firstNs earliest time of a frame, nanoseconds since 1970; meaningless without any
 * @param lastNs latest time of a frame
 * @param discarded frames that gave no packet, by reason; only reasons that occurred
 * @param packets frames that gave an IP packet, copies included
 * @param copies second copies of a frame among them
 * @param untagged packets without VLAN tag, where a tunnel carries them within it
 * @param vlans packets of each VLAN, by its identifier
 * @param carriers times that a layer was opened which carries frames or packets, by the layer's name
 * @param connections TCP connections of which at least one end showed that the other had spoken, or both spoke
 * @param oneWay those among them of which one end only was seen to speak
 * @param unfollowedSegments TCP segments of further connections, for which there was no room
 * @param payloadBytes bytes of TCP payload that were seen
 * @param missingBytes bytes of TCP payload that were acknowledged and never seen
 * @param hosts unicast addresses that sent TCP
 * @param speaksOnly those among them that sent a good deal and were never sent any
 * @param offloads those among them whose checksums are evidently filled in later
 */
public record MirrorReport(
        long frames,
        long frameBytes,
        long firstNs,
        long lastNs,
        Map<Discard, Long> discarded,
        long packets,
        long copies,
        long untagged,
        SortedMap<Integer, Long> vlans,
        SortedMap<String, Long> carriers,
        long connections,
        long oneWay,
        long unfollowedSegments,
        long payloadBytes,
        long missingBytes,
        long hosts,
        Hosts speaksOnly,
        Hosts offloads) {

    /**
     * Some hosts.
     *
     * @param examples the first of them in the order of addresses, at most ten
     */
    public record Hosts(long number, List<IpAddress> examples) {

        /** As many as are worth naming. */
        public static final int MOST_EXAMPLES = 10;

        public Hosts {
            examples = List.copyOf(examples);
        }
    }
}
