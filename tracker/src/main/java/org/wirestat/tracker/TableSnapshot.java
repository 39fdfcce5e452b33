package org.wirestat.tracker;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wirestat.tracker.flow.ConnectionRecord;
import org.wirestat.tracker.flow.EndpointRecord;
import org.wirestat.tracker.flow.FlowTable;
import org.wirestat.tracker.tcp.Listeners;
import org.wirestat.tracker.tcp.OpenCounts;

/** The flow table as it stands, read record by record. */
final class TableSnapshot implements Snapshot {

    private final long timeNs;
    private final List<FlowTable> tables;
    private final Measuring measuring;
    private final FlowTable.Expiry expiry;
    private final Timeouts timeouts;
    private final Listeners listeners;
    private final Supplier<@Nullable OpenCounts> opens;
    private final Set<IpAddress> neighbours;
    private final Counters counters;
    private @Nullable List<Listener> listening;

    /** Tells what was measured of the connection in a table of this number; null if nothing was. */
    interface Measuring {
        @Nullable
        PathMeasures of(int table, ConnectionRecord connection);
    }

    TableSnapshot(
            long timeNs,
            List<FlowTable> tables,
            Measuring measuring,
            FlowTable.Expiry expiry,
            Timeouts timeouts,
            Listeners listeners,
            Supplier<@Nullable OpenCounts> opens,
            Set<IpAddress> neighbours,
            Counters counters) {
        this.timeNs = timeNs;
        this.tables = tables;
        this.measuring = measuring;
        this.expiry = expiry;
        this.timeouts = timeouts;
        this.listeners = listeners;
        this.opens = opens;
        this.neighbours = neighbours;
        this.counters = counters;
    }

    @Override
    public long timeNs() {
        return timeNs;
    }

    @Override
    public List<Connection> connections() {
        return new Connections(those(record -> true, TableSnapshot::isShown).sorted());
    }

    @Override
    public List<Connection> connections(Transport transport) {
        return new Connections(those(transport).sorted());
    }

    @Override
    public List<Connection> unordered(Transport transport) {
        return new Connections(those(transport).places());
    }

    private ConnectionOrder those(Transport transport) {
        boolean areUdp = transport == Transport.UDP;
        return those(record -> record.isUdp() == areUdp, TableSnapshot::isShown);
    }

    @Override
    public List<Connection> remembered() {
        return new Connections(those(record -> true, record -> true).sorted());
    }

    /** Sorted only if somebody asks: there may be hundreds of thousands. */
    @Override
    public List<Listener> listeners() {
        List<Listener> sorted = listening;
        if (sorted == null) {
            sorted = listeners.listening();
            listening = sorted;
        }
        return sorted;
    }

    @Override
    public Set<IpAddress> neighbours() {
        return neighbours;
    }

    /** After all timers that are due: some are run by whoever looks. */
    @Override
    public Map<IpAddress, TcpOpens> opens() {
        runTimers();
        OpenCounts counted = opens.get();
        return counted == null ? Map.of() : counted.byHost();
    }

    @Override
    public Counters counters() {
        return counters;
    }

    /**
     * Connections, to be put in the order of their first frame and then of their keys.
     *
     * @param asked asked before the connection's timers run, which costs more
     * @param wanted asked after that
     */
    private ConnectionOrder those(Predicate<ConnectionRecord> asked, Predicate<ConnectionRecord> wanted) {
        ConnectionOrder order = new ConnectionOrder(tables);
        forEach(asked, (table, slot, record) -> {
            if (wanted.test(record)) {
                order.add(table, slot, record.firstNs());
            }
        });
        return order;
    }

    /** Those of connections that are looked at by and by come up to half a second later than they are due. */
    void runTimers() {
        forEach(record -> !record.isUdp(), (table, slot, record) -> {});
    }

    private interface Visitor {
        void visit(int table, int slot, ConnectionRecord record);
    }

    /** Runs the timers of all that are asked for, and shows those that are not forgotten by that. */
    private void forEach(Predicate<ConnectionRecord> asked, Visitor visitor) {
        for (int table = 0; table < tables.size(); table++) {
            FlowTable of = tables.get(table);
            ConnectionRecord window = of.newWindow();
            for (int slot = 0; slot < of.end(); slot++) {
                if (of.at(slot, window)
                        && asked.test(window)
                        && expiry.runTimers(window, timeNs) != FlowTable.Expiry.FORGET) {
                    visitor.visit(table, slot, window);
                }
            }
        }
    }

    private static boolean isShown(ConnectionRecord connection) {
        return connection.isUdp()
                || connection.lower().state() != TcpState.CLOSED
                || connection.higher().state() != TcpState.CLOSED;
    }

    private Connection connection(int table, ConnectionRecord record) {
        boolean lowerOriginated = record.is(ConnectionRecord.LOWER_ORIGINATED);
        return new Connection(
                record.isUdp() ? Transport.UDP : Transport.TCP,
                endpoint(record, lowerOriginated),
                endpoint(record, !lowerOriginated),
                record.is(ConnectionRecord.BEGUN_SEEN),
                record.firstNs(),
                record.lastNs(),
                measuring.of(table, record));
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
                end.sinceNs(record.readingNs(timeNs)),
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
            if (timeouts.areOff()) {
                return null;
            }
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

    /** Read by any number of threads, as long as the tables rest. */
    private final class Connections extends AbstractList<Connection> implements RandomAccess, Prefetching {

        private final ThreadLocal<Reader> readers = ThreadLocal.withInitial(Reader::new);
        private final long[] order;

        Connections(long[] order) {
            this.order = order;
        }

        @Override
        public int size() {
            return order.length;
        }

        @Override
        public Connection get(int index) {
            return readers.get().read(order[index]);
        }

        @Override
        public void prefetch(int index) {
            readers.get().prefetch(order[index]);
        }

        @Override
        public Iterator<Connection> iterator() {
            return new InOrder(new Reader(), order);
        }
    }

    /** Windows of one thread's own. */
    private final class Reader {

        private final ConnectionRecord[] windows = new ConnectionRecord[tables.size()];

        @SuppressWarnings("UnusedVariable") // so that touching is not optimised away
        private long touched;

        Reader() {
            for (int table = 0; table < windows.length; table++) {
                windows[table] = tables.get(table).newWindow();
            }
        }

        Connection read(long place) {
            int table = ConnectionOrder.table(place);
            tables.get(table).at(ConnectionOrder.slot(place), windows[table]);
            return connection(table, windows[table]);
        }

        void prefetch(long place) {
            touched += tables.get(ConnectionOrder.table(place)).touch(ConnectionOrder.slot(place));
        }
    }

    private static final class InOrder implements Iterator<Connection> {

        private final Reader reader;
        private final long[] order;
        private int next;
        private int prefetched;

        InOrder(Reader reader, long[] order) {
            this.reader = reader;
            this.order = order;
        }

        @Override
        public boolean hasNext() {
            return next < order.length;
        }

        @Override
        public Connection next() {
            if (next == order.length) {
                throw new NoSuchElementException();
            }
            if (next == prefetched) {
                prefetched = Math.min(order.length, next + Prefetching.AT_ONCE);
                for (int i = next; i < prefetched; i++) {
                    reader.prefetch(order[i]);
                }
            }
            return reader.read(order[next++]);
        }
    }
}
