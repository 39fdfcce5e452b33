package org.wirestat.cli.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.Transport;

/**
 * UDP conversations, gathered into the sockets that they run through. Who spoke first, and to one peer only, is shown as
 * connected to it; who answers, or speaks to several, has one socket for all of them.
 */
final class UdpSockets {

    private final LocalHosts.Judge judge;
    private final Map<SocketRow.Address, Socket> sockets = new LinkedHashMap<>();
    private final Map<SocketRow.Address, Silent> silent = new LinkedHashMap<>();

    UdpSockets(LocalHosts.Judge judge) {
        this.judge = judge;
    }

    /**
     * Adds the ends that are to be shown and have said anything. A host that only was spoken to may have a socket too:
     * spoken to again, it would have said that nobody is there (RFC 1122 §4.1.3.1).
     */
    void add(Connection connection, boolean withOriginator, boolean withResponder) {
        Endpoint originator = connection.originator();
        Endpoint responder = connection.responder();
        if (withOriginator && originator.packets() > 0 && !judge.isGroup(originator.address())) {
            boolean toOneHost = !judge.isGroup(responder.address()) && !looksLikeBroadcast(originator, responder);
            add(connection, originator, toOneHost ? responder : null);
        }
        if (withResponder && !judge.isGroup(responder.address())) {
            if (responder.packets() > 0) {
                add(connection, responder, null);
            } else if (!looksLikeBroadcast(originator, responder)) {
                silent.computeIfAbsent(SocketRow.Address.of(responder), address -> new Silent())
                        .add(connection);
            }
        }
    }

    private void add(Connection connection, Endpoint local, @Nullable Endpoint peer) {
        sockets.computeIfAbsent(SocketRow.Address.of(local), address -> new Socket())
                .add(connection, local, peer == null ? null : SocketRow.Address.of(peer));
    }

    List<SocketRow> rows() {
        silent.forEach((address, port) -> {
            if (port.isPresumed()) {
                sockets.putIfAbsent(address, port.socket);
            }
        });
        List<SocketRow> rows = new ArrayList<>(sockets.size());
        sockets.forEach((local, socket) -> rows.add(socket.row(local)));
        return rows;
    }

    /**
     * A directed broadcast whose network nobody told us: x.y.z.255, in the sender's own neighbourhood, and silent. A real
     * host of that address would at worst be missing as a peer.
     */
    private static boolean looksLikeBroadcast(Endpoint sender, Endpoint receiver) {
        return receiver.packets() == 0
                && receiver.address().version() == 4
                && (receiver.address().low() & 0xff) == 0xff
                && receiver.address().isIn(sender.address(), 24);
    }

    /** A host's port that was spoken to and never spoke. */
    private static final class Silent {

        /** One datagram may have been lost, or have come before its answer. */
        private static final int LEAST_DATAGRAMS = 2;

        private final Socket socket = new Socket();
        private long datagrams;
        private boolean isRefused;

        void add(Connection connection) {
            socket.add(connection, connection.responder(), null);
            datagrams += connection.originator().packets();
            isRefused |= connection.responder().basis() == Basis.OBSERVED;
        }

        boolean isPresumed() {
            return datagrams >= LEAST_DATAGRAMS && !isRefused;
        }
    }

    /** What is known of one host's port. */
    private static final class Socket {

        private SocketRow.@Nullable Address peer;
        private boolean forAnybody;
        private boolean began;
        private Basis basis = Basis.OBSERVED;
        private long firstNs = Long.MAX_VALUE;
        private long lastNs = Long.MIN_VALUE;
        private SocketRow.Traffic traffic = new SocketRow.Traffic(0, 0, 0, 0);

        void add(Connection connection, Endpoint local, SocketRow.@Nullable Address to) {
            if (to == null || (peer != null && !peer.equals(to))) {
                forAnybody = true;
            }
            peer = to;
            began = connection.begunSeen();
            basis = local.basis();
            firstNs = Math.min(firstNs, connection.firstNs());
            lastNs = Math.max(lastNs, connection.lastNs());
            traffic = traffic.plus(SocketRow.Traffic.of(local));
        }

        SocketRow row(SocketRow.Address local) {
            return new SocketRow(
                    Transport.UDP,
                    local,
                    forAnybody ? null : peer,
                    null,
                    basis,
                    firstNs,
                    lastNs,
                    firstNs,
                    0,
                    traffic,
                    (began && !forAnybody) ? Boolean.TRUE : null,
                    null,
                    null,
                    null);
        }
    }
}
