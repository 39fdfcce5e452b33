package org.wirestat.cli;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.wirestat.capture.CaptureException;
import org.wirestat.capture.CaptureStats;
import org.wirestat.tracker.ConnectionTracker;
import org.wirestat.tracker.Counters;
import org.wirestat.tracker.Frames;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.host.HostTracker;

/** Makes tables: of sockets and whatever else a snapshot tells. */
final class TableWatcher implements Watcher {

    private final ConnectionTracker tracker;
    private final @Nullable HostTracker hosts;
    private final Delivery delivery;
    private final UnaryOperator<Snapshot> hiding;

    /**
     * @param hosts sees every frame too; null if no table needs it
     * @param hiding leaves out what is not to be shown
     */
    TableWatcher(
            ConnectionTracker tracker, @Nullable HostTracker hosts, Delivery delivery, UnaryOperator<Snapshot> hiding) {
        this.tracker = tracker;
        this.hosts = hosts;
        this.delivery = delivery;
        this.hiding = hiding;
    }

    @Override
    public void onFrames(Frames lent, int from, int to) {
        tracker.onFrames(lent, from, to);
        if (hosts != null) {
            hosts.onFrames(lent, from, to);
        }
    }

    @Override
    public void advanceTo(long nowNs) {
        tracker.advanceTo(nowNs);
    }

    @Override
    public long nowNs() {
        return tracker.nowNs();
    }

    @Override
    public void print(long momentNs, CaptureStats stats, List<CaptureException> lost) throws IOException {
        Snapshot snapshot = hiding.apply(tracker.snapshot());
        delivery.print(snapshot, momentNs, Gaps.of(stats, with(hosts, snapshot.counters()), lost));
    }

    @Override
    public void printNews() throws IOException {
        delivery.printNews();
    }

    @Override
    public List<String> remarks() {
        return delivery.remarks();
    }

    @Override
    public Counters counters() {
        return with(hosts, tracker.counters());
    }

    private static Counters with(@Nullable HostTracker hosts, Counters counters) {
        return hosts == null ? counters : counters.withUnnotedHosts(hosts.missed());
    }

    @Override
    public long lost() {
        return delivery.lost();
    }

    @Override
    public void close() {
        tracker.close();
    }
}
