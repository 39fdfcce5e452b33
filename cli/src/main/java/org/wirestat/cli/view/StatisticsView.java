package org.wirestat.cli.view;

import static org.wirestat.tracker.host.HostCounter.ICMP_ECHO_REPLIES_IN;
import static org.wirestat.tracker.host.HostCounter.ICMP_ECHO_REPLIES_OUT;
import static org.wirestat.tracker.host.HostCounter.ICMP_ECHO_REQUESTS_IN;
import static org.wirestat.tracker.host.HostCounter.ICMP_ECHO_REQUESTS_OUT;
import static org.wirestat.tracker.host.HostCounter.ICMP_IN;
import static org.wirestat.tracker.host.HostCounter.ICMP_OUT;
import static org.wirestat.tracker.host.HostCounter.ICMP_UNREACHABLE_IN;
import static org.wirestat.tracker.host.HostCounter.ICMP_UNREACHABLE_OUT;
import static org.wirestat.tracker.host.HostCounter.PACKETS_IN;
import static org.wirestat.tracker.host.HostCounter.PACKETS_OUT;
import static org.wirestat.tracker.host.HostCounter.PORT_UNREACHABLE_OUT;
import static org.wirestat.tracker.host.HostCounter.TCP_IN;
import static org.wirestat.tracker.host.HostCounter.TCP_OUT;
import static org.wirestat.tracker.host.HostCounter.TCP_RESETS_OUT;
import static org.wirestat.tracker.host.HostCounter.UDP_IN;
import static org.wirestat.tracker.host.HostCounter.UDP_OUT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wirestat.tracker.Connection;
import org.wirestat.tracker.Endpoint;
import org.wirestat.tracker.IpAddress;
import org.wirestat.tracker.Prefetching;
import org.wirestat.tracker.Snapshot;
import org.wirestat.tracker.TcpOpens;
import org.wirestat.tracker.TcpState;
import org.wirestat.tracker.Transport;
import org.wirestat.tracker.host.Host;
import org.wirestat.tracker.host.HostCounter;
import org.wirestat.tracker.host.HostTracker;

/**
 * What the local hosts' kernels count, counted from the wire: all of them together, or those that are selected. Lines that
 * no wire tells (forwarded packets, full buffers) are left out.
 */
public final class StatisticsView implements View<StatisticRow> {

    private static final HostCounter[] COUNTERS = HostCounter.values();

    private final Selection selection;
    private final LocalHosts localHosts;
    private final HostTracker hosts;
    private final Crew crew;

    public StatisticsView(Selection selection, LocalHosts localHosts, HostTracker hosts, Crew crew) {
        this.selection = selection;
        this.crew = crew;
        this.localHosts = localHosts;
        this.hosts = hosts;
    }

    @Override
    public Table<StatisticRow> table(Snapshot snapshot, long timeNs, Integrity integrity) {
        LocalHosts.Judge judge = localHosts.judge(snapshot.neighbours());
        List<Host> counted = new ArrayList<>();
        for (Host host : hosts.hosts()) {
            if (isCounted(host.address(), judge) && !judge.isGroup(host.address())) {
                counted.add(host);
            }
        }
        List<StatisticRow> rows = new ArrayList<>();
        boolean wantsAll = selection.transports().size() > 1;
        for (int version : new int[] {4, 6}) {
            if (!selection.ipVersions().contains(version)) {
                continue;
            }
            Lines lines = new Lines(counted, version, rows);
            if (wantsAll) {
                ip(lines);
                icmp(lines);
            }
            if (version == 4 || !selection.ipVersions().contains(4)) {
                if (selection.transports().contains(Transport.TCP)) {
                    tcp(new Lines(counted, 0, rows), snapshot, judge);
                }
            }
            if (selection.transports().contains(Transport.UDP)) {
                udp(lines);
            }
        }
        return new Table<>(timeNs, rows, integrity);
    }

    private static void ip(Lines to) {
        to.begin("Ip");
        to.add("packets_in", to.sum(PACKETS_IN), "% total packets received");
        to.add("packets_out", to.sum(PACKETS_OUT), "% requests sent out");
    }

    private static void icmp(Lines to) {
        to.begin("Icmp");
        to.add("messages_in", to.sum(ICMP_IN), "% ICMP messages received");
        to.histogram(
                "ICMP input histogram:",
                "in",
                to.sum(ICMP_UNREACHABLE_IN),
                to.sum(ICMP_ECHO_REQUESTS_IN),
                to.sum(ICMP_ECHO_REPLIES_IN));
        to.add("messages_out", to.sum(ICMP_OUT), "% ICMP messages sent");
        to.histogram(
                "ICMP output histogram:",
                "out",
                to.sum(ICMP_UNREACHABLE_OUT),
                to.sum(ICMP_ECHO_REQUESTS_OUT),
                to.sum(ICMP_ECHO_REPLIES_OUT));
    }

    private boolean isCounted(IpAddress host, LocalHosts.Judge judge) {
        return (selection.bothEnds() || judge.isLocal(host)) && selection.wantsHost(host);
    }

    private void tcp(Lines to, Snapshot snapshot, LocalHosts.Judge judge) {
        List<Connection> connections = snapshot.remembered();
        Ends ends = new Ends();
        crew.work(connections.size(), (from, until) -> ends(connections, from, until, judge), ends::add);
        TcpOpens opens = TcpOpens.NONE;
        for (Map.Entry<IpAddress, TcpOpens> host : snapshot.opens().entrySet()) {
            if (isCounted(host.getKey(), judge)) {
                opens = opens.plus(host.getValue());
            }
        }
        to.begin("Tcp");
        to.add("active_opens", opens.active(), "% active connection openings");
        to.add("passive_opens", opens.passive(), "% passive connection openings");
        to.add("failed_attempts", opens.failed(), "% failed connection attempts");
        to.add("established_resets", opens.reset(), "% connection resets received");
        to.add("established", ends.established, "% connections established");
        to.add("segments_in", to.sum(TCP_IN), "% segments received");
        to.add("segments_out", to.sum(TCP_OUT), "% segments sent out");
        to.add("segments_retransmitted", ends.retransmitted, "% segments retransmitted");
        to.add("bad_segments", snapshot.counters().badChecksums(), "% bad segments received");
        to.add("resets_out", to.sum(TCP_RESETS_OUT), "% resets sent");
    }

    /** What is counted of the ends of connections. */
    private static final class Ends {

        private long established;
        private long retransmitted;

        void add(Endpoint end) {
            boolean isOpen = end.state() == TcpState.ESTABLISHED || end.state() == TcpState.CLOSE_WAIT;
            established += isOpen ? 1 : 0;
            retransmitted += end.retransmissions();
        }

        void add(Ends others) {
            established += others.established;
            retransmitted += others.retransmitted;
        }
    }

    private Ends ends(List<Connection> connections, int from, int to, LocalHosts.Judge judge) {
        Ends ends = new Ends();
        for (int i = from; i < to; i++) {
            Prefetching.ahead(connections, i, to);
            Connection connection = connections.get(i);
            if (connection.transport() == Transport.TCP) {
                for (Endpoint end : List.of(connection.originator(), connection.responder())) {
                    if (isCounted(end.address(), judge)) {
                        ends.add(end);
                    }
                }
            }
        }
        return ends;
    }

    private static void udp(Lines to) {
        to.begin("Udp");
        to.add("datagrams_in", to.sum(UDP_IN), "% packets received");
        to.add("no_port", to.sum(PORT_UNREACHABLE_OUT), "% packets to unknown port received");
        to.add("datagrams_out", to.sum(UDP_OUT), "% packets sent");
    }

    /** Puts lines together for the hosts of one IP version, or of both (0). */
    private static final class Lines {

        private final long[] sums = new long[COUNTERS.length];
        private final int version;
        private final List<StatisticRow> rows;
        private String section = "";

        Lines(List<Host> hosts, int version, List<StatisticRow> rows) {
            this.version = version;
            this.rows = rows;
            for (Host host : hosts) {
                if (version == 0 || host.address().version() == version) {
                    for (HostCounter counter : COUNTERS) {
                        sums[counter.ordinal()] += host.counts().of(counter);
                    }
                }
            }
        }

        void begin(String title) {
            section = version == 6 ? title + "6" : title;
        }

        long sum(HostCounter counter) {
            return sums[counter.ordinal()];
        }

        void add(String name, long value, String sentence) {
            rows.add(new StatisticRow(section, name, value, sentence));
        }

        /** net-tools shows only what occurred there. */
        void histogram(String title, String direction, long unreachable, long requests, long replies) {
            String before = title + "\n";
            if (unreachable > 0) {
                add("unreachable_" + direction, unreachable, before + "    destination unreachable: %");
                before = "";
            }
            if (requests > 0) {
                add("echo_requests_" + direction, requests, before + "    echo requests: %");
                before = "";
            }
            if (replies > 0) {
                add("echo_replies_" + direction, replies, before + "    echo replies: %");
            }
        }
    }
}
