package org.wirestat.tracker;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything that the tracker believes at one moment. */
public interface Snapshot {

    /** The moment: all timers have run up to it. Nanoseconds since 1970. */
    long timeNs();

    /**
     * Connections with at least one endpoint that is not closed, and UDP conversations that are not idle; each made anew
     * whenever it is asked for. Order: by the time of their first frame, then by addresses and ports.
     */
    List<Connection> connections();

    /** Those of one transport alone, at the cost of these. */
    List<Connection> connections(Transport transport);

    /** The same in no particular order, at less cost, for those who count them or have an order of their own. */
    List<Connection> unordered(Transport transport);

    /** All connections in the order above, and closed connections that are not forgotten yet. */
    List<Connection> remembered();

    /** Listening ports, ordered by address and port; each made anew whenever it is asked for. */
    List<Listener> listeners();

    /** Addresses that stand on the observed segment itself: they spoke ARP or neighbour discovery there. */
    Set<IpAddress> neighbours();

    /** What was counted of each host's opens; empty if nobody asked for that before the first frame. */
    Map<IpAddress, TcpOpens> opens();

    Counters counters();
}
