package org.wirestat.tracker.host;

import org.wirestat.tracker.IpAddress;

/**
 * What is known of one address.
 *
 * @param mac the MAC that its last frame came from, 48 bits, or {@link #NO_MAC}
 * @param firstNs time of the first packet from or to it, nanoseconds since 1970
 * @param lastNs time of the last packet that it sent; {@link Long#MIN_VALUE} if it never sent any
 */
public record Host(IpAddress address, long mac, long firstNs, long lastNs, Counts counts) {

    /** No Ethernet frame of it was seen. */
    public static final long NO_MAC = -1;

    /** A copy of its counters. */
    public static final class Counts {

        private final long[] counts;

        Counts(long[] counts) {
            this.counts = counts.clone();
        }

        public long of(HostCounter counter) {
            return counts[counter.ordinal()];
        }
    }
}
