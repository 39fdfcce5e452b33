package org.wirestat.tracker.wire;

/** Is told of hosts that stand on the observed segment itself. Called for rare frames only, often with the same host. */
public interface NeighbourListener {

    /**
     * An address was claimed in ARP or neighbour discovery. Anybody can claim anything: keep a bounded number.
     *
     * @param ipVersion 4 or 6
     * @param high first half of an IPv6 address; 0 for IPv4
     * @param low last half of an IPv6 address, or the IPv4 address, unsigned
     */
    void onNeighbour(int ipVersion, long high, long low);
}
