package org.wirestat.cli.view;

import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/**
 * A socket as the host that has it would list it.
 *
 * @param peer the other end, or null for a socket that is connected to nobody in particular
 * @param state null for UDP, which has none
 * @param firstNs time of the first frame that tells of it; for a listening port, of the first answer
 * @param lastNs time of the last one
 * @param sinceNs when it came into its state
 * @param sendQueue bytes sent and not acknowledged
 * @param traffic what it sent; null for a listening port, whose traffic belongs to its connections
 * @param initiator whether it began the conversation; null where nobody saw the beginning, or there is no conversation
 * @param accepted handshakes that a listening port answered; null for all others
 * @param refused SYNs that a listening port refused since it first answered one; null for all others
 * @param timer what its kernel waits for, or null if nothing is known to run
 */
public record SocketRow(
        Transport transport,
        Address local,
        @Nullable Address peer,
        @Nullable TcpState state,
        Basis basis,
        long firstNs,
        long lastNs,
        long sinceNs,
        long sendQueue,
        @Nullable Traffic traffic,
        @Nullable Boolean initiator,
        @Nullable Long accepted,
        @Nullable Long refused,
        Endpoint.@Nullable Timer timer) {

    /** Host and port. */
    public record Address(IpAddress host, int port) implements Comparable<Address> {

        static Address of(Endpoint endpoint) {
            return new Address(endpoint.address(), endpoint.port());
        }

        /** By hand, as {@link #equals}: a record's own are put together at their first call, which takes 10 ms. */
        @Override
        public int hashCode() {
            return (Long.hashCode(host.high()) * 31 + Long.hashCode(host.low())) * 31 + port;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Address address && compareTo(address) == 0;
        }

        @Override
        public int compareTo(Address other) {
            int byHost = host.compareTo(other.host);
            return byHost != 0 ? byHost : Integer.compare(port, other.port);
        }
    }

    /** What one end sent; units as in {@link Endpoint}. */
    public record Traffic(long packets, long frameBytes, long payloadBytes, long retransmissions) {

        static Traffic of(Endpoint endpoint) {
            return new Traffic(
                    endpoint.packets(), endpoint.frameBytes(), endpoint.payloadBytes(), endpoint.retransmissions());
        }

        Traffic plus(Traffic other) {
            return new Traffic(
                    packets + other.packets,
                    frameBytes + other.frameBytes,
                    payloadBytes + other.payloadBytes,
                    retransmissions + other.retransmissions);
        }
    }

    /** One end of a connection, as its host would list it. */
    static SocketRow end(Connection connection, boolean ofOriginator) {
        Endpoint local = ofOriginator ? connection.originator() : connection.responder();
        Endpoint peer = ofOriginator ? connection.responder() : connection.originator();
        return new SocketRow(
                connection.transport(),
                Address.of(local),
                Address.of(peer),
                connection.transport() == Transport.TCP ? local.state() : null,
                local.basis(),
                connection.firstNs(),
                connection.lastNs(),
                local.sinceNs(),
                local.sendQueue(),
                Traffic.of(local),
                connection.begunSeen() ? ofOriginator : null,
                null,
                null,
                local.timer());
    }

    /** 4 or 6. */
    public int ipVersion() {
        return local.host().version();
    }

    /** Whether one of its ends is there. */
    public boolean isIn(IpNetwork network) {
        return network.contains(local.host()) || (peer != null && network.contains(peer.host()));
    }

    /** Whether it waits for anybody: a listening port, or a UDP socket with no peer of its own. */
    public boolean isServer() {
        return peer == null;
    }
}
