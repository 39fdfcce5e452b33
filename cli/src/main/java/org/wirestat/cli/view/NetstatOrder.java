package org.wirestat.cli.view;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.TcpState;

/**
 * As netstat lists sockets: tcp before tcp6 before udp, the listening first; then by address, to the last bit, so that
 * the same sockets are always listed in the same order.
 */
final class NetstatOrder implements Comparator<SocketRow> {

    @Override
    public int compare(SocketRow one, SocketRow other) {
        int order = one.transport().compareTo(other.transport());
        if (order == 0) {
            order = Integer.compare(one.ipVersion(), other.ipVersion());
        }
        if (order == 0) {
            order = Boolean.compare(one.state() != TcpState.LISTEN, other.state() != TcpState.LISTEN);
        }
        if (order == 0) {
            order = one.local().compareTo(other.local());
        }
        if (order == 0) {
            order = comparePeers(one.peer(), other.peer());
        }
        if (order == 0) {
            order = Long.compare(one.firstNs(), other.firstNs());
        }
        return order == 0 ? Long.compare(one.sinceNs(), other.sinceNs()) : order;
    }

    private static int comparePeers(SocketRow.@Nullable Address one, SocketRow.@Nullable Address other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        return one.compareTo(other);
    }
}
