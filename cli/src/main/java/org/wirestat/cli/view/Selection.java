package org.wirestat.cli.view;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/**
 * Which rows the user asked for.
 *
 * @param servers which of the sockets that wait for anybody
 * @param transports TCP, UDP or both
 * @param ipVersions 4, 6 or both
 * @param states only TCP sockets in one of them; empty for all, UDP included
 * @param hosts only sockets with one of their ends there; empty for all
 * @param ports only sockets with one of these at one of their ends; empty for all
 * @param bothEnds whether ends on far hosts have rows too
 * @param where what else a row must be
 */
public record Selection(
        Servers servers,
        Set<Transport> transports,
        Set<Integer> ipVersions,
        Set<TcpState> states,
        List<IpNetwork> hosts,
        Set<Integer> ports,
        boolean bothEnds,
        Predicate<SocketRow> where) {

    /** netstat's {@code -a} and {@code -l}. */
    public enum Servers {
        WITHOUT,
        TOO,
        ONLY
    }

    public Selection {
        transports = Set.copyOf(transports);
        ipVersions = Set.copyOf(ipVersions);
        states = Set.copyOf(states);
        hosts = List.copyOf(hosts);
        ports = Set.copyOf(ports);
    }

    /** One without further conditions. */
    public Selection(
            Servers servers,
            Set<Transport> transports,
            Set<Integer> ipVersions,
            Set<TcpState> states,
            List<IpNetwork> hosts,
            Set<Integer> ports,
            boolean bothEnds) {
        this(servers, transports, ipVersions, states, hosts, ports, bothEnds, row -> true);
    }

    /** The same with sockets that wait for anybody. */
    Selection withServers() {
        return new Selection(Servers.TOO, transports, ipVersions, states, hosts, ports, bothEnds, where);
    }

    /** All rows, of the same hosts. */
    Selection everything() {
        return new Selection(
                Servers.TOO, Set.of(Transport.values()), Set.of(4, 6), Set.of(), List.of(), Set.of(), bothEnds);
    }

    /** Whether a host is wanted for its address alone. */
    boolean wantsHost(IpAddress host) {
        return ipVersions.contains(host.version())
                && (hosts.isEmpty() || hosts.stream().anyMatch(network -> network.contains(host)));
    }

    /** Whether sockets that wait for anybody are wanted. Who names LISTEN as a state need not add {@code -a}. */
    boolean wantsServers() {
        return servers != Servers.WITHOUT || states.contains(TcpState.LISTEN);
    }

    /** Whether sockets of established and other connections are wanted too. */
    boolean wantsConnections() {
        return servers != Servers.ONLY;
    }

    /** Whether sockets that have a peer are wanted, or those that wait for anybody. */
    boolean wantsPeers(boolean peers) {
        return peers ? wantsConnections() : wantsServers();
    }

    boolean wants(Transport transport, int ipVersion) {
        return transports.contains(transport) && ipVersions.contains(ipVersion);
    }

    /** Whether it is among the rows that are wanted; whose hosts are near is not asked. */
    public boolean accepts(SocketRow row) {
        return wantsPeers(!row.isServer()) && acceptsEnd(row);
    }

    /** Whether a connection is wanted for the sake of this end of it. */
    boolean acceptsEnd(SocketRow row) {
        return wants(row.transport(), row.ipVersion())
                && (states.isEmpty() || (row.state() != null && states.contains(row.state())))
                && (ports.isEmpty() || hasPort(row))
                && (hosts.isEmpty() || hasHost(row))
                && where.test(row);
    }

    private boolean hasPort(SocketRow row) {
        SocketRow.Address peer = row.peer();
        return ports.contains(row.local().port()) || (peer != null && ports.contains(peer.port()));
    }

    private boolean hasHost(SocketRow row) {
        for (IpNetwork network : hosts) {
            if (row.isIn(network)) {
                return true;
            }
        }
        return false;
    }
}
