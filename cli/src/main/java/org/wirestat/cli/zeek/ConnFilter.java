package org.wirestat.cli.zeek;

import java.util.function.Predicate;
import org.wirestat.cli.view.Selection;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Transport;
import org.wirestat.tracker.connlog.Conn;

/** Which connections the user asked for: transports, IP versions, hosts and ports at either end. */
public final class ConnFilter implements Predicate<Conn> {

    private static final int TCP = 6;
    private static final int UDP = 17;

    private final Selection selection;
    private final boolean wantsAllTransports;

    public ConnFilter(Selection selection) {
        this.selection = selection;
        wantsAllTransports = selection.transports().size() == Transport.values().length;
    }

    @Override
    public boolean test(Conn conn) {
        return (wantsAllTransports || isOfTransport(conn.protocol()))
                && selection.ipVersions().contains(conn.ipVersion())
                && (selection.ports().isEmpty() || hasPort(conn))
                && (selection.hosts().isEmpty()
                        || isThere(conn.originatorAddress())
                        || isThere(conn.responderAddress()));
    }

    private boolean isOfTransport(int protocol) {
        return (protocol == TCP && selection.transports().contains(Transport.TCP))
                || (protocol == UDP && selection.transports().contains(Transport.UDP));
    }

    private boolean hasPort(Conn conn) {
        return selection.ports().contains(conn.originatorPort())
                || selection.ports().contains(conn.responderPort());
    }

    private boolean isThere(IpAddress host) {
        return selection.hosts().stream().anyMatch(network -> network.contains(host));
    }
}
