package org.wirestat.tracker.host;

import org.wirestat.tracker.IpAddress;

/** What the observer itself sends and is sent: no traffic of the segment. */
@FunctionalInterface
public interface OwnDatagrams {

    /** Whether UDP datagrams between these two ends, in either direction, are the observer's. */
    boolean areBetween(IpAddress one, int port, IpAddress other, int otherPort);
}
