package org.wirestat.cli.view;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.PortOrder;

/**
 * UDP conversations, gathered into the sockets that they run through. Who spoke first, and to one peer only, is shown as
 * connected to it; who answers, or speaks to several, has one socket for all of them.
 */
final class UdpSockets {

    /** To a port that never spoke: one may have been lost, or have come before its answer. */
    private static final int LEAST_DATAGRAMS = 2;

    private final LocalHosts.Judge judge;
    private final UdpSocketTable table = new UdpSocketTable();

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
            addSpeaker(connection, originator, toOneHost ? responder : null);
        }
        if (withResponder && !judge.isGroup(responder.address())) {
            if (responder.packets() > 0) {
                addSpeaker(connection, responder, null);
            } else if (!looksLikeBroadcast(originator, responder)) {
                addSilent(connection);
            }
        }
    }

    private void addSpeaker(Connection connection, Endpoint local, @Nullable Endpoint peer) {
        int slot = table.slot(local.address(), local.port());
        if (!table.is(slot, UdpSocketTable.SPOKE)) {
            table.forget(slot); // where it was silent tells nothing of one that is known to be there
            table.set(slot, UdpSocketTable.SPOKE, true);
        }
        table.add(slot, connection, local, peer);
    }

    private void addSilent(Connection connection) {
        Endpoint local = connection.responder();
        int slot = table.slot(local.address(), local.port());
        if (!table.is(slot, UdpSocketTable.SPOKE)) {
            table.add(slot, connection, local, null);
            table.got(slot, connection.originator().packets());
            if (local.basis() == Basis.OBSERVED) {
                table.set(slot, UdpSocketTable.REFUSED, true);
            }
        }
    }

    private boolean isThere(int slot) {
        return table.is(slot, UdpSocketTable.SPOKE)
                || (table.got(slot) >= LEAST_DATAGRAMS && !table.is(slot, UdpSocketTable.REFUSED));
    }

    /** Rows that are wanted, of one IP version, in netstat's order; each made when it is asked for. */
    List<SocketRow> rows(Selection selection, int ipVersion) {
        int[] slots = new int[64];
        int size = 0;
        for (int slot = 0; slot < table.size(); slot++) {
            boolean mayBeWanted = table.ipVersion(slot) == ipVersion
                    && isThere(slot)
                    && selection.wantsPeers(!table.is(slot, UdpSocketTable.FOR_ANYBODY));
            if (mayBeWanted && selection.accepts(table.row(slot))) {
                if (size == slots.length) {
                    slots = Arrays.copyOf(slots, 2 * size);
                }
                slots[size++] = slot;
            }
        }
        PortOrder.sort(slots, 0, size, table);
        return new Rows(Arrays.copyOf(slots, size));
    }

    private final class Rows extends AbstractList<SocketRow> implements RandomAccess {

        private final int[] slots;

        Rows(int[] slots) {
            this.slots = slots;
        }

        @Override
        public SocketRow get(int index) {
            return table.row(slots[index]);
        }

        @Override
        public int size() {
            return slots.length;
        }
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
}
