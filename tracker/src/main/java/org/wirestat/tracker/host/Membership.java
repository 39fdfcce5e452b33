package org.wirestat.tracker.host;

import org.wirestat.tracker.IpAddress;

/**
 * A host that said by IGMP or MLD that it listens to a multicast group.
 *
 * @param firstNs time of the first report since it last left, nanoseconds since 1970
 * @param lastNs time of the last one
 */
public record Membership(IpAddress host, IpAddress group, long firstNs, long lastNs) {}
