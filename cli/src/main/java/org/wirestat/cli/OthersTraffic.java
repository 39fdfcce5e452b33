package org.wirestat.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wirestat.cli.name.Resolver;
import org.wirestat.cli.view.Picked;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Counters;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Listener;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TcpOpens;
import org.wirestat.tracker.Transport;

/** What is believed, but for the conversation that we ourselves have with a name server. */
final class OthersTraffic implements Snapshot {

    private final Snapshot all;
    private final Resolver resolver;

    OthersTraffic(Snapshot all, Resolver resolver) {
        this.all = all;
        this.resolver = resolver;
    }

    @Override
    public long timeNs() {
        return all.timeNs();
    }

    @Override
    public List<Connection> connections() {
        return ofOthers(all.connections());
    }

    @Override
    public List<Connection> connections(Transport transport) {
        return ofOthers(all.connections(transport));
    }

    @Override
    public List<Connection> unordered(Transport transport) {
        return ofOthers(all.unordered(transport));
    }

    @Override
    public List<Connection> remembered() {
        return ofOthers(all.remembered());
    }

    private List<Connection> ofOthers(List<Connection> connections) {
        return Picked.where(connections, connection -> !isOwn(connection.originator(), connection.responder()));
    }

    private boolean isOwn(Endpoint one, Endpoint other) {
        return resolver.isOwn(one.address(), one.port(), other.address(), other.port());
    }

    @Override
    public List<Listener> listeners() {
        return all.listeners();
    }

    @Override
    public Set<IpAddress> neighbours() {
        return all.neighbours();
    }

    @Override
    public Map<IpAddress, TcpOpens> opens() {
        return all.opens();
    }

    @Override
    public Counters counters() {
        return all.counters();
    }
}
