package org.wirestat.cli.view;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.wirestat.tracker.Basis;
import org.wirestat.tracker.Listener;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;

/** Listening ports as rows that are made when they are asked for; in the snapshot's order, which is netstat's too. */
final class ListeningPorts extends AbstractList<SocketRow> implements RandomAccess {

    private final List<Listener> listeners;

    ListeningPorts(List<Listener> listeners) {
        this.listeners = listeners;
    }

    @Override
    public SocketRow get(int index) {
        Listener listener = listeners.get(index);
        return new SocketRow(
                Transport.TCP,
                new SocketRow.Address(listener.address(), listener.port()),
                null,
                TcpState.LISTEN,
                Basis.OBSERVED, // only its own SYN-ACK makes a listener
                listener.firstAcceptedNs(),
                listener.lastAcceptedNs(),
                listener.firstAcceptedNs(),
                0,
                null,
                null,
                listener.accepted(),
                listener.refused(),
                null);
    }

    @Override
    public int size() {
        return listeners.size();
    }
}
