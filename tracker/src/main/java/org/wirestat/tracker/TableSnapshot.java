package org.wirestat.tracker;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.flow.FlowTable;

/** The flow table as it stands, read record by record. */
final class TableSnapshot implements Snapshot {

    private final long timeNs;
    private final FlowTable table;
    private final FlowTable.Expiry expiry;
    private final Timeouts timeouts;
    private final List<Listener> listeners;
    private final Set<IpAddress> neighbours;
    private final Counters counters;

    TableSnapshot(
            long timeNs,
            FlowTable table,
            FlowTable.Expiry expiry,
            Timeouts timeouts,
            List<Listener> listeners,
            Set<IpAddress> neighbours,
            Counters counters) {
        this.timeNs = timeNs;
        this.table = table;
        this.expiry = expiry;
        this.timeouts = timeouts;
        this.listeners = listeners;
        this.neighbours = neighbours;
        this.counters = counters;
    }

    @Override
    public long timeNs() {
        return timeNs;
    }

    @Override
    public Iterable<Connection> connections() {
        return () -> new Walk(inOrder(false));
    }

    @Override
    public Iterable<Connection> remembered() {
        return () -> new Walk(inOrder(true));
    }

    @Override
    public List<Listener> listeners() {
        return listeners;
    }

    @Override
    public Set<IpAddress> neighbours() {
        return neighbours;
    }

    @Override
    public Counters counters() {
        return counters;
    }

    /** Slots of all living connections, by the time of their first frame and then by their keys. */
    private int[] inOrder(boolean withClosed) {
        ConnectionRecord window = table.newWindow();
        long[] firstAndSlot = new long[16];
        int count = 0;
        for (int slot = 0; slot < table.end(); slot++) {
            if (table.at(slot, window)
                    && expiry.runTimers(window, timeNs) != FlowTable.Expiry.FORGET
                    && (withClosed || isShown(window))) {
                if (count == firstAndSlot.length) {
                    firstAndSlot = Arrays.copyOf(firstAndSlot, 2 * count);
                }
                firstAndSlot[count++] = slot;
            }
        }
        Integer[] slots = new Integer[count];
        for (int i = 0; i < count; i++) {
            slots[i] = (int) firstAndSlot[i];
        }
        ConnectionRecord other = table.newWindow();
        Arrays.sort(slots, (a, b) -> {
            table.at(a, window);
            table.at(b, other);
            return window.compareBegin(other);
        });
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = slots[i];
        }
        return order;
    }

    private static boolean isShown(ConnectionRecord connection) {
        return connection.isUdp()
                || connection.lower().state() != TcpState.CLOSED
                || connection.higher().state() != TcpState.CLOSED;
    }

    private Connection connection(ConnectionRecord record) {
        boolean lowerOriginated = record.is(ConnectionRecord.LOWER_ORIGINATED);
        return new Connection(
                record.isUdp() ? Transport.UDP : Transport.TCP,
                endpoint(record, lowerOriginated),
                endpoint(record, !lowerOriginated),
                record.is(ConnectionRecord.BEGUN_SEEN),
                record.firstNs(),
                record.lastNs());
    }

    private Endpoint endpoint(ConnectionRecord record, boolean isLower) {
        EndpointRecord end = isLower ? record.lower() : record.higher();
        EndpointRecord peer = isLower ? record.higher() : record.lower();
        IpAddress address = record.ipVersion() == 4
                ? IpAddress.v4((int) record.addressLow(isLower))
                : IpAddress.v6(record.addressHigh(isLower), record.addressLow(isLower));
        boolean hasSent = end.is(EndpointRecord.HAS_SENT) && end.is(EndpointRecord.HAS_UNA);
        return new Endpoint(
                address,
                record.port(isLower),
                end.state(),
                end.basis(),
                end.sinceNs(timeNs),
                hasSent ? sendQueue(record, end) : 0,
                end.packets(),
                end.frameBytes(),
                end.ipBytes(),
                end.payloadBytes(),
                end.retransmissions(),
                timer(end, peer));
    }

    /** As the endpoint's kernel counts it: what that kernel believes to be on its way. */
    private static long sendQueue(ConnectionRecord record, EndpointRecord end) {
        int unacknowledged = Math.max(0, end.sndNxt() - end.sndUna());
        return switch (end.state()) {
            // Linux keeps a mere request, which has no queue, until the third ACK; not so in a simultaneous open.
            case SYN_RECEIVED -> record.is(ConnectionRecord.SIMULTANEOUS) ? 1 : 0;
            // It does not know of the acknowledgment, even if we do: else it would have left this state.
            case SYN_SENT, FIN_WAIT_1, CLOSING, LAST_ACK -> Math.max(1, unacknowledged);
            case CLOSED, LISTEN, FIN_WAIT_2, TIME_WAIT -> 0;
            case ESTABLISHED, CLOSE_WAIT -> unacknowledged;
        };
    }

    private Endpoint.@Nullable Timer timer(EndpointRecord end, EndpointRecord peer) {
        if (end.state() == TcpState.TIME_WAIT) {
            long startNs = Math.max(end.sinceNs(timeNs), peer.lastNs());
            long leftNs = startNs + timeouts.timeWait().toNanos() - timeNs;
            return new Endpoint.Timer(Endpoint.TimerKind.TIME_WAIT, Math.max(0, leftNs), 0);
        }
        boolean isWaiting = end.is(EndpointRecord.HAS_SENT)
                && end.is(EndpointRecord.HAS_UNA)
                && (end.sndNxt() - end.sndUna() > 0 || end.is(EndpointRecord.LACKS_ANSWER))
                && end.state() != TcpState.CLOSED;
        if (!isWaiting) {
            return null;
        }
        long dueNs = end.askedNs(timeNs) + 2 * end.gapNs();
        return new Endpoint.Timer(Endpoint.TimerKind.ON, Math.max(0, dueNs - timeNs), end.repeats());
    }

    private final class Walk implements Iterator<Connection> {

        private final ConnectionRecord window = table.newWindow();
        private final int[] order;
        private int next;

        Walk(int[] order) {
            this.order = order;
        }

        @Override
        public boolean hasNext() {
            return next < order.length;
        }

        @Override
        public Connection next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            table.at(order[next++], window);
            return connection(window);
        }
    }
}
