package org.wirestat.cli.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wirestat.cli.name.IpLiteral;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Counters;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Listener;
import org.wirestat.tracker.Overflow;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TcpOpens;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/** A snapshot that a test wrote down. Endpoints are written {@code 10.0.0.5:80} or {@code [fe80::1]:80}. */
public final class HandMade implements Snapshot {

    public static final long NOW_NS = 1_795_269_787_123_456_000L;
    public static final long SECOND = 1_000_000_000L;

    private final List<Connection> connections = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final Set<IpAddress> neighbours = new HashSet<>();

    /** A connection whose beginning was seen. */
    public HandMade tcp(String originator, TcpState state, String responder, TcpState responderState) {
        return tcp(end(originator, state), end(responder, responderState), true);
    }

    public HandMade tcp(Endpoint originator, Endpoint responder, boolean begunSeen) {
        connections.add(
                new Connection(Transport.TCP, originator, responder, begunSeen, NOW_NS - 60 * SECOND, NOW_NS - SECOND));
        return this;
    }

    /** A conversation with so many packets from either side; who sends none is presumed. */
    public HandMade udp(String originator, int packets, String responder, int responderPackets) {
        Basis basis = responderPackets == 0 ? Basis.PRESUMED : Basis.OBSERVED;
        return udp(originator, packets, udpEnd(responder, responderPackets, basis));
    }

    /** A conversation of datagrams that nobody took: the responder's host answered that there is no such socket. */
    public HandMade refusedUdp(String originator, int packets, String responder) {
        return udp(originator, packets, udpEnd(responder, 0, Basis.OBSERVED));
    }

    private HandMade udp(String originator, int packets, Endpoint responder) {
        connections.add(new Connection(
                Transport.UDP,
                udpEnd(originator, packets, Basis.OBSERVED),
                responder,
                true,
                NOW_NS - 60 * SECOND,
                NOW_NS - SECOND));
        return this;
    }

    public HandMade listener(String address) {
        SocketRow.Address at = address(address);
        listeners.add(new Listener(at.host(), at.port(), 3, NOW_NS - 90 * SECOND, NOW_NS - 30 * SECOND));
        return this;
    }

    /** All sockets of these hosts, listening ones too. */
    public List<SocketRow> allSockets(String... hosts) {
        Selection everything = new Selection(
                Selection.Servers.TOO, Set.of(Transport.values()), Set.of(4, 6), Set.of(), List.of(), Set.of(), false);
        List<IpNetwork> local = Stream.of(hosts)
                .map(host -> new IpNetwork(ip(host), ip(host).version() == 4 ? 32 : 128))
                .toList();
        return new SocketView(everything, new LocalHosts(local, List.of()), Crew.ALONE)
                .table(this, NOW_NS, Integrity.WHOLE)
                .rows();
    }

    public HandMade neighbour(String address) {
        neighbours.add(ip(address));
        return this;
    }

    public static Endpoint end(String address, TcpState state) {
        return end(address, state, Basis.OBSERVED, 0, null);
    }

    public static Endpoint end(
            String address, TcpState state, Basis basis, long sendQueue, Endpoint.@Nullable Timer timer) {
        SocketRow.Address at = address(address);
        long sinceNs = NOW_NS - 2 * SECOND;
        return new Endpoint(at.host(), at.port(), state, basis, sinceNs, sendQueue, 10, 1000, 860, 400, 1, timer);
    }

    private static Endpoint udpEnd(String address, int packets, Basis basis) {
        SocketRow.Address at = address(address);
        return new Endpoint(
                at.host(),
                at.port(),
                TcpState.CLOSED,
                basis,
                NOW_NS,
                0,
                packets,
                packets * 100L,
                packets * 86L,
                packets * 58L,
                0,
                null);
    }

    static SocketRow.Address address(String text) {
        int colon = text.lastIndexOf(':');
        return new SocketRow.Address(ip(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }

    static IpAddress ip(String text) {
        IpAddress address = IpLiteral.parse(text);
        if (address == null) {
            throw new IllegalArgumentException(text);
        }
        return address;
    }

    @Override
    public long timeNs() {
        return NOW_NS;
    }

    @Override
    public List<Connection> connections() {
        return connections;
    }

    @Override
    public List<Connection> connections(Transport transport) {
        return connections.stream().filter(c -> c.transport() == transport).toList();
    }

    @Override
    public List<Connection> unordered(Transport transport) {
        List<Connection> some = new ArrayList<>(connections(transport));
        Collections.reverse(some);
        return some;
    }

    @Override
    public List<Connection> remembered() {
        return connections;
    }

    @Override
    public List<Listener> listeners() {
        return listeners.stream()
                .sorted(Comparator.comparing(Listener::address).thenComparing(Listener::port))
                .toList();
    }

    @Override
    public Set<IpAddress> neighbours() {
        return neighbours;
    }

    @Override
    public Map<IpAddress, TcpOpens> opens() {
        return Map.of();
    }

    @Override
    public Counters counters() {
        return new Counters(0, 0, Map.of(), 0, 0, connections.size(), Overflow.NONE);
    }
}
